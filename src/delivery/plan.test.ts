import { expect, test } from 'vitest'
import { tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'
import { contentHash } from '../ledger/index.ts'
import { compileUpstream } from '../upstream/compile.ts'
import { frozenPayload, planDeliveries, planWithdrawals } from './plan.ts'
import { nothingNamed } from './referents.ts'

const ready = compileUpstream(tinyUpstream())
const conditional = compileUpstream(
  tinyUpstream(undefined, { name: 'conditional', when: { path: 'age', present: true }, limits: { giveUpMs: 5 } }),
)
const at = 1_000

test('each upstream has its own state; only what is ready has a payload and may leave', () => {
  const planned = planDeliveries([ready, conditional], { code: '1', name: '张三' }, {}, nothingNamed({}), {
    at,
    priority: 2,
    content: contentHash,
  })
  expect(planned).toEqual([
    {
      upstream: 'tiny',
      state: 'pending',
      wanted: 'present',
      payload: { json: '{"id":"1","xm":"张三"}', hash: contentHash('{"id":"1","xm":"张三"}') },
      problems: [],
      priority: 2,
      dueAt: at,
      giveUpAt: at + 14 * 86_400_000,
    },
    {
      upstream: 'conditional',
      state: 'not-applicable',
      wanted: 'present',
      problems: [],
      priority: 2,
      dueAt: at,
      giveUpAt: at + 5,
    },
  ])
})

test('what is missing is incomplete, what does not fit is refused by our own check', () => {
  const [missing] = planDeliveries([ready], { code: '1' }, {}, nothingNamed({}), {
    at,
    priority: 1,
    content: contentHash,
  })
  expect(missing).toMatchObject({ state: 'incomplete', problems: [{ field: 'name' }] })
  const long = { code: '1', name: '赵钱孙李周' }
  const [wrong] = planDeliveries([ready], long, {}, nothingNamed({}), { at, priority: 1, content: contentHash })
  expect(wrong).toMatchObject({ state: 'rejected', problems: [{ field: 'name' }] })
  expect([missing, wrong].map((one) => one?.payload)).toEqual([undefined, undefined])
})

test('a withdrawal is wanted everywhere, without a payload', () => {
  expect(planWithdrawals([ready, conditional], {}, { at, priority: 1 })).toMatchObject([
    { upstream: 'tiny', wanted: 'withdrawn', state: 'pending' },
    { upstream: 'conditional', wanted: 'withdrawn', state: 'pending' },
  ])
})

test('a payload’s hash does not depend on the order of its properties; its text is kept as mapped', () => {
  const a = frozenPayload({ x: 1, y: { b: 2, c: 3 } }, contentHash)
  const b = frozenPayload({ y: { c: 3, b: 2 }, x: 1 }, contentHash)
  expect(a.hash).toEqual(b.hash)
  expect([a.json, b.json]).toEqual(['{"x":1,"y":{"b":2,"c":3}}', '{"y":{"c":3,"b":2},"x":1}'])
  expect(frozenPayload({ x: '1' }, contentHash).hash).not.toEqual(frozenPayload({ x: 1 }, contentHash).hash)
})
