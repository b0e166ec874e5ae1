/** What stands there: look-ups against upstreams that answer past the question. */
import { afterEach, describe, expect, test } from 'vitest'
import { createSendContext, type Sandbox, sandboxSettings } from 'yibiao/testing'
import { http } from './index.ts'
import { deliver, member } from './test-context.ts'
import { closeAll, kinds, other, person, start } from './test-sandbox.ts'

afterEach(closeAll)

describe('4xx that means already delivered', () => {
  test('a unique-key error on the key is a duplicate: go and look, then it is settled as delivered', async () => {
    const { adapter, context } = await start('rest-unique')
    await deliver(adapter, member(person), context)
    expect(await deliver(adapter, member(person), context)).toMatchObject({ state: 'duplicate' })
    expect(await adapter.lookup?.(member(person), context)).toEqual({ state: 'same', reference: '1' })
    const changed = { ...person, nl: 1 }
    expect(await adapter.lookup?.(member(changed), context)).toMatchObject({ state: 'other', reference: '1' })
  })

  test('RuoYi and Jeecg say it under 200', async () => {
    for (const kind of ['ruoyi', 'jeecg'] as const) {
      const { adapter, context } = await start(kind)
      await deliver(adapter, member(person), context)
      expect(await deliver(adapter, member(person), context)).toMatchObject({
        state: 'duplicate',
        upstreamText: expect.stringContaining('已存在该记录'),
      })
      expect(await adapter.lookup?.(member(person), context)).toMatchObject({ state: 'same' })
    }
  })
})

describe('answer lost after save', () => {
  test.each(kinds)('%s: unknown, though the row stands', async (kind) => {
    const { sandbox, adapter } = await start(kind, { faults: { fault: 'cutAfterSave' } })
    expect(await deliver(adapter, member(person))).toMatchObject({ state: 'unknown' })
    expect(sandbox.rows()).toHaveLength(1)
  })

  test('a look-up tells it from a cut before the save', async () => {
    for (const kind of ['ruoyi', 'jeecg', 'rest-unique'] as const) {
      const { sandbox, adapter, context } = await start(kind)
      await deliver(adapter, member(other), context)
      sandbox.setFaults({ fault: 'cutBeforeSave' })
      expect(await deliver(adapter, member(person), context)).toMatchObject({ state: 'unknown' })
      expect(await adapter.lookup?.(member(person), context)).toEqual({ state: 'absent' })
      sandbox.setFaults({ fault: 'cutAfterSave' })
      expect(await deliver(adapter, member(person), context)).toMatchObject({ state: 'unknown' })
      expect(await adapter.lookup?.(member(person), context)).toEqual({ state: 'same', reference: '2' })
    }
  })

  test('the same key again gives the first answer and no second row', async () => {
    const { sandbox, adapter, context } = await start('rest-key', {
      faults: { fault: 'cutAfterSave', healAfter: { times: 1 } },
    })
    expect(await deliver(adapter, member(person), context)).toMatchObject({ state: 'unknown' })
    expect(await deliver(adapter, member(person), context)).toEqual({ state: 'delivered', reference: '1' })
    expect(sandbox.rows()).toHaveLength(1)
  })
})

describe('look-ups lie', () => {
  const lookup = async (sandbox: Sandbox, kind: 'ruoyi' | 'jeecg') =>
    await http(sandboxSettings(kind, sandbox.url)).lookup?.(member(person), createSendContext())

  test('LIKE finds longer keys: compared exactly', async () => {
    const { sandbox, adapter, context } = await start('ruoyi')
    await deliver(adapter, member({ ...person, sfzh: `${person.sfzh}-1` }), context)
    expect(await lookup(sandbox, 'ruoyi')).toEqual({ state: 'absent' })
  })

  test.each(['ruoyi', 'jeecg'] as const)('%s: an ignored filter makes it blind, not absent', async (kind) => {
    const { sandbox, adapter, context } = await start(kind)
    await deliver(adapter, member(other), context)
    sandbox.setFaults({ fault: 'filterIgnored' })
    expect(await lookup(sandbox, kind)).toMatchObject({
      state: 'blind',
      detail: expect.stringContaining('filter is ignored'),
    })
  })

  test('one control serves many look-ups', async () => {
    const { sandbox, adapter, context } = await start('ruoyi')
    await deliver(adapter, member(other), context)
    const before = sandbox.calls().lookup
    for (let i = 0; i < 10; i++) {
      expect(await adapter.lookup?.(member({ ...person, sfzh: `${i}x` }), context)).toEqual({ state: 'absent' })
    }
    expect(sandbox.calls().lookup - before).toBe(13)
  })

  test('nothing visible at all is no proof of absence', async () => {
    const { sandbox } = await start('ruoyi')
    expect(await lookup(sandbox, 'ruoyi')).toMatchObject({
      state: 'blind',
      detail: expect.stringContaining('no key is known'),
    })
  })

  test('more rows than shown are not taken for all', async () => {
    const { sandbox, adapter, context } = await start('ruoyi')
    for (let i = 0; i < 25; i++) await deliver(adapter, member({ ...person, sfzh: `${person.sfzh}-${i}` }), context)
    expect(await lookup(sandbox, 'ruoyi')).toMatchObject({ state: 'blind', detail: 'more rows than shown' })
  })

  test('no answer is no proof', async () => {
    const { sandbox } = await start('jeecg', { faults: { fault: 'htmlPage', at: 'lookup' } })
    expect(await lookup(sandbox, 'jeecg')).toMatchObject({ state: 'blind', detail: 'look-up: status 200, a page' })
  })

  test('properties it hides make it partial', async () => {
    const { sandbox, adapter, context } = await start('ruoyi')
    await deliver(adapter, member(person), context)
    const more = member({ ...person, bz: 'x' })
    expect(await http(sandboxSettings('ruoyi', sandbox.url)).lookup?.(more, context)).toEqual({
      state: 'partial',
      reference: '1',
    })
  })
})
