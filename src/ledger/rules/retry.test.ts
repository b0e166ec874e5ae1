import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LADDER_MS, LONGEST_GAP_MS, retryDelay } from './retry.ts'

const tries = fc.integer({ min: 1, max: 50 })
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const gapOf = (count: number, ladder = LADDER_MS) => ladder[Math.min(count, ladder.length) - 1] as number

describe('retryDelay', () => {
  test('climbs the ladder and stays on its last gap', () => {
    const gaps = Array.from({ length: 10 }, (_, i) => retryDelay(i + 1, 0.5))
    expect(gaps.map((ms) => ms / 1_000)).toEqual([10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 86_400, 86_400])
  })

  test('stays within a quarter of the gap, and reaches both ends', () => {
    fc.assert(
      fc.property(tries, random, (count, draw) => {
        const gap = gapOf(count)
        const delay = retryDelay(count, draw)
        expect(Number.isInteger(delay)).toBe(true)
        expect(delay).toBeGreaterThanOrEqual(gap * 0.75)
        expect(delay).toBeLessThanOrEqual(gap * 1.25)
      }),
    )
    expect([retryDelay(1, 0), retryDelay(1, 0.999_999)]).toEqual([7_500, 12_500])
  })

  test('never comes sooner for a larger draw', () => {
    fc.assert(
      fc.property(tries, random, random, (count, a, b) => {
        expect(retryDelay(count, Math.min(a, b))).toBeLessThanOrEqual(retryDelay(count, Math.max(a, b)))
      }),
    )
  })

  test('does as Retry-After says, between half the gap and a day', () => {
    fc.assert(
      fc.property(tries, random, fc.integer({ min: -1_000, max: 2e12 }), (count, draw, asked) => {
        const delay = retryDelay(count, draw, { retryAfterMs: asked })
        const shortest = gapOf(count) / 2
        expect(delay).toBe(asked < shortest ? shortest : asked > LONGEST_GAP_MS ? LONGEST_GAP_MS : asked)
      }),
    )
  })

  test('takes another ladder', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 5 }),
        tries,
        (ladder, count) => {
          expect(retryDelay(count, 0.5, { gapsMs: ladder })).toBe(gapOf(count, ladder))
        },
      ),
    )
  })

  test('with a due time ahead comes within a quarter of what is left, but not under 30 s', () => {
    const untilDue = (ms: number) => retryDelay(8, 0.5, { untilDueMs: ms }) / 1_000
    expect([4_000_000, 400_000, 120_000, 60_000, 1].map(untilDue)).toEqual([1_000, 100, 30, 30, 30])
    // Over, or further away than the ladder goes: the ladder.
    expect([0, -1, 1e12].map(untilDue)).toEqual([86_400, 86_400, 86_400])
    expect(retryDelay(1, 0.5, { untilDueMs: 60_000 })).toBe(10_000)
    fc.assert(
      fc.property(tries, random, fc.integer({ min: 1, max: 1e10 }), (count, draw, untilDueMs) => {
        const delay = retryDelay(count, draw, { untilDueMs })
        expect(delay).toBeLessThanOrEqual(Math.max(untilDueMs / 4, 30_000))
        expect(delay).toBeGreaterThanOrEqual(Math.min(retryDelay(count, draw), 30_000))
      }),
    )
  })

  test('never comes sooner than an identical repeat is let in again', () => {
    expect(retryDelay(1, 0.5, { atLeastMs: 15_000 })).toBe(15_000)
    expect(retryDelay(1, 0.5, { atLeastMs: 15_000, retryAfterMs: 0, untilDueMs: 1 })).toBe(15_000)
    expect(retryDelay(2, 0.5, { atLeastMs: 15_000 })).toBe(60_000)
  })

  test('counts from 1', () => {
    expect(() => retryDelay(0, 0.5)).toThrow(RangeError)
  })
})
