/** Opening hours by the days of a zone: open, closed, how long, and what is not written right. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closedMs, hoursFault, type OpeningHours, opensAt } from './opening-hours.ts'

const HOUR_MS = 3_600_000
const office: OpeningHours = {
  open: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '12:00' },
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '14:00', to: '17:30' },
  ],
  closedOn: ['2026-01-01'],
}
const beijing = (text: string) => Date.parse(`${text}+08:00`)

describe('opensAt', () => {
  test.each([
    ['2026-01-05T08:29:59', '2026-01-05T08:30'],
    ['2026-01-05T08:30:00', undefined],
    ['2026-01-05T12:00:00', '2026-01-05T14:00'],
    ['2026-01-09T17:30:00', '2026-01-12T08:30'],
    ['2025-12-31T20:00:00', '2026-01-02T08:30'],
  ])('%s: %s', (now, opens) => {
    expect(opensAt(office, beijing(now))).toBe(opens === undefined ? undefined : beijing(opens))
  })

  test('a zone with summer time, on the days that it changes', () => {
    const london: OpeningHours = { zone: 'Europe/London', open: [{ from: '09:00', to: '17:00' }] }
    expect(opensAt(london, Date.parse('2026-03-28T20:00:00Z'))).toBe(Date.parse('2026-03-29T08:00:00Z'))
    expect(opensAt(london, Date.parse('2026-10-24T20:00:00Z'))).toBe(Date.parse('2026-10-25T09:00:00Z'))
  })

  test('spans that touch are one, and one that never comes', () => {
    const day: OpeningHours = {
      open: [
        { from: '00:00', to: '12:00' },
        { from: '12:00', to: '24:00' },
      ],
    }
    expect(opensAt(day, beijing('2026-01-05T12:00:00'))).toBe(undefined)
    expect(closedMs(day, beijing('2026-01-05T00:00:00'), beijing('2026-03-05T00:00:00'))).toBe(0)
    const never: OpeningHours = { open: [{ days: [], from: '08:00', to: '09:00' }] }
    expect(opensAt(never, 0)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('closedMs', () => {
  test('a day, a week-end, a moment', () => {
    expect(closedMs(office, beijing('2026-01-05T00:00:00'), beijing('2026-01-06T00:00:00'))).toBe(17 * HOUR_MS)
    expect(closedMs(office, beijing('2026-01-09T17:30:00'), beijing('2026-01-12T08:30:00'))).toBe(63 * HOUR_MS)
    expect(closedMs(office, beijing('2026-01-05T09:00:00'), beijing('2026-01-05T10:00:00'))).toBe(0)
    expect(closedMs(office, beijing('2026-01-05T10:00:00'), beijing('2026-01-05T09:00:00'))).toBe(0)
  })

  test('adds up, and ends where it opens', () => {
    const start = beijing('2026-01-05T00:00:00')
    const ms = fc.integer({ min: 0, max: 30 * 24 * HOUR_MS })
    fc.assert(
      fc.property(ms, ms, ms, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort((p, q) => p - q).map((at) => start + at) as [number, number, number]
        expect(closedMs(office, x, y) + closedMs(office, y, z)).toBe(closedMs(office, x, z))
        const opens = opensAt(office, x)
        if (opens !== undefined) expect(closedMs(office, x, opens)).toBe(opens - x)
      }),
    )
  })
})

test.each([
  [{ open: [] }, /at least one/],
  [{ open: [{ from: '8:30', to: '17:00' }] }, /HH:mm/],
  [{ open: [{ from: '17:00', to: '08:00' }] }, /before/],
  [{ open: [{ from: '08:00', to: '25:00' }] }, /HH:mm/],
  [{ open: [{ days: ['monday'], from: '08:00', to: '09:00' }] }, /mon, tue/],
  [{ open: [{ from: '08:00', to: '09:00' }], zone: 'Asia/Chongqing-West' }, /time zone/],
  [{ open: [{ from: '08:00', to: '09:00' }], closedOn: ['1.1.2026'] }, /yyyy-MM-dd/],
])('%j is refused', (hours, words) => {
  expect(hoursFault(hours as OpeningHours)?.en).toMatch(words)
  expect(hoursFault(office)).toBe(undefined)
})
