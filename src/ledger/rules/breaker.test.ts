/** When a failing upstream shuts its gate, how it is probed, and how it is trusted again. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Found, Outcome } from '../../upstream/outcome.ts'
import {
  afterAnswer,
  afterClaim,
  afterProbe,
  type Breaker,
  CLOSED,
  creditsOf,
  isQuiet,
  type Sign,
  signOf,
} from './breaker.ts'
import { NOW } from './test-rows.ts'

const LEASE_MS = 30_000

/** `p1`…: a failure of that payload; `ok`: an answer; a second apart. */
function heard(words: string, from: Breaker = CLOSED, startAt = NOW): Breaker {
  return words
    .split(' ')
    .reduce(
      (breaker, word, i) =>
        afterAnswer(breaker, { sign: word === 'ok' ? 'alive' : 'failing', payload: word, now: startAt + i * 1_000 }),
      from,
    )
}
const isOpen = (breaker: Breaker) => breaker.probing !== undefined

test.each<[Outcome | Found, Sign]>([
  [{ state: 'delivered' }, 'alive'],
  [{ state: 'rejected', faults: [], who: 'reporter' }, 'alive'],
  [{ state: 'duplicate' }, 'alive'],
  [{ state: 'processing', ticket: 't' }, 'alive'],
  [{ state: 'absent' }, 'alive'],
  [{ state: 'other' }, 'alive'],
  [{ state: 'unknown', detail: 'status 502, text' }, 'failing'],
  [{ state: 'not-applied', why: 'unavailable', detail: 'ECONNREFUSED' }, 'failing'],
  [{ state: 'not-applied', why: 'unavailable' }, 'failing'],
  [{ state: 'blind', detail: 'deadline' }, 'failing'],
  [{ state: 'not-applied', why: 'throttled' }, 'silent'],
  [{ state: 'not-applied', why: { barred: 'credentials' } }, 'silent'],
  [{ state: 'not-applied', why: 'unavailable', detail: 'claim-expired' }, 'silent'],
  [{ state: 'unknown', detail: 'answer-failed' }, 'silent'],
])('%o is %s', (answer, sign) => expect(signOf(answer)).toBe(sign))

describe('it trips', () => {
  test.each([
    ['p1 p2 p3 p4', false],
    ['p1 p2 p3 p4 p5', true],
    // One poison record, however often it is tried.
    ['p1 p1 p1 p1 p1 p1 p1 p1 p1', false],
    ['p1 p2 p3 p4 p4 p4 p4', false],
    // Something passed in between.
    ['p1 p2 p3 p4 ok p5', false],
    ['p1 p2 p3 p4 ok p5 p6 p7 p8 p9', true],
    // Half of ten in a minute.
    ['ok p1 ok p2 ok p3 ok p4 ok', false],
    ['ok p1 ok p2 ok p3 ok p4 ok p5', true],
    ['ok ok ok ok ok ok p1 p2 p3 p4', false],
  ])('after %s: %s', (words, open) => expect(isOpen(heard(words))).toBe(open))

  test('by the half of one minute, not of two', () => {
    const first = heard('ok p1 ok p2 ok p3 ok p4 ok')
    expect(isOpen(heard('p5', first, NOW + 9_000))).toBe(true)
    expect(isOpen(heard('p5', first, NOW + 60_000))).toBe(false)
    // The clock jumped back: a new minute.
    expect(isOpen(heard('p5', first, NOW - 1))).toBe(false)
  })

  test('never on answers that say nothing, and never twice', () => {
    const silent = { sign: 'silent', payload: 'p', now: NOW } as const
    expect(afterAnswer(CLOSED, silent)).toBe(CLOSED)
    const open = heard('p1 p2 p3 p4 p5')
    expect(heard('p6 ok ok', open)).toBe(open)
  })
})

describe('probes', () => {
  test('come after 30 s, then twice as late each time, at most every 15 minutes', () => {
    let breaker = heard('p1 p2 p3 p4 p5')
    expect(breaker.probing?.gapMs).toBe(30_000)
    const gaps: number[] = []
    for (let i = 0; i < 8; i++) {
      const next = afterProbe(breaker, false, NOW)
      gaps.push(((next.probeAt as number) - NOW) / 1_000)
      breaker = next.breaker
    }
    expect(gaps).toEqual([60, 120, 240, 480, 900, 900, 900, 900])
  })

  test('begin after the upstream’s own gap, and confirm sooner', () => {
    const failing = { sign: 'failing', now: NOW, probeGapMs: 2_000 } as const
    const open = [1, 2, 3, 4, 5].reduce((breaker, i) => afterAnswer(breaker, { ...failing, payload: `p${i}` }), CLOSED)
    expect(open.probing).toEqual({ gapMs: 2_000, passes: 0 })
    expect(afterProbe(open, true, NOW).probeAt).toBe(NOW + 667)
    expect(afterProbe(open, false, NOW).probeAt).toBe(NOW + 4_000)
  })

  test('close it when two pass in a row', () => {
    const open = heard('p1 p2 p3 p4 p5')
    const once = afterProbe(open, true, NOW)
    expect(once.probeAt).toBe(NOW + 10_000)
    const failed = afterProbe(once.breaker, false, NOW)
    const again = afterProbe(failed.breaker, true, NOW)
    expect([isOpen(failed.breaker), isOpen(again.breaker)]).toEqual([true, true])
    const closed = afterProbe(again.breaker, true, NOW)
    expect([isOpen(closed.breaker), closed.probeAt]).toEqual([false, undefined])
    // A probe that comes back after somebody opened the gate.
    expect(afterProbe(CLOSED, false, NOW)).toEqual({ breaker: CLOSED })
  })
})

describe('after it closed', () => {
  const closed = afterProbe(afterProbe(heard('p1 p2 p3 p4 p5'), true, NOW).breaker, true, NOW).breaker

  test('1, 2, 4, 8 … sends leave as answers come, until it is trusted as before', () => {
    let breaker = closed
    const steps: number[] = []
    for (let i = 0; i < 5; i++) {
      const count = creditsOf(breaker, 1_000, NOW, LEASE_MS)
      steps.push(count)
      breaker = afterClaim(breaker, count, NOW)
      expect(creditsOf(breaker, 1_000, NOW, LEASE_MS)).toBe(0)
      breaker = heard(Array.from({ length: count }, () => 'ok').join(' '), breaker)
    }
    expect(steps).toEqual([1, 2, 4, 8, 16])
    expect([creditsOf(breaker, 1_000, NOW, LEASE_MS), breaker.ramp]).toEqual([1_000, undefined])
  })

  test('one poison record does not trip it; two different ones do, and the gap goes on doubling', () => {
    expect(isOpen(heard('p1 p1 p1', closed))).toBe(false)
    const again = heard('p1 p2', closed)
    expect(again.probing).toEqual({ gapMs: 60_000, passes: 0 })
  })

  test('a send whose answer never comes blocks nobody for longer than its lease', () => {
    const taken = afterClaim(closed, 1, NOW)
    expect(creditsOf(taken, 5, NOW + LEASE_MS - 1, LEASE_MS)).toBe(0)
    expect(creditsOf(taken, 5, NOW + LEASE_MS, LEASE_MS)).toBe(1)
  })
})

test('as long as something passes it never trips over one payload, and quiet means nothing to keep', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('ok', 'p1'), { maxLength: 9 }), (words) => {
      const breaker = heard(words.join(' ') || 'ok')
      expect(isOpen(breaker)).toBe(false)
      if (isQuiet(breaker)) expect(words).not.toContain('p1')
    }),
  )
})
