/** The answer to a ticket: what was taken stays taken, and a question without an answer changes nothing. */
import { expect, test } from 'vitest'
import type { Outcome } from '../../upstream/outcome.ts'
import { decideClaim } from './claim.ts'
import { decidePoll } from './poll.ts'
import { CONTENT, claimRules, delivery, NOW, settleRules, target } from './test-rows.ts'

const poll = (outcome: Outcome) =>
  decidePoll(
    delivery({ state: 'processing', ticket: 't', tries: 0, payloadHash: CONTENT }),
    { outcome, exposedBefore: true, problems: [] },
    settleRules('neither'),
  )

test('a ticket that was refused is rejected, and nothing stands there', () => {
  expect(poll({ state: 'rejected', faults: [], who: 'reporter' })).toMatchObject({
    delivery: { state: 'rejected' },
    target: { exposed: false },
  })
})

test('a ticket that was done is delivered with a receipt', () => {
  expect(poll({ state: 'delivered', reference: 'r' })).toMatchObject({
    delivery: { state: 'delivered' },
    target: { exposed: false },
    receipt: { evidence: 'answer', reference: 'r' },
  })
})

test.each([
  { state: 'unknown', detail: 'cut' },
  { state: 'not-applied', why: 'unavailable' },
  { state: 'not-applied', why: 'throttled', retryAfterMs: 120_000 },
] as const)('a question that got no answer ($state) is asked again later, the ticket kept', (outcome) => {
  const verdict = poll(outcome)
  expect(verdict.delivery).toMatchObject({ state: 'processing', tries: 1 })
  expect(verdict.delivery.dueAt).toBeGreaterThan(NOW)
  expect(verdict.target).toBeUndefined()
  expect(verdict.gate?.state).toBe(
    outcome.state === 'not-applied' && outcome.why === 'throttled' ? 'throttled' : undefined,
  )
})

test('a ticket that nobody answers is doubted once the time is over', () => {
  const asked = delivery({ state: 'processing', ticket: 't', giveUpAt: NOW - 1 })
  const rules = { ...claimRules('neither'), canPoll: true }
  expect(decideClaim(asked, target({ exposedBy: asked.id }), rules)).toMatchObject({ delivery: { state: 'held' } })
})
