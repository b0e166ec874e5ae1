/** Several records in one call, from accepting to each receipt, with an upstream in this process. */
import { expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import type { Adapter, Member } from '../../src/upstream/contract-v1.ts'
import type { Outcome } from '../../src/upstream/outcome.ts'
import { by, openGateway } from '../fixtures/open-gateway.ts'
import { person, tinyAdapter, tinyUpstream } from '../fixtures/tiny-upstream.ts'

type Call = { readonly ids: readonly string[]; readonly key: string }

/** Takes four at once; what it makes of a call is the test's to say. */
function fourAtOnce(answer: (call: Call) => readonly Outcome[], parts: Partial<Adapter> = {}) {
  const calls: Call[] = []
  const adapter = tinyAdapter({
    capabilities: {
      operations: ['create', 'update'],
      maxProcessingMs: 0,
      batch: { max: 4, atomic: false, answers: 'each' },
      idempotency: { key: { scope: 'item', windowMs: 86_400_000 } },
    },
    prepare: (members: readonly Member[]) => members.map(({ payload }) => payload.id as Json),
    send: async (message, { parcelKey }) => {
      const call = { ids: message as string[], key: parcelKey }
      calls.push(call)
      return answer(call)
    },
    ...parts,
  })
  return { calls, adapter }
}

const each = ({ ids }: Call): Outcome[] => ids.map((id) => ({ state: 'delivered', reference: `row-${id}` }))
const people = (count: number) => Array.from({ length: count }, (_, i) => ({ entry: { code: String(i), name: '甲' } }))

test('what is due leaves in full calls, and every record has its own receipt', async () => {
  const { calls, adapter } = fourAtOnce(each)
  const { gateway, until, states } = await openGateway([tinyUpstream(adapter)])
  for await (const _ of gateway.submitMany(person, people(10), by));
  await until(() => states().filter((state) => state === 'delivered').length === 10)
  expect(calls.flatMap(({ ids }) => ids).sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  expect(Math.max(...calls.map(({ ids }) => ids.length))).toBeLessThanOrEqual(4)
  const references: unknown[] = []
  for await (const { reference } of gateway.receipts()) references.push(reference)
  expect(references.sort()).toEqual(Array.from({ length: 10 }, (_, i) => `row-${i}`))
})

test('gathers for a window, then leaves in as few calls as it takes', async () => {
  const { calls, adapter } = fourAtOnce(each)
  const upstream = tinyUpstream(adapter, { limits: { gatherMs: 60_000 } })
  const { gateway, until, states, clock, turn } = await openGateway([upstream])
  for await (const _ of gateway.submitMany(person, people(6), by));
  for (let i = 0; i < 20; i++) await turn()
  expect(calls).toEqual([])
  clock.advance(60_000)
  await until(() => states().filter((state) => state === 'delivered').length === 6)
  expect(calls.map(({ ids }) => ids.length).sort()).toEqual([2, 4])
})

test('one that cannot be prepared is refused alone; the others leave', async () => {
  const { calls, adapter } = fourAtOnce(each, {
    prepare: (members) => {
      if (members.some(({ payload }) => payload.id === '1')) throw new RangeError('no such thing')
      return members.map(({ payload }) => payload.id as Json)
    },
  })
  const upstream = tinyUpstream(adapter, { limits: { gatherMs: 1_000 } })
  const { gateway, until, states, clock } = await openGateway([upstream])
  for await (const _ of gateway.submitMany(person, people(4), by));
  clock.advance(1_000)
  await until(() => states().filter((state) => state === 'delivered' || state === 'rejected').length === 4)
  expect(calls.flatMap(({ ids }) => ids).sort()).toEqual(['0', '2', '3'])
})

test('a cut leaves all of them in doubt, and the same call goes again', async () => {
  let cut = true
  const { calls, adapter } = fourAtOnce((call) => {
    if (!cut) return each(call)
    cut = false
    return []
  })
  const upstream = tinyUpstream(adapter, { limits: { gatherMs: 1_000 } })
  const { gateway, until, states, clock } = await openGateway([upstream])
  for await (const _ of gateway.submitMany(person, people(4), by));
  clock.advance(1_000)
  await until(() => states().filter((state) => state === 'delivered').length === 4, 5_000)
  expect(calls).toEqual([calls[0], calls[0]])
})
