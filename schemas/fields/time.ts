/** When: days, times of day, and the periods that are reported for. */
import { z } from 'zod'
import { describeField, says } from '../../src/form/index.ts'
import { compact } from './text.ts'

// Year first, so nothing has to be guessed: 2024/3/5, 2024.3.5, 2024年3月5日, 20240305.
const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/

function tidyDate(text: string): string {
  const plain = compact(text)
  const parts = YEAR_FIRST.exec(plain)
    ?.slice(1)
    .filter((part) => part !== undefined)
  return parts?.length === 3 ? parts.map((part) => part.padStart(2, '0')).join('-') : plain
}

/**
 * A day as the text `yyyy-MM-dd`, from 1900 on. Other spellings with the year first are rewritten; anything that could
 * be read two ways (3/5/2024) and days that don't exist are refused. Never a `Date`.
 */
export const isoDate = describeField(
  z
    .string()
    .overwrite(tidyDate)
    .min(1)
    .check(z.iso.date())
    .refine(
      (text) => text >= '1900' || !/^\d{4}-/.test(text),
      says('日期不能早于1900年', 'The date must not be before 1900.'),
    ),
  {
    title: { zh: '日期', en: 'Date' },
    standard: 'GB/T 7408.1-2023',
    sensitivity: 'public',
    example: '2024-03-05',
  },
)

/** A time of day as `HH:mm`, 24 hours, Beijing time. */
export const clockTime = describeField(
  z
    .string()
    .overwrite((text) =>
      compact(text).replace(/^(\d{1,2})[:时点](\d{1,2})分?$/, (_, hours, minutes) => `${pad(hours)}:${pad(minutes)}`),
    )
    .min(1)
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  {
    title: { zh: '时间', en: 'Time' },
    hint: { zh: '24小时制的时间，如 14:30', en: 'a time of day such as 14:30' },
    standard: 'GB/T 7408.1-2023',
    sensitivity: 'public',
    example: '14:30',
  },
)

const pad = (digits: string): string => digits.padStart(2, '0')

const YEAR = /^(\d{4})年?(?:度|全年)?$/
const QUARTER = /^(\d{4})(?:年?第?([1-4一二三四])季度?|-?[qQ]([1-4]))$/
const MONTH = /^(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月份?|(\d{2}))$/
const CHINESE_DIGITS = '一二三四'

function tidyPeriod(text: string): string {
  const plain = compact(text)
  const year = YEAR.exec(plain)?.[1]
  if (year) return year
  const quarter = QUARTER.exec(plain)
  if (quarter) {
    const digit = quarter[2] ?? quarter[3] ?? ''
    return `${quarter[1]}-Q${CHINESE_DIGITS.indexOf(digit) + 1 || digit}`
  }
  const month = MONTH.exec(plain)
  return month ? `${month[1]}-${pad(month[2] ?? month[3] ?? month[4] ?? '')}` : plain
}

const MONTH_SHAPE = '(?:19|20|21)\\d{2}-(?:0[1-9]|1[0-2])'
const QUARTER_SHAPE = '(?:19|20|21)\\d{2}-Q[1-4]'
const YEAR_SHAPE = '(?:19|20|21)\\d{2}'
const shaped = (...shapes: string[]) =>
  z
    .string()
    .overwrite(tidyPeriod)
    .min(1)
    .regex(new RegExp(`^(?:${shapes.join('|')})$`))

/** A month as `yyyy-MM`. */
export const yearMonth = describeField(shaped(MONTH_SHAPE), {
  title: { zh: '月份', en: 'Month' },
  hint: { zh: '年月，如 2024-03', en: 'a month such as 2024-03' },
  standard: 'GB/T 7408.1-2023',
  sensitivity: 'public',
  example: '2024-03',
})

/** A quarter as `yyyy-Q1` … `yyyy-Q4`; GB/T 7408 has no spelling for it, this one is ours. */
export const quarter = describeField(shaped(QUARTER_SHAPE), {
  title: { zh: '季度', en: 'Quarter' },
  hint: { zh: '季度，如 2024-Q1', en: 'a quarter such as 2024-Q1' },
  sensitivity: 'public',
  example: '2024-Q1',
})

/** A year as `yyyy`. */
export const year = describeField(shaped(YEAR_SHAPE), {
  title: { zh: '年度', en: 'Year' },
  hint: { zh: '年份，如 2024', en: 'a year such as 2024' },
  standard: 'GB/T 7408.1-2023',
  sensitivity: 'public',
  example: '2024',
})

/** A month, a quarter or a year. */
export const period = describeField(shaped(MONTH_SHAPE, QUARTER_SHAPE, YEAR_SHAPE), {
  title: { zh: '所属期', en: 'Period' },
  hint: { zh: '月份、季度或年份，如 2024-03、2024-Q1、2024', en: 'a month, quarter or year: 2024-03, 2024-Q1, 2024' },
  standard: 'GB/T 7408.1-2023',
  sensitivity: 'public',
  example: '2024-03',
})
