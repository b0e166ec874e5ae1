/** Lanes and callers that must not stand still for ever, whatever an adapter or a clock does. */
import { expect, test } from 'vitest'
import { by, openGateway } from '../../test/fixtures/open-gateway.ts'
import { person, tinyAdapter, tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'
import type { Member } from '../upstream/contract-v1.ts'
import type { Outcome } from '../upstream/outcome.ts'

const DAY_MS = 86_400_000

test('a revision that no longer concerns an upstream where one stands is listed for a person', async () => {
  const { gateway, until, states } = await openGateway([
    tinyUpstream(tinyAdapter(), { when: { path: 'age', present: true } }),
  ])
  await gateway.submit(person, { code: '1', name: '甲', age: 3 }, by)
  await until(() => states().includes('delivered'))
  const next = await gateway.submit(person, { code: '1', age: null }, by)
  expect(next.deliveries).toMatchObject([{ state: 'held', problems: [{ code: 'no_longer_applies' }] }])
  await gateway.replay({}, by)
  expect((await gateway.record(next.number)).deliveries).toMatchObject([{ state: 'not-applicable' }])
})

test('what was given up is sent after a replay, with all its time again', async () => {
  let answer: Outcome = { state: 'not-applied', why: 'unavailable' }
  const sent: string[] = []
  const send = async (message: unknown) => {
    sent.push(JSON.stringify(message))
    return [answer]
  }
  const { gateway, until, states, clock } = await openGateway([tinyUpstream(tinyAdapter({ send }))])
  await gateway.submit(person, { code: '1', name: '甲' }, by)
  await until(() => states().includes('dead'), DAY_MS)
  answer = { state: 'delivered' }
  const before = sent.length
  clock.advance(30 * DAY_MS)
  await gateway.replay({}, by)
  await until(() => states().includes('delivered'))
  expect(sent).toHaveLength(before + 1)
})

test('an answer that nobody can read stops neither the lane nor the process', async () => {
  const answers = [
    { state: 'rejected', who: 'reporter', faults: [{ upstreamText: 500 }] },
    { state: 'processing', ticket: 't', pollAfterMs: 1500.5 },
    { state: 'not-applied', why: 'unavailable', retryAfterMs: 90_000.5, more: () => 1, big: 1n },
  ] as unknown as Outcome[]
  const send = async () => [answers.shift() ?? ({ state: 'delivered' } as const)]
  const { gateway, until, states } = await openGateway([tinyUpstream(tinyAdapter({ send }))])
  for (const code of ['1', '2', '3', '4']) await gateway.submit(person, { code, name: '甲' }, by)
  await until(() => states().includes('delivered'), 1_000)
})

test('an adapter that ignores being aborted loses its slot, and closing does not wait for it', async () => {
  const { gateway, clock, turn, until } = await openGateway([
    tinyUpstream(tinyAdapter({ send: (_: unknown) => new Promise<readonly Outcome[]>(() => {}) })),
  ])
  const submission = await gateway.submit(person, { code: '1', name: '甲' }, by)
  await until(async () => (await gateway.record(submission.number)).deliveries[0]?.state === 'sending')
  let closed = false
  const closing = gateway.close({ graceMs: 10 }).then(() => {
    closed = true
  })
  for (let i = 0; i < 100 && !closed; i++) {
    clock.advance(100)
    await turn()
  }
  expect(closed).toBe(true)
  await closing
})

test('a correction that is taken for a duplicate is looked into once, then listed', async () => {
  const sent: Member['operation'][] = []
  const adapter = tinyAdapter({
    capabilities: { operations: ['create', 'update'], maxProcessingMs: 0, idempotency: { lookup: { settleMs: 0 } } },
    prepare: (members) => members.map(({ operation }) => operation),
    send: async (message) => {
      const [operation] = message as Member['operation'][]
      sent.push(operation as Member['operation'])
      return [operation === 'create' ? { state: 'delivered', reference: 'r' } : { state: 'duplicate' }]
    },
    lookup: async () => ({ state: 'other', reference: 'r' }),
  })
  const { gateway, until, states } = await openGateway([tinyUpstream(adapter)])
  await gateway.submit(person, { code: '1', name: '甲' }, by)
  await until(() => states().includes('delivered'))
  await gateway.submit(person, { code: '1', name: '乙' }, by)
  await until(() => states().includes('held'), 1_000)
  expect(sent).toEqual(['create', 'update'])
})
