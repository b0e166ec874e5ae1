/** Uploads against a real HTTP server, mail against a real SMTP server with TLS. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { secret } from 'yibiao/adapter'
import { tlsIdentity } from '../../src/upstream/http-test-identity.ts'
import { memberOf, parcelContexts, stored } from '../../test/fixtures/send-context.ts'
import { type TableSettings, table } from './index.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const person = { xm: '测试甲', sfzh: '11010519491231002X' }
async function send(settings: Partial<TableSettings>) {
  const adapter = table({ format: 'jsonl', ...settings })
  const message = stored(adapter.prepare([memberOf(person)]))
  const [outcome] = await adapter.send(message, parcelContexts().next())
  return { adapter, message, outcome }
}

describe('upload', () => {
  async function serve(handle: RequestListener): Promise<string> {
    const server = createServer(handle)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/dav`
  }
  const answering = (status: number, headers: Record<string, string> = {}) =>
    serve((request, response) => {
      request.resume()
      request.on('end', () => response.writeHead(status, headers).end())
    })

  test('puts the file under its name, with credentials, and takes 201 for an answer', async () => {
    const got: Record<string, unknown> = {}
    const url = await serve(async (request, response) => {
      Object.assign(got, { method: request.method, url: request.url, authorization: request.headers.authorization })
      got.body = Buffer.concat(await request.toArray()).toString()
      response.writeHead(201).end()
    })
    const { message, outcome } = await send({ upload: { url, username: 'grid', password: secret('p:w') } })
    expect(outcome).toEqual({ state: 'delivered', reference: message.file })
    expect(got).toEqual({
      method: 'PUT',
      url: `/dav/${message.file}`,
      authorization: `Basic ${Buffer.from('grid:p:w').toString('base64')}`,
      body: `${JSON.stringify(person)}\n`,
    })
  })

  test.each([
    [204, { state: 'delivered' }],
    [200, { state: 'unknown', detail: 'status-200' }],
    [401, { state: 'not-applied', why: { barred: 'credentials' } }],
    [403, { state: 'not-applied', why: { barred: 'right' } }],
    [409, { state: 'not-applied', why: 'unavailable' }],
    [429, { state: 'not-applied', why: 'throttled', retryAfterMs: 7_000 }],
    [507, { state: 'not-applied', why: 'unavailable' }],
    [413, { state: 'rejected', who: 'operator' }],
    [500, { state: 'unknown' }],
  ])('status %i', async (status, expected) => {
    const { outcome } = await send({
      upload: { url: await answering(status, status === 429 ? { 'retry-after': '7' } : {}) },
    })
    expect(outcome).toMatchObject(expected)
  })

  test('cut after the save is unknown; nobody there is not sent', async () => {
    const url = await serve((request) => {
      request.resume()
      request.on('end', () => request.socket.destroy())
    })
    expect((await send({ upload: { url } })).outcome).toMatchObject({ state: 'unknown' })
    expect((await send({ upload: { url: 'http://127.0.0.1:9/' } })).outcome).toMatchObject({
      state: 'not-applied',
      why: 'unavailable',
    })
  })

  test('a repeat counts as harmless only where the settings say so', () => {
    const url = 'http://127.0.0.1:9/'
    expect(table({ format: 'csv', upload: { url } }).capabilities.idempotency).toBeUndefined()
    expect(table({ format: 'csv', upload: { url, recognisesNames: true } }).capabilities.idempotency?.key).toBeDefined()
  })
})

describe('email', () => {
  interface Mail {
    readonly to: readonly string[]
    readonly text: string
  }
  async function serve(more: Partial<SMTPServerOptions> = {}) {
    const mails: Mail[] = []
    const server = new SMTPServer({
      key: tlsIdentity.key,
      cert: tlsIdentity.cert,
      authOptional: true,
      async onData(stream, session, done) {
        const text = Buffer.concat(await stream.toArray()).toString()
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        done()
      },
      ...more,
    })
    server.on('error', () => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    open.push(() => new Promise<void>((resolve) => server.close(resolve)))
    const { port } = server.server.address() as AddressInfo
    const email = {
      host: 'localhost',
      port,
      from: 'gateway@village.example',
      to: 'bureau@county.example',
      subject: '低保登记表',
      ca: tlsIdentity.cert,
    }
    return { mails, email }
  }

  test('sends the file as an attachment, over STARTTLS, with an id of its own and no personal data in the heading', async () => {
    const { mails, email } = await serve()
    const { message, outcome } = await send({ email })
    expect(outcome).toEqual({ state: 'delivered', reference: `<${message.file}@village.example>` })
    const [mail] = mails
    expect(mail?.to).toEqual(['bureau@county.example'])
    expect(mail?.text).toContain(`Message-ID: <${message.file}@village.example>`)
    expect(mail?.text.replaceAll(/\s/g, '')).toContain(Buffer.from(`${JSON.stringify(person)}\n`).toString('base64'))
    expect(mail?.text.split('\r\n\r\n')[0]).not.toContain(person.xm)
  })

  test.each([
    ['RCPT TO', 550, { state: 'rejected', who: 'operator' }],
    ['RCPT TO', 450, { state: 'not-applied', why: 'unavailable' }],
  ])('%s answered by %i', async (_, responseCode, expected) => {
    const { email } = await serve({
      onRcptTo: (_address, _session, done) => done(Object.assign(new RangeError('no'), { responseCode })),
    })
    expect((await send({ email })).outcome).toMatchObject(expected)
  })

  test('a wrong password bars the account', async () => {
    const { email, mails } = await serve({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new RangeError('no')),
    })
    const { outcome } = await send({ email: { ...email, username: 'grid', password: secret('wrong') } })
    expect(outcome).toMatchObject({ state: 'not-applied', why: { barred: 'credentials' } })
    expect(mails).toEqual([])
  })

  test('a server without TLS, or with a certificate nobody knows, gets nothing', async () => {
    const { email, mails } = await serve({ disabledCommands: ['STARTTLS'] })
    expect((await send({ email })).outcome).toMatchObject({ state: 'not-applied', why: 'unavailable' })
    const strange = await serve()
    const { ca: _ca, ...rest } = strange.email
    expect((await send({ email: rest })).outcome).toMatchObject({ state: 'not-applied', why: 'unavailable' })
    expect([...mails, ...strange.mails]).toEqual([])
  })

  test('cut behind the text: unknown, and nothing makes a repeat harmless', async () => {
    const { email } = await serve({
      onData(stream, _session) {
        stream.resume()
        stream.on('end', () => void open.splice(0).map((close) => close()))
      },
      closeTimeout: 10,
    })
    const { adapter, outcome } = await send({ email })
    expect(outcome).toMatchObject({ state: 'unknown' })
    expect(adapter.capabilities.idempotency).toBeUndefined()
  })
})

test('exactly one destination, and receipts only where they can be fetched', () => {
  const wrong = (settings: Partial<TableSettings>) => () => table({ format: 'csv', ...settings })
  expect(wrong({})).toThrow(/Setting folder/)
  expect(wrong({ folder: '/x', upload: { url: 'http://x.example/' } })).toThrow(/Setting folder/)
  expect(wrong({ upload: { url: 'http://x.example/' }, receipts: { taken: '{name}.ok' } })).toThrow(/Setting receipts/)
  expect(wrong({ folder: '/x', receipts: { taken: '../{name}' } })).toThrow(/Setting receipts/)
  expect(wrong({ email: { password: 'open' } } as unknown as TableSettings)).toThrow(/Setting email/)
})
