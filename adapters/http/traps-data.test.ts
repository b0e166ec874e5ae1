/** How real upstreams behave, the traps that concern what becomes of the data: lost, bent, half saved, saved later. */
import { afterEach, describe, expect, test } from 'vitest'
import { createSendContext, sandboxSettings } from 'yibiao/testing'
import { http } from './index.ts'
import { deliver, member, serve } from './test-context.ts'
import { closeAll, open, other, person, start } from './test-sandbox.ts'

afterEach(closeAll)

describe('silent loss on success', () => {
  test.each([
    ['an unknown property dropped', ({ db: _, ...kept }: typeof person) => kept, 'partial'],
    ['a text shortened', (row: typeof person) => ({ ...row, xm: row.xm.slice(0, 1) }), 'other'],
    ['a label outside the dictionary emptied', (row: typeof person) => ({ ...row, xm: '' }), 'other'],
    ['a number stored as null', (row: typeof person) => ({ ...row, nl: null }), 'other'],
  ] as const)('%s: reading back shows it', async (_name, store, state) => {
    const server = await serve((request, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' })
      const rows = [{ id: '1', ...store(person) }]
      answer.end(JSON.stringify(request.method === 'GET' ? { items: rows, total: 1 } : { id: '1' }))
    })
    open.push(server)
    const adapter = http(sandboxSettings('rest-unique', server.url))
    expect(await deliver(adapter, member(person))).toMatchObject({ state: 'delivered' })
    expect(await adapter.lookup?.(member(person), createSendContext())).toMatchObject({ state })
  })
})

describe('partial import', () => {
  test('"failed" though the good rows are saved: unknown, then each by its look-up', async () => {
    const text = '很抱歉，导入失败！共 1 条数据格式不正确，错误如下：<br/>2、账号 李四 导入失败'
    const server = await serve((request, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' })
      const saved = request.url?.includes(person.sfzh) ? [{ id: 1, ...person }] : []
      const body = request.method === 'GET' ? { code: 200, rows: saved, total: saved.length } : { code: 500, msg: text }
      answer.end(JSON.stringify(body))
    })
    open.push(server)
    const settings = sandboxSettings('ruoyi', server.url)
    const adapter = http({
      ...settings,
      auth: { kind: 'none' },
      batch: { max: 10, request: { method: 'POST', path: '/importData', wrap: '/rows' } },
      refusals: [{ when: { checks: [{ pointer: '/msg', matches: '导入失败' }] }, is: 'unknown' }],
      lookup: { ...settings.lookup, control: 'trusted' },
    })
    const both = [member(person), member(other)]
    const outcomes = await adapter.send(adapter.prepare(both), createSendContext())
    expect(outcomes.map(({ state }) => state)).toEqual(['unknown', 'unknown'])
    const found = await Promise.all(both.map((one) => adapter.lookup?.(one, createSendContext())))
    expect(found.map((each) => each?.state)).toEqual(['same', 'absent'])
  })
})

describe('upload answers differ', () => {
  test.each([
    ['Jeecg', { success: true, message: 'temp/a.jpg' }, '/message', 'temp/a.jpg'],
    ['RuoYi', { code: 200, url: 'http://x/a.jpg', fileName: '/profile/a.jpg' }, '/fileName', '/profile/a.jpg'],
    ['Directus', { data: { id: 'b2f1' } }, '/data/id', 'b2f1'],
  ])('%s', async (_name, body, reference, expected) => {
    const server = await serve((_request, answer) =>
      answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    )
    open.push(server)
    const settings = sandboxSettings('bare', server.url)
    const success = { statuses: [200], checks: [{ pointer: reference, present: true }] }
    expect(await deliver(http({ ...settings, success, reference }), member(person))).toEqual({
      state: 'delivered',
      reference: expected,
    })
  })
})

describe('rare characters in names', () => {
  test.each(['𠮷小样', '李䶮', '𬱟测', '㐀例', '阿依古丽·测试'])('%s arrives as it is', async (xm) => {
    const { sandbox, adapter, context } = await start('rest-unique')
    await deliver(adapter, member({ ...person, xm }), context)
    expect(sandbox.rows()[0]?.payload.xm).toBe(xm)
    expect(await adapter.lookup?.(member({ ...person, xm }), context)).toMatchObject({ state: 'same' })
  })

  test('one that a table turned into ? is found by reading back', async () => {
    const { sandbox, adapter, context } = await start('rest-unique', { faults: { fault: 'gbkReply', at: 'lookup' } })
    await deliver(adapter, member({ ...person, xm: '𠮷小样' }), context)
    expect(sandbox.rows()).toHaveLength(1)
    expect(await adapter.lookup?.(member({ ...person, xm: '𠮷小样' }), context)).toMatchObject({ state: 'other' })
  })
})

describe('accepted is not processed', () => {
  test('a ticket is no delivery: asked for until the upstream says what became of it', async () => {
    const { sandbox } = await start('rest-unique', { faults: { fault: 'ticket' } })
    const { create, ...settings } = sandboxSettings('rest-unique', sandbox.url)
    const adapter = http({
      ...settings,
      create: { ...create, success: { statuses: [202], checks: [{ pointer: '/ticket', present: true }] } },
      ticket: {
        pointer: '/ticket',
        request: { method: 'GET', path: '/tickets/{ticket}' },
        pending: { checks: [{ pointer: '/state', equals: ['pending'] }] },
      },
    })
    expect(await deliver(adapter, member(person))).toEqual({ state: 'processing', ticket: 't1', pollAfterMs: 10_000 })
    expect(sandbox.rows()).toEqual([])
    expect(await adapter.poll?.('t1', createSendContext())).toMatchObject([{ state: 'processing' }])
    expect(await adapter.poll?.('t1', createSendContext())).toEqual([{ state: 'delivered', reference: '1' }])
    expect(sandbox.rows()).toHaveLength(1)
  })
})
