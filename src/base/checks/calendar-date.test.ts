import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isCalendarDate, isIsoDate } from './calendar-date.ts'

it('knows leap years', () => {
  expect(isIsoDate('2024-02-29')).toBe(true)
  expect(isIsoDate('2000-02-29')).toBe(true)
  expect(isIsoDate('1900-02-29')).toBe(false)
  expect(isIsoDate('2023-02-29')).toBe(false)
})

it('refuses what is not a day', () => {
  for (const text of ['2024-13-01', '2024-00-10', '2024-04-31', '2024-4-1', '20240401', '', '2024-04-01 ']) {
    expect(isIsoDate(text), text).toBe(false)
  }
  expect(isCalendarDate(2024, 1, 1.5)).toBe(false)
})

it('agrees with the calendar of the language', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1600, max: 2400 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (y, m, d) => {
        const date = new Date(Date.UTC(y, m - 1, d))
        const same = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d
        expect(isCalendarDate(y, m, d)).toBe(same)
      },
    ),
  )
})
