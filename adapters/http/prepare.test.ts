/** Messages: the same member gives the same text, and what leaves is what was prepared. */
import { afterEach, describe, expect, test } from 'vitest'
import { type Member, secret } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'
import { type HttpSettings, http } from './index.ts'
import { deliver, member, serve } from './test-context.ts'
import { closeAll, open } from './test-sandbox.ts'

afterEach(closeAll)

const base = {
  baseUrl: 'http://127.0.0.1:9/api',
  create: { method: 'POST', path: '/person' },
  success: { checks: [{ pointer: '/ok', equals: [true] }] },
} as const satisfies HttpSettings

const prepare = (settings: Partial<HttpSettings>, one: Member) => http({ ...base, ...settings }).prepare([one])

describe('prepare', () => {
  test('is JSON, pure, and holds no credential', () => {
    const adapter = http({ ...base, auth: { kind: 'bearer', token: secret('geheim') } })
    const payload = { xm: '𠮷', nl: 0, db: false, bz: null }
    const message = adapter.prepare([member(payload)])
    expect(JSON.parse(JSON.stringify(message))).toEqual(message)
    expect(adapter.prepare([member(payload)])).toEqual(message)
    expect(message).toEqual({
      operation: 'create',
      method: 'POST',
      path: '/person',
      query: {},
      headers: { 'content-type': 'application/json' },
      body: '{"xm":"𠮷","nl":0,"db":false,"bz":null}',
    })
  })

  test('fills placeholders, each as one segment', () => {
    const update = { method: 'PUT', path: '/p/{reference}/{payload.a.b}', query: { k: '{payload.n}-{key}' } } as const
    const payload = { a: { b: '甲/乙?' }, n: 0 }
    const one = member(payload, { operation: 'update', reference: '1 2' })
    expect(prepare({ update, reference: '/id' }, one)).toMatchObject({
      path: '/p/1%202/%E7%94%B2%2F%E4%B9%99%3F',
      query: { k: '0-a1b2c3' },
    })
  })

  test.each([
    ['missing', {}],
    ['null', { id: null }],
    ['an object', { id: {} }],
    ['empty', { id: '' }],
    ['climbing', { id: '..' }],
    ['of the prototype', Object.create({ id: 'x' })],
  ])('a placeholder that is %s is the author’s fault', (_name, payload) => {
    const create = { method: 'POST', path: '/p/{payload.id}' } as const
    expect(() => prepare({ create }, member(payload))).toThrow(/has no value/)
  })

  test('wraps the payload and sets more properties', () => {
    const create = {
      method: 'POST',
      path: '/',
      wrap: '/data/record',
      set: { '/head/id': '{key}', '/data/n': 1 },
    } as const
    const { body } = prepare({ create: { ...create, path: '/x' } }, member({ xm: '张' }))
    expect(JSON.parse(body ?? '')).toEqual({ data: { record: { xm: '张' }, n: 1 }, head: { id: 'a1b2c3' } })
  })

  test('carries the idempotency key in its header', () => {
    const idempotency = { key: { header: 'Idempotency-Key', windowMs: 1000 } }
    expect(prepare({ idempotency }, member({})).headers).toMatchObject({ 'idempotency-key': 'a1b2c3' })
  })

  test('an operation it has no template for is refused', () => {
    expect(() => prepare({}, member({}, { operation: 'withdraw' }))).toThrow(/withdraw/)
  })
})

describe('bodies on the wire', () => {
  const nested = { xm: '张 三&', cy: [{ n: 'a' }, { n: 'b' }], nl: 0, db: false, bz: null }
  const fields = { xm: '张 三&', 'cy[0].n': 'a', 'cy[1].n': 'b', nl: '0', db: 'false' }

  async function received(settings: Partial<HttpSettings>) {
    const seen: { url: string; type: string; headers: Record<string, unknown>; text: string }[] = []
    const server = await serve((request, answer) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        seen.push({
          url: request.url ?? '',
          type: request.headers['content-type'] ?? '',
          headers: request.headers,
          text,
        })
        answer.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
      })
    })
    open.push(server)
    const adapter = http({ ...base, ...settings, baseUrl: server.url })
    expect(await deliver(adapter, member(nested), createSendContext())).toEqual({ state: 'delivered' })
    return seen[0] ?? { url: '', type: '', headers: {}, text: '' }
  }

  test('json', async () => {
    const { type, text } = await received({})
    expect(type).toBe('application/json')
    expect(JSON.parse(text)).toEqual(nested)
  })

  test('form: dotted names, null left out, 0 and false kept', async () => {
    const { type, text } = await received({ create: { method: 'POST', path: '/x', body: 'form' } })
    expect(type).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(text))).toEqual(fields)
  })

  test('multipart: the boundary is made when it leaves', async () => {
    const { type, text } = await received({ create: { method: 'POST', path: '/x', body: 'multipart' } })
    const form = await new Response(text, { headers: { 'content-type': type } }).formData()
    expect(Object.fromEntries(form)).toEqual(fields)
  })

  test.each([
    ['header', { kind: 'api-key', in: 'header', name: 'X-Key', value: secret('s') }, { headers: { 'x-key': 's' } }],
    ['query', { kind: 'api-key', in: 'query', name: 'k', value: secret('s s') }, { url: '/person?k=s%20s' }],
    [
      'basic',
      { kind: 'basic', username: '张', password: secret('p') },
      { headers: { authorization: 'Basic 5bygOnA=' } },
    ],
    ['bearer', { kind: 'bearer', token: secret('t') }, { headers: { authorization: 'Bearer t' } }],
  ] as const)('credential: %s', async (_name, auth, expected) => {
    expect(await received({ auth })).toMatchObject(expected)
  })

  test('credential in a JSON body and in a form', async () => {
    const auth = { kind: 'api-key', in: 'body', name: '/head/key', value: secret('s') } as const
    expect(JSON.parse((await received({ auth })).text)).toEqual({ ...nested, head: { key: 's' } })
    const form = await received({
      auth: { ...auth, name: 'key' },
      create: { method: 'POST', path: '/x', body: 'form' },
    })
    expect(new URLSearchParams(form.text).get('key')).toBe('s')
  })
})
