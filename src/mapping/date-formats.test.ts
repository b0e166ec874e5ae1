import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DATE_FORMATS, dateWriter, EPOCH_FORMATS } from './date-formats.ts'
import { isIsoDay, parseIso } from './moment.ts'

const write = (iso: string, format: Parameters<typeof dateWriter>[0]) => {
  const moment = parseIso(iso)
  return moment && dateWriter(format).write(moment)
}

test.each([
  ['2024-02-29', 'yyyyMMdd', '20240229'],
  ['2024-03-05', 'yyyy年M月d日', '2024年3月5日'],
  ['2024-03-05', 'yyyy年MM月dd日', '2024年03月05日'],
  ['2024-03-05', 'yyyy-MM-dd HH:mm:ss', '2024-03-05 00:00:00'],
  ['2024-03', 'yyyyMM', '202403'],
  ['2024-03', 'yyyy', '2024'],
  ['2024-12-31T23:30:00Z', 'yyyy-MM-dd', '2025-01-01'],
  ['2024-12-31T23:30:15.999+08:00', 'yyyy-MM-ddTHH:mm:ss+08:00', '2024-12-31T23:30:15+08:00'],
  ['2024-12-31T23:30', 'yyyyMMddHHmmss', '20241231233000'],
  ['1970-01-01', 'epochMs', -28_800_000],
  ['1970-01-01T00:00:01.500Z', 'epochS', 1],
  ['0099-01-01', 'yyyyMMdd', '00990101'],
] as const)('%s as %s', (iso, format, expected) => {
  expect(write(iso, format)).toBe(expected)
})

test('a month has no day to write', () => {
  expect(write('2024-03', 'yyyyMMdd')).toBeUndefined()
  expect(write('2024-03', 'epochMs')).toBeUndefined()
})

test.each([
  '2023-02-29',
  '2024-13-01',
  '2024-00-10',
  '2024-1-1',
  '20240101',
  '2024-01-01 08:00:00',
  '2024-01-01T24:00:00',
  '2024-01-01T08:60',
  '2024-01-01T08:00+25:00',
  '',
  '2024-01-01T',
  '2024-01-01\n',
  '２０２４-01-01',
])('%j is no moment', (text) => {
  expect(parseIso(text)).toBeUndefined()
  expect(isIsoDay(text)).toBe(false)
})

describe('laws', () => {
  const day = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-30'), noInvalidDate: true })

  test('what a format writes it reads back, at its precision', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...DATE_FORMATS, ...EPOCH_FORMATS), (date, format) => {
        const moment = parseIso(date.toISOString())
        const writer = dateWriter(format)
        const text = moment && writer.write(moment)
        const read = writer.read(text)
        expect(text).toBeDefined()
        expect(read?.precision).toBe(writer.precision)
        expect(read && writer.write(read)).toBe(text)
      }),
    )
  })

  test('the short way for days writes what the long way does', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...DATE_FORMATS), (date, format) => {
        const iso = date.toISOString().slice(0, 10)
        const { writeDay } = dateWriter(format)
        expect(isIsoDay(iso)).toBe(true)
        if (writeDay) expect(writeDay(iso)).toBe(write(iso, format))
      }),
    )
  })

  test('a day is a day by both readings', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d$/), (text) => {
        expect(isIsoDay(text)).toBe(parseIso(text) !== undefined)
      }),
    )
  })
})

test.each(['2024229', '20240230', '2024-02-29', ' 20240229', '20240229x', 20240229, null])(
  '%j isn’t of the format',
  (value) => {
    expect(dateWriter('yyyyMMdd').read(value)).toBeUndefined()
  },
)
