/** Several records in one call, tickets, and lists: what the suite can't know about one upstream's answers. */
import { afterEach, describe, expect, test } from 'vitest'
import { createSandbox, createSendContext, describeAdapter, sandboxSettings, sandboxUpstream } from 'yibiao/testing'
import { type HttpSettings, http } from './index.ts'
import { member, serve } from './test-context.ts'
import { closeAll, open, person, start } from './test-sandbox.ts'

afterEach(closeAll)

const answering = async (status: number, body: unknown) => {
  const server = await serve((_request, answer) =>
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
  )
  open.push(server)
  return server.url
}

const ids = ['1', '2', '3']
const members = ids.map((sfzh) => member({ sfzh }, { idempotencyKey: sfzh }))

describe('several in one call', () => {
  const settings = (baseUrl: string, items: object = {}): HttpSettings => ({
    baseUrl,
    create: { method: 'POST', path: '/one' },
    success: { statuses: [200], checks: [{ pointer: '/ok', equals: [true] }] },
    refusals: [{ when: { checks: [{ pointer: '/error', present: true }] }, is: 'rejected' }],
    faults: { text: '/error', field: '/field' },
    reference: '/id',
    batch: {
      max: 3,
      request: { method: 'POST', path: '/many', wrap: '/rows' },
      items: { list: '/results', success: { checks: [{ pointer: '/done', equals: [true] }] }, ...items },
    },
  })
  const send = async (given: HttpSettings) => {
    const adapter = http(given)
    return await adapter.send(JSON.parse(JSON.stringify(adapter.prepare(members))), createSendContext())
  }

  test('each item by its key, in whatever order; one that is missing or told twice is unknown', async () => {
    const results = [
      { sfzh: 3, done: true, id: 'c' },
      { sfzh: '1', error: '姓名不正确', field: 'xm' },
    ]
    const byKey = { key: { payload: '/sfzh', item: '/sfzh' } }
    const outcomes = await send(settings(await answering(200, { ok: true, results }), byKey))
    expect(outcomes).toEqual([
      { state: 'rejected', who: 'reporter', faults: [{ pointer: '/xm', upstreamText: '姓名不正确' }] },
      { state: 'unknown', detail: 'not named in the answer' },
      { state: 'delivered', reference: 'c' },
    ])
    const twice = {
      ok: true,
      results: [
        { sfzh: '1', done: true },
        { sfzh: '1', done: true },
      ],
    }
    expect((await send(settings(await answering(200, twice), byKey)))[0]).toMatchObject({ state: 'unknown' })
  })

  test('by the order only when none is missing', async () => {
    const two = await send(settings(await answering(200, { ok: true, results: [{ done: true }, { done: true }] })))
    expect(two.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown'])
    const three = await send(
      settings(await answering(200, { ok: true, results: [{ done: true }, {}, { done: true }] })),
    )
    expect(three.map(({ state }) => state)).toEqual(['delivered', 'unknown', 'delivered'])
  })

  test('items are read though the whole is called a failure: what was saved is saved', async () => {
    const failed = { ok: false, results: [{ done: true }, { error: 'x' }, { done: true }] }
    expect((await send(settings(await answering(200, failed)))).map(({ state }) => state)).toEqual([
      'delivered',
      'rejected',
      'delivered',
    ])
  })

  test('a success without the results it should have is none', async () => {
    expect((await send(settings(await answering(200, { ok: true })))).map(({ state }) => state)).toEqual(
      ids.map(() => 'unknown'),
    )
  })

  test('one answer for all, where the upstream gives no more', async () => {
    const url = await answering(200, { error: '第 2 行有误' })
    const { batch, ...others } = settings(url)
    const whole = {
      ...others,
      batch: { max: 3, atomic: true, request: { method: 'POST', path: '/many', wrap: '/rows' } },
    } as const
    expect(http(whole).capabilities.batch).toEqual({ max: 3, atomic: true, answers: 'whole' })
    expect(batch?.max).toBe(3)
    expect((await send(whole)).map(({ state }) => state)).toEqual(ids.map(() => 'rejected'))
  })

  test('the call’s own key follows from its members and their order', () => {
    const keyed = http({
      ...settings('http://127.0.0.1:9'),
      idempotency: { key: { header: 'Idempotency-Key', windowMs: 1 } },
    })
    const keyOf = (these: typeof members) => keyed.prepare(these).headers['idempotency-key']
    expect(keyed.capabilities.idempotency?.key).toEqual({ scope: 'call', windowMs: 1 })
    expect(keyOf(members)).toBe(keyOf([...members]))
    expect(keyOf(members)).not.toBe(keyOf(members.toReversed()))
    expect(keyOf(members.slice(0, 1))).toBe('1')
  })

  test('updates and too many are refused before anything leaves', () => {
    const adapter = http(settings('http://127.0.0.1:9'))
    expect(() => adapter.prepare([...members, member({ sfzh: '4' })])).toThrow(/batch/)
    expect(() => adapter.prepare([member({ sfzh: '1' }), member({ sfzh: '2' }, { operation: 'update' })])).toThrow(
      /batch/,
    )
  })
})

const ticketed = (baseUrl: string): HttpSettings => {
  const { success, create, ...settings } = sandboxSettings('rest-unique', baseUrl, { timeoutMs: 500 })
  return {
    ...settings,
    create: { ...create, success: { statuses: [200, 201, 202], checks: [{ text: '"(?:id|ticket)"' }] } },
    success,
    ticket: {
      pointer: '/ticket',
      request: { method: 'GET', path: '/tickets/{ticket}' },
      pending: { statuses: [200], checks: [{ pointer: '/state', equals: ['pending'] }] },
      pollAfterMs: 5,
    },
  }
}

describeAdapter({ describe, test, expect }, 'http, answered later', {
  open: async () => sandboxUpstream(await createSandbox({ kind: 'rest-unique' })),
  adapter: (address) => http(ticketed(address)),
  payload: (index, version) => ({ ...person, sfzh: `${person.sfzh}-${index}`, nl: version }),
  faults: ['ticket', 'cutAfterSave', 'status5xx', 'htmlPage', 'lie'],
  unable: 'shown with the other shapes of upstream',
})

describe('a ticket', () => {
  test.each([
    ['a broken server', { fault: 'status5xx', at: 'other' }],
    ['a lost answer', { fault: 'cutBeforeSave', at: 'all' }],
  ] as const)('%s while asking changes nothing: it is asked again', async (_name, fault) => {
    const { sandbox } = await start('rest-unique', { faults: fault })
    const found = await http(ticketed(sandbox.url)).poll?.('t1', createSendContext())
    expect(found).toEqual([{ state: 'processing', ticket: 't1', pollAfterMs: 5 }])
  })

  test('and several in one call exclude each other', () => {
    const batch = { max: 2, request: { method: 'POST', path: '/many', wrap: '/rows' } } as const
    expect(() => http({ ...ticketed('http://127.0.0.1:9'), batch })).toThrow(/ticket.*exclude/)
  })
})

describe('all records', () => {
  const settings = (baseUrl: string, list: object = {}): HttpSettings => ({
    baseUrl,
    create: { method: 'POST', path: '/x' },
    success: { statuses: [200], checks: [{ pointer: '/rows', present: true }] },
    list: {
      request: { method: 'GET', path: '/list', query: { p: '{page}', o: '{offset}' } },
      rows: '/rows',
      size: 2,
      ...list,
    },
  })
  const all = async (given: HttpSettings) => {
    const rows = []
    for await (const row of http(given).list?.(createSendContext()) ?? []) rows.push(row)
    return rows
  }

  test('a page that isn’t full is the last; pages and offsets are counted', async () => {
    const asked: unknown[] = []
    const server = await serve((request, answer) => {
      asked.push(request.url)
      const rows = asked.length === 1 ? [{ a: 1 }, { a: 2 }] : [{ a: 3 }]
      answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ rows }))
    })
    open.push(server)
    expect(await all(settings(server.url, { firstPage: 0 }))).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }])
    expect(asked).toEqual(['/list?p=0&o=0', '/list?p=1&o=2'])
  })

  test('a page number that is not heeded is told, instead of the same rows for ever', async () => {
    await expect(all(settings(await answering(200, { rows: [{ a: 1 }, { a: 2 }] })))).rejects.toMatchObject({
      problems: [{ code: 'list_failed', params: { detail: 'every page is the same' } }],
    })
  })

  test('an answer that is no page is told', async () => {
    await expect(all(settings(await answering(500, {})))).rejects.toThrow(/status 500/)
  })
})
