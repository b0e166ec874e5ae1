/** The transport over real sockets: each test is a peer that behaves in one particular way. */
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createHttp } from './http.ts'
import type { HttpLimits, HttpRequest } from './http-contract.ts'
import { tlsIdentity } from './http-test-identity.ts'

const open: (Server | HttpServer)[] = []

async function listen(server: Server | HttpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(server)
  return (server.address() as AddressInfo).port
}

const serve = async (handle: RequestListener) => `http://127.0.0.1:${await listen(createServer(handle))}`
const serveTcp = async (handle: (socket: Socket) => void) =>
  `127.0.0.1:${await listen(createTcpServer((socket) => handle(socket.on('error', () => undefined))))}`

afterEach(() => {
  for (const server of open.splice(0)) {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
  }
})

const http = createHttp()
const never = new AbortController().signal

const get = (baseUrl: string, limits: Partial<HttpLimits> = {}, path = '/') =>
  http.request({ method: 'GET', path }, { baseUrl, ...limits }, never)
const post = (baseUrl: string, limits: Partial<HttpLimits> = {}, more: Partial<HttpRequest> = {}) =>
  http.request({ method: 'POST', path: '/save', body: '{}', ...more }, { baseUrl, ...limits }, never)

describe('a whole reply', () => {
  test('comes with status, headers in lower case and text', async () => {
    const url = await serve((_request, answer) =>
      answer.writeHead(401, { 'X-Trace': 'a', 'content-type': 'application/json' }).end('{"a":"汉"}'),
    )
    const reply = await post(url)
    expect(reply).toMatchObject({ state: 'reply', status: 401, text: '{"a":"汉"}', headers: { 'x-trace': 'a' } })
    expect(reply).not.toHaveProperty('retryAfterMs')
  })

  test('carries path, query, headers and body as they were given', async () => {
    const url = await serve((request, answer) => {
      request.on('data', (body) => answer.end(`${request.method} ${request.url} ${request.headers['x-a']} ${body}`))
    })
    const reply = await http.request(
      { method: 'PUT', path: '/item/1', query: { 'a&b': '汉 1' }, headers: { 'x-a': 'b' }, body: '{"x":0}' },
      { baseUrl: `${url}/api/` },
      never,
    )
    expect(reply).toMatchObject({ text: 'PUT /api/item/1?a%26b=%E6%B1%89%201 b {"x":0}' })
  })

  test.each([
    ['by content type', 'application/json;charset=GBK', '{"msg":"'],
    ['by meta', 'text/html', '<meta charset="gb2312"><p>'],
    ['unstated', 'application/json', '{"msg":"'],
  ])('in GBK is read %s', async (_name, type, before) => {
    const name = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]) // 张三
    const url = await serve((_request, answer) => {
      answer.writeHead(200, { 'content-type': type })
      answer.end(Buffer.concat([Buffer.from(before, 'latin1'), name]))
    })
    expect(await get(url)).toMatchObject({ text: `${before}张三` })
  })

  test('with Retry-After tells milliseconds', async () => {
    const url = await serve((_request, answer) => answer.writeHead(429, { 'retry-after': '120' }).end())
    expect(await post(url)).toMatchObject({ status: 429, retryAfterMs: 120_000, text: '' })
  })
})

test('a compressed reply, an error too, is read though nobody asked for it', async () => {
  const url = await serve((_request, answer) =>
    answer.writeHead(500, { 'content-encoding': 'gzip' }).end(gzipSync('{"msg":"汉"}')),
  )
  expect(await get(url)).toMatchObject({ status: 500, text: '{"msg":"汉"}' })
})

test('a status that HTTP does not know is no reply', async () => {
  const address = await serveTcp((socket) =>
    socket.on('data', () => socket.end('HTTP/1.1 999 Blocked\r\ncontent-length: 0\r\n\r\n')),
  )
  expect(await post(`http://${address}`)).toEqual({ state: 'cut', detail: 'malformed-reply' })
})

describe('not sent: no byte can have left', () => {
  test('connection refused', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await post(`http://127.0.0.1:${port}`)).toEqual({ state: 'not-sent', detail: 'ECONNREFUSED' })
  })

  test('no such name', async () => {
    const result = await post('http://no-such-host.invalid')
    expect(result.state).toBe('not-sent')
    expect(result).toMatchObject({ detail: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) })
  })

  test('connect timeout: a TLS peer that never shakes hands', async () => {
    const address = await serveTcp(() => undefined)
    const result = await post(`https://${address}`, { timeoutMs: 2_000 })
    expect(result).toEqual({ state: 'not-sent', detail: 'UND_ERR_CONNECT_TIMEOUT' })
  })

  test('certificate nobody signed', async () => {
    let bytes = 0
    const port = await listen(
      createTlsServer(tlsIdentity, (socket) =>
        socket.on('data', (chunk) => (bytes += chunk.length)).on('error', () => undefined),
      ),
    )
    const result = await post(`https://127.0.0.1:${port}`)
    expect(result).toMatchObject({ state: 'not-sent', detail: expect.stringMatching(/SELF_SIGNED|CERT|UNABLE/) })
    expect(bytes).toBe(0)
  })

  test('a peer that speaks no TLS', async () => {
    const address = await serveTcp((socket) =>
      socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
    )
    expect(await post(`https://${address}`)).toMatchObject({
      state: 'not-sent',
      detail: 'ERR_SSL_WRONG_VERSION_NUMBER',
    })
  })

  test('a peer that hangs up during the handshake', async () => {
    const address = await serveTcp((socket) => socket.end())
    expect(await post(`https://${address}`)).toMatchObject({ state: 'not-sent', detail: 'ECONNRESET' })
  })

  test('aborted before it began', async () => {
    let seen = 0
    const url = await serve((_request, answer) => answer.end(String(seen++)))
    const result = await http.request({ method: 'POST', path: '/' }, { baseUrl: url }, AbortSignal.abort())
    expect(result).toEqual({ state: 'not-sent', detail: 'aborted' })
    expect(seen).toBe(0)
  })

  test('nobody there on a port that browsers refuse', async () => {
    expect(await post('http://127.0.0.1:1')).toEqual({ state: 'not-sent', detail: 'ECONNREFUSED' })
  })
})

describe('cut: bytes may have left', () => {
  test('the peer hangs up after the request', async () => {
    const address = await serveTcp((socket) => socket.on('data', () => socket.end()))
    expect(await post(`http://${address}`)).toMatchObject({ state: 'cut' })
  })

  test('the peer resets after the request', async () => {
    const address = await serveTcp((socket) => socket.on('data', () => socket.resetAndDestroy()))
    expect(await post(`http://${address}`)).toEqual({ state: 'cut', detail: 'ECONNRESET' })
  })

  test('a reset inside the reply', async () => {
    const url = await serve((_request, answer) => {
      answer.writeHead(200, { 'content-length': '100' }).write('abc', () => answer.destroy())
    })
    expect(await post(url)).toMatchObject({ state: 'cut' })
  })

  test('garbage instead of HTTP', async () => {
    const address = await serveTcp((socket) => socket.on('data', () => socket.write('garbage\r\n\r\n')))
    expect(await post(`http://${address}`)).toMatchObject({ state: 'cut', detail: 'malformed-reply' })
  })

  test('never answers: the deadline ends it', async () => {
    const url = await serve(() => undefined)
    expect(await post(url, { timeoutMs: 50 })).toEqual({ state: 'cut', detail: 'deadline' })
  })

  test('a body that drips: the deadline covers it too', async () => {
    const url = await serve((_request, answer) => {
      answer.writeHead(200)
      const drip = setInterval(() => answer.write('.'), 5)
      answer.on('close', () => clearInterval(drip))
    })
    expect(await post(url, { timeoutMs: 80 })).toEqual({ state: 'cut', detail: 'deadline' })
  })

  test('the caller aborts', async () => {
    const controller = new AbortController()
    const url = await serve(() => controller.abort())
    const result = await http.request({ method: 'POST', path: '/' }, { baseUrl: url }, controller.signal)
    expect(result).toEqual({ state: 'cut', detail: 'aborted' })
  })

  test.each(['stated', 'unstated', 'compressed'])('a reply beyond the cap, length %s, is not read on', async (kind) => {
    const large = Buffer.alloc(1_000_000, 'x')
    const closed = Promise.withResolvers<void>()
    const url = await serve((request, answer) => {
      request.socket.on('close', () => closed.resolve())
      if (kind === 'stated') answer.setHeader('content-length', large.length * 1000)
      if (kind === 'compressed') answer.setHeader('content-encoding', 'gzip').end(gzipSync(large))
      else answer.write(large)
    })
    expect(await post(url)).toEqual({ state: 'cut', detail: 'reply-too-large' })
    if (kind !== 'compressed') await closed.promise
  })
})

describe('credentials stay at the origin', () => {
  const secret = { headers: { authorization: 'Bearer s' } }

  test('a redirect to another origin is not followed', async () => {
    let reached = 0
    const other = await serve((_request, answer) => answer.end(String(reached++)))
    const url = await serve((_request, answer) => answer.writeHead(302, { location: `${other}/x` }).end())
    const reply = await http.request({ method: 'GET', path: '/', ...secret }, { baseUrl: url }, never)
    expect(reply).toMatchObject({ state: 'reply', status: 302 })
    expect(reached).toBe(0)
  })

  test('a redirected write is not repeated', async () => {
    const seen: unknown[] = []
    const url = await serve((request, answer) => {
      seen.push(request.url)
      answer.writeHead(307, { location: '/other' }).end()
    })
    expect(await post(url)).toMatchObject({ status: 307 })
    expect(seen).toEqual(['/save'])
  })

  test('a GET follows within the origin, three times at most', async () => {
    const seen: unknown[] = []
    const url = await serve((request, answer) => {
      seen.push(request.url)
      if (request.url === '/a') answer.writeHead(302, { location: '/b' }).end()
      else if (request.url === '/b') answer.end('there')
      else answer.writeHead(302, { location: '/circle' }).end()
    })
    expect(await get(url, {}, '/a')).toMatchObject({ status: 200, text: 'there' })
    expect(await get(url, {}, '/circle')).toMatchObject({ status: 302 })
    expect(seen).toEqual(['/a', '/b', '/circle', '/circle', '/circle', '/circle'])
  })

  test.each(['http://127.0.0.2:9/x', '//127.0.0.2/x', 'x', '/a/../../b', '/a/%2e%2e/b'])(
    'the path %s is refused or stays',
    async (path) => {
      const seen: unknown[] = []
      const url = await serve((request, answer) => {
        seen.push(request.url)
        answer.end()
      })
      const result = await get(`${url}/api`, {}, path)
      if (path.startsWith('//')) expect(seen).toEqual([`/api${path}`])
      else expect(result).toEqual({ state: 'not-sent', detail: 'other-origin' })
    },
  )

  test.each(['ftp://127.0.0.1/', 'http://user:geheim@127.0.0.1/', 'http://127.0.0.1/?a=1', 'nowhere'])(
    'the base URL %s is a fault of the settings, not quoted',
    async (baseUrl) => {
      await expect(get(baseUrl)).rejects.toThrow(/^(?!.*geheim)Setting baseUrl/)
    },
  )

  test('no detail quotes an address, a key or a body', async () => {
    const address = await serveTcp((socket) => socket.on('data', () => socket.destroy()))
    const result = await post(`http://${address}`, {}, { query: { key: 'geheim' }, body: '张三' })
    expect(JSON.stringify(result)).not.toMatch(/geheim|张三|127\.0\.0\.1/)
  })
})

describe('connections', () => {
  async function countingServer() {
    const ports: unknown[] = []
    const url = await serve((request, answer) => {
      ports.push(request.socket.remotePort)
      answer.end('ok')
    })
    return { url, ports }
  }

  test('are kept between requests', async () => {
    const { url, ports } = await countingServer()
    for (let i = 0; i < 20; i++) await post(url)
    expect(new Set(ports).size).toBeLessThan(4) // Node opens a second one while the first is being put back
  })

  test('are fresh for each request where asked, even beside an idle one', async () => {
    const { url, ports } = await countingServer()
    await post(url)
    for (let i = 0; i < 3; i++) await post(url, { freshConnection: true })
    expect(new Set(ports).size).toBe(4)
  })
})
