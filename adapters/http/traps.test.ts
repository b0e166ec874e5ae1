/** How real upstreams behave, a test for each trap that concerns one HTTP call, against the stand-ins on real sockets. */
import { afterEach, describe, expect, test } from 'vitest'
import { createSendContext, sandboxSettings } from 'yibiao/testing'
import { http } from './index.ts'
import { deliver, member, serve } from './test-context.ts'
import { closeAll, open, other, person, start } from './test-sandbox.ts'

afterEach(closeAll)

describe('the same status that means not delivered', () => {
  test.each([
    ['duplicate', 'duplicate'],
    ['form-closed', 'unknown'],
  ])('409 with code %s is %s', async (code, state) => {
    const server = await serve((_request, answer) => {
      answer.writeHead(409, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { code } }))
    })
    open.push(server)
    const outcome = await deliver(http(sandboxSettings('rest-unique', server.url)), member(person))
    expect(outcome.state).toBe(state)
  })

  test('an idempotency key used for another request is no success', async () => {
    const { sandbox, adapter, context } = await start('rest-key')
    await deliver(adapter, member(person), context)
    expect(await deliver(adapter, member(other), context)).toMatchObject({ state: 'unknown' })
    expect(sandbox.rows()).toHaveLength(1)
  })
})

describe('a failure sent as 200', () => {
  test.each([
    ['ruoyi', { fault: 'envelopeFailure' }, 'unexpected JSON'],
    ['jeecg', { fault: 'envelopeFailure' }, 'unexpected JSON'],
    ['rest-key', { fault: 'envelopeFailure' }, 'unexpected JSON'],
    ['ruoyi', { fault: 'htmlPage' }, 'a page'],
    ['bare', { fault: 'htmlPage' }, 'a page'],
    ['jeecg', { fault: 'emptyBody' }, 'empty body'],
  ] as const)('%s, %o: unknown', async (kind, fault, shape) => {
    const { sandbox, adapter } = await start(kind, { faults: fault })
    expect(await deliver(adapter, member(person))).toEqual({ state: 'unknown', detail: `status 200, ${shape}` })
    expect(sandbox.rows()).toEqual([])
  })

  test('an update of a missing row answered with [] is no success', async () => {
    const server = await serve((_request, answer) =>
      answer.writeHead(200, { 'content-type': 'application/json' }).end('[]'),
    )
    open.push(server)
    const update = member(person, { operation: 'update', reference: '9' })
    expect(await deliver(http(sandboxSettings('rest-key', server.url)), update)).toMatchObject({ state: 'unknown' })
  })

  test('JSON under the content type of a page is not believed', async () => {
    const server = await serve((_request, answer) =>
      answer.writeHead(200, { 'content-type': 'text/html' }).end('{"ok":true}'),
    )
    open.push(server)
    const settings = sandboxSettings('bare', server.url)
    expect(await deliver(http(settings), member(person))).toMatchObject({ state: 'unknown' })
    expect(await deliver(http({ ...settings, jsonTypes: ['text/html'] }), member(person))).toMatchObject({
      state: 'delivered',
    })
  })
})

describe('a permanent error sent as 500', () => {
  test('a status of 5xx is unknown unless declared not applied', async () => {
    const { sandbox, adapter } = await start('rest-key', { faults: { fault: 'status5xx', status: 503 } })
    expect(await deliver(adapter, member(person))).toMatchObject({ state: 'unknown', retryAfterMs: 60_000 })
    const declared = http({ ...sandboxSettings('rest-key', sandbox.url), notAppliedStatuses: [503] })
    expect(await deliver(declared, member(person))).toMatchObject({ state: 'not-applied', why: 'unavailable' })
  })
})

describe('no idempotency at all', () => {
  test('is declared, and every send gets a fresh connection', async () => {
    const { adapter } = await start('bare')
    expect(adapter.capabilities.idempotency).toEqual({})
    expect(adapter.lookup).toBeUndefined()
    const ports = new Set<unknown>()
    const server = await serve((request, answer) => {
      ports.add(request.socket.remotePort)
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
    })
    open.push(server)
    const one = http(sandboxSettings('bare', server.url))
    for (let i = 0; i < 3; i++) await deliver(one, member(person))
    expect(ports.size).toBe(3)
  })
})

describe('repeat guard', () => {
  test('不允许重复提交 means "maybe accepted": unknown, and the window is declared', async () => {
    const { adapter, context } = await start('ruoyi', { repeatGuardMs: 5_000 })
    await deliver(adapter, member(person), context)
    expect(await deliver(adapter, member(person), context)).toMatchObject({ state: 'unknown' })
    expect(adapter.capabilities.repeatGuardMs).toBe(5_000)
  })
})

describe('never answers', () => {
  test('the deadline ends it: unknown', async () => {
    const { sandbox, context } = await start('bare', { faults: { fault: 'hang' } })
    const adapter = http({ ...sandboxSettings('bare', sandbox.url), timeoutMs: 150 })
    expect(await deliver(adapter, member(person), context)).toEqual({ state: 'unknown', detail: 'deadline' })
  })

  test('nobody there: provably not applied', async () => {
    const { sandbox, adapter, context } = await start('bare')
    await sandbox.close()
    open.length = 0
    expect(await deliver(adapter, member(person), context)).toEqual({
      state: 'not-applied',
      why: 'unavailable',
      detail: 'ECONNREFUSED',
    })
  })
})

describe('only the first error is told', () => {
  test('a refusal comes back with the upstream’s own code and words', async () => {
    const fault = { fault: 'refuse', property: 'xm', matches: '^张', text: '姓名不正确' } as const
    const { adapter } = await start('ruoyi', { faults: fault })
    expect(await deliver(adapter, member(person))).toEqual({
      state: 'rejected',
      who: 'reporter',
      faults: [{ upstreamCode: '601', upstreamText: '姓名不正确' }],
    })
    expect(await deliver(adapter, member(other))).toMatchObject({ state: 'delivered' })
  })

  test('where the upstream names the property, the fault points into the payload', async () => {
    const fault = { fault: 'refuse', property: 'cy[0].xm', text: 'too long' } as const
    const { sandbox, adapter } = await start('rest-unique')
    sandbox.setFaults({ ...fault, property: 'xm', matches: '张' })
    expect(await deliver(adapter, member(person))).toMatchObject({
      state: 'rejected',
      faults: [{ pointer: '/xm', upstreamCode: 'invalid', upstreamText: 'too long' }],
    })
  })
})

describe('throttling', () => {
  test.each([
    ['120', 120_000],
    ['0', 0],
    ['-1', undefined],
    ['1000000000', 1_000_000_000_000],
    [undefined, undefined],
  ])('429 with Retry-After %s', async (retryAfter, retryAfterMs) => {
    const { adapter } = await start('bare', { faults: { fault: 'throttle', ...(retryAfter && { retryAfter }) } })
    const outcome = await deliver(adapter, member(person))
    expect(outcome).toEqual({
      state: 'not-applied',
      why: 'throttled',
      detail: 'status 429',
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    })
  })
})

describe('credentials over to another origin', () => {
  test('a redirect is an unknown outcome, and nothing arrives there', async () => {
    const seen: unknown[] = []
    const elsewhere = await serve((request, answer) => {
      seen.push(request.headers)
      answer.end()
    })
    const server = await serve((_request, answer) => answer.writeHead(307, { location: elsewhere.url }).end())
    open.push(elsewhere, server)
    expect(await deliver(http(sandboxSettings('rest-unique', server.url)), member(person))).toMatchObject({
      state: 'unknown',
    })
    expect(
      await http(sandboxSettings('rest-unique', server.url)).lookup?.(member(person), createSendContext()),
    ).toMatchObject({ state: 'blind' })
    expect(seen).toEqual([])
  })

  test.each(['https://elsewhere.example/x', '//elsewhere.example/x', 'x'])(
    'a template with the path %s is refused',
    (path) => {
      const settings = sandboxSettings('bare', 'http://127.0.0.1:9')
      expect(() => http({ ...settings, create: { method: 'POST', path } })).toThrow(/create\.path/)
    },
  )
})

describe('GBK', () => {
  test.each(['ruoyi', 'jeecg'] as const)('%s: a reply in GBK is read', async (kind) => {
    const { adapter, context } = await start(kind)
    await deliver(adapter, member(person), context)
    const gbk = await start(kind, { faults: { fault: 'gbkReply', at: 'all' } })
    await deliver(gbk.adapter, member(person), gbk.context)
    expect(await deliver(gbk.adapter, member(person), gbk.context)).toMatchObject({
      state: 'duplicate',
      upstreamText: expect.stringContaining('数据库中已存在该记录'),
    })
    expect(await gbk.adapter.lookup?.(member(person), gbk.context)).toMatchObject({ state: 'same' })
  })
})
