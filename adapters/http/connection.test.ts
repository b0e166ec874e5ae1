/** Private authorities, client certificates and proxies, against real TLS servers and a real proxy. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { selfSigned } from '../../src/upstream/http-test-identity.ts'
import { type HttpSettings, http } from './index.ts'
import { deliver, member } from './test-context.ts'
import { closeAll, open } from './test-sandbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'tls-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(async () => {
  vi.unstubAllEnvs()
  await closeAll()
})

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const upstream = selfSigned('localhost')
const client = selfSigned('county-gateway')
const caFile = file('ca.pem', upstream.cert)
const certFile = file('client.pem', client.cert)
const keyFile = file('client.key', client.key)

const settings = (baseUrl: string): HttpSettings => ({
  baseUrl,
  timeoutMs: 2_000,
  create: { method: 'POST', path: '/save' },
  success: { checks: [{ pointer: '/ok', equals: [true] }] },
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close() {
      server.close()
      server.closeAllConnections()
    },
  })
  return (server.address() as AddressInfo).port
}

const takes: RequestListener = (_request, answer) =>
  answer.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
const tls = (options: object = {}) => listen(createTlsServer({ ...upstream, ...options }, takes))

describe('tls', () => {
  test('an authority of one’s own is trusted when it is named, and nothing leaves when it is not', async () => {
    const baseUrl = `https://localhost:${await tls()}`
    expect(await deliver(http(settings(baseUrl)), member({ a: 1 }))).toMatchObject({
      state: 'not-applied',
      why: 'unavailable',
    })
    expect(await deliver(http({ ...settings(baseUrl), tls: { caFile } }), member({ a: 1 }))).toEqual({
      state: 'delivered',
    })
  })

  test('a client certificate is shown', async () => {
    const port = await tls({ requestCert: true, rejectUnauthorized: true, ca: client.cert })
    const known = { ...settings(`https://localhost:${port}`), tls: { caFile, certFile, keyFile } }
    expect(await deliver(http(known), member({ a: 1 }))).toEqual({ state: 'delivered' })
    const unknown = await deliver(http({ ...known, tls: { caFile } }), member({ a: 1 }))
    expect(unknown.state).not.toBe('delivered')
  })

  test('a file that is not there bars the account, by the setting’s name', async () => {
    const adapter = http({ ...settings('https://localhost:9'), tls: { caFile: join(folder, 'missing.pem') } })
    expect(await deliver(adapter, member({ a: 1 }))).toEqual({
      state: 'not-applied',
      why: { barred: 'credentials' },
      detail: 'Setting tls.caFile: the file can’t be read (ENOENT)',
    })
  })

  test('a certificate without its key is refused with the settings', () => {
    expect(() => http({ ...settings('https://localhost:9'), tls: { certFile } })).toThrow(/tls.*go together/)
  })
})

describe('proxy', () => {
  const right = `Basic ${Buffer.from('grid:geheim').toString('base64')}`

  /** Hands on what is readable, tunnels what is not; asks for a password where one is set. */
  async function proxy(authorization?: string) {
    const seen: string[] = []
    const allowed = ({ headers }: IncomingMessage) =>
      authorization === undefined || headers['proxy-authorization'] === authorization
    const server = createServer((request, answer) => {
      seen.push(`${request.method} ${request.url}`)
      if (!allowed(request)) answer.writeHead(407).end()
      else takes(request, answer)
    })
    server.on('connect', (request, socket) => {
      seen.push(`CONNECT ${request.url}`)
      const [, port] = (request.url ?? '').split(':')
      if (!allowed(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      const out = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        out.pipe(socket).pipe(out)
      })
      for (const end of [socket, out]) end.on('error', () => undefined)
      return socket
    })
    return { url: `http://127.0.0.1:${await listen(server)}`, seen }
  }

  test('what is not encrypted is handed to it whole', async () => {
    const { url, seen } = await proxy()
    const adapter = http({ ...settings('http://inner.example'), proxy: { url } })
    expect(await deliver(adapter, member({ a: 1 }))).toEqual({ state: 'delivered' })
    expect(seen).toEqual(['POST http://inner.example/save'])
  })

  test('what is encrypted goes through a tunnel, with the proxy’s own password', async () => {
    vi.stubEnv('TEST_PROXY_PASSWORD', 'geheim')
    const { url, seen } = await proxy(right)
    const port = await tls()
    const through = { url, username: 'grid', password: '${TEST_PROXY_PASSWORD}' } as const
    const adapter = http({ ...settings(`https://localhost:${port}`), tls: { caFile }, proxy: through })
    expect(await deliver(adapter, member({ a: 1 }))).toEqual({ state: 'delivered' })
    expect(seen).toEqual([`CONNECT localhost:${port}`])
  })

  test('a proxy that is away: nothing was sent', async () => {
    const adapter = http({ ...settings('http://inner.example'), proxy: { url: 'http://127.0.0.1:9' } })
    expect(await deliver(adapter, member({ a: 1 }))).toMatchObject({ state: 'not-applied', why: 'unavailable' })
  })

  test('a password in its address is refused and not quoted', () => {
    const proxied = { ...settings('http://inner.example'), proxy: { url: 'http://u:geheim@127.0.0.1' } }
    expect(() => http(proxied)).toThrow(/^(?!.*geheim).*proxy\.url/)
  })
})
