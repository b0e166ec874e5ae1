import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { clockTime, isoDate, period, quarter, year, yearMonth } from './time.ts'

const kept = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value)
  return result.success ? result.data : undefined
}

describe('isoDate', () => {
  it.each(['2024-03-05', '2024/3/5', '2024.03.5', '2024年3月5日', '20240305', ' ２０２４－０３－０５ '])(
    '%j is kept as the day it says',
    (typed) => {
      expect(kept(isoDate, typed)).toBe('2024-03-05')
    },
  )

  it.each([
    '2023-02-29',
    '2024-13-01',
    '1899-12-31',
    '3/5/2024',
    '5.3.2024',
    '24-03-05',
    '2024-03',
    '45356',
    '2024-03-05T00:00:00Z',
    '',
    20240305,
    null,
  ])('%j is refused', (typed) => {
    expect(kept(isoDate, typed)).toBeUndefined()
  })

  it('is never a Date', () => {
    expect(kept(isoDate, new Date(0))).toBeUndefined()
  })
})

describe('periods', () => {
  it.each([
    ['2024年3月', '2024-03'],
    ['2024.3', '2024-03'],
    ['202403', '2024-03'],
    ['2024-03', '2024-03'],
    ['2024年第1季度', '2024-Q1'],
    ['2024年一季度', '2024-Q1'],
    ['2024Q1', '2024-Q1'],
    ['2024年度', '2024'],
    ['２０２４年', '2024'],
  ])('%j is kept as %j', (typed, text) => {
    expect(kept(period, typed)).toBe(text)
  })

  it.each(['3月', '2024-13', '24年3月', '2024-Q5', '2024-3-5', '1724', 2024])('%j is refused', (typed) => {
    expect(kept(period, typed)).toBeUndefined()
  })

  it('are kept apart where a form asks for one kind', () => {
    expect([kept(yearMonth, '2024年3月'), kept(quarter, '2024年第1季度'), kept(year, '2024年')]).toEqual([
      '2024-03',
      '2024-Q1',
      '2024',
    ])
    for (const [schema, typed] of [
      [yearMonth, '2024'],
      [quarter, '2024-03'],
      [year, '2024-03'],
    ] as const) {
      expect(kept(schema, typed)).toBeUndefined()
    }
  })
})

it('clockTime is 24 hours, written as HH:mm', () => {
  expect(['9:5', '9点5分', '09：05', '23:59'].map((typed) => kept(clockTime, typed))).toEqual([
    '09:05',
    '09:05',
    '09:05',
    '23:59',
  ])
  for (const typed of ['24:00', '9', '下午2点', 905]) expect(kept(clockTime, typed)).toBeUndefined()
})
