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
        const delay = retryDelay(count, draw, asked)
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
          expect(retryDelay(count, 0.5, undefined, ladder)).toBe(gapOf(count, ladder))
        },
      ),
    )
  })

  test('counts from 1', () => {
    expect(() => retryDelay(0, 0.5)).toThrow(RangeError)
  })
})
