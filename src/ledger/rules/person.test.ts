/** Every decision about every state, exposed or not: what it does, and when it can't be taken. */
import { describe, expect, test } from 'vitest'
import { DELIVERY_STATES, isSettled } from '../states.ts'
import { decidePerson, type PersonDecision } from './person.ts'
import { CONTENT, claimRules, delivery, MAX_PROCESSING_MS, NOW, SENT_AT, target } from './test-rows.ts'

const DECISIONS: readonly PersonDecision[] = ['delivered', 'rejected', 'cancelled', 'send-again', 'held']
const GIVE_UP_AT = NOW + 1_000

const rules = { ...claimRules('neither'), giveUpAt: GIVE_UP_AT }
const exposing = target({ exposedBy: 7 })

const decide = (decision: PersonDecision, where = target(), state: (typeof DELIVERY_STATES)[number] = 'held') =>
  decidePerson(delivery({ state }), where, decision, rules)

describe('decidePerson', () => {
  test('leaves alone what is settled or being sent', () => {
    for (const state of DELIVERY_STATES) {
      for (const decision of DECISIONS) {
        const isLeft = 'left' in decide(decision, target(), state)
        expect(isLeft).toBe(isSettled(state) || state === 'sending')
      }
    }
  })

  test('asks for the earlier revision first', () => {
    for (const decision of DECISIONS)
      expect(decide(decision, target({ exposedBy: 5 }))).toEqual({ left: 'decision_earlier_first' })
  })

  test('never clears an exposure without a word about what stands there (I12)', () => {
    expect(decide('cancelled', exposing)).toEqual({ left: 'decision_exposed_first' })
    for (const decision of DECISIONS) {
      const verdict = decide(decision, exposing)
      if ('left' in verdict) continue
      expect(verdict.target?.exposed === false).toBe(verdict.receipt?.evidence === 'person')
    }
  })

  test('delivered is evidence, and an earlier request may still overwrite what comes next (I8)', () => {
    expect(decidePerson(delivery({ state: 'held' }), exposing, 'delivered', { ...rules, reference: 'r' })).toEqual({
      delivery: { state: 'delivered', dueAt: null, problems: [] },
      target: {
        there: { payloadHash: CONTENT },
        exposed: false,
        reference: 'r',
        quietAt: SENT_AT + MAX_PROCESSING_MS,
      },
      receipt: { evidence: 'person', reference: 'r' },
    })
  })

  test('rejected and send-again say that it is not there; only where it might have been', () => {
    const notThere = { evidence: 'person', says: 'not-there' }
    expect(decide('rejected', exposing)).toMatchObject({ delivery: { state: 'rejected' }, receipt: notThere })
    expect(decide('send-again', exposing)).toMatchObject({
      delivery: { state: 'pending', dueAt: NOW, tries: 0, failure: null, lookOnly: false, giveUpAt: GIVE_UP_AT },
      target: { exposed: false },
      receipt: notThere,
    })
    for (const decision of ['rejected', 'send-again', 'cancelled', 'held'] as const) {
      const verdict = decide(decision)
      expect('receipt' in verdict || 'target' in verdict).toBe(false)
    }
  })

  test('what may still arrive is not said to be absent: looked at too early', () => {
    const justSent = target({ exposedBy: 7, lastSentAt: NOW - MAX_PROCESSING_MS + 1 })
    for (const decision of ['rejected', 'send-again'] as const) {
      expect(decide(decision, justSent)).toEqual({ left: 'decision_too_early' })
      expect('left' in decide(decision, { ...justSent, lastSentAt: NOW - MAX_PROCESSING_MS })).toBe(false)
      expect('left' in decide(decision, justSent, 'handover')).toBe(false)
      expect('left' in decide(decision, { ...justSent, exposedBy: null })).toBe(false)
    }
    expect('left' in decide('delivered', justSent)).toBe(false)
  })

  test('held stays as exposed as it was', () => {
    expect(decide('held', exposing, 'uncertain')).toEqual({
      delivery: {
        state: 'held',
        dueAt: null,
        problems: [{ code: 'held_by_person', who: 'operator', upstream: 'u' }],
      },
    })
  })
})
