/**
 * Dates as bureaus write them.
 *
 * Records hold ISO 8601: `2024-02-29`, `2024-02`, or a date-time with or without an offset. Every format is closed and
 * fixed-width, so it reads back without guessing. Instants are written in Beijing time (UTC+8, no summer time since 1991):
 * that is the only civil time of every upstream here, and the machine's own zone must not matter.
 */
import { isCivil, type Moment, momentOf, type Precision } from './moment.ts'

/** Formats whose result is text. */
export const DATE_FORMATS = [
  'yyyyMMdd',
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyy年M月d日',
  'yyyy年MM月dd日',
  'yyyy-MM',
  'yyyyMM',
  'yyyy',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  'yyyyMMddHHmmss',
  'yyyy-MM-ddTHH:mm:ss',
  'yyyy-MM-ddTHH:mm:ss+08:00',
] as const

/** Formats whose result is a number: milliseconds or seconds since 1970 in UTC. */
export const EPOCH_FORMATS = ['epochMs', 'epochS'] as const

export type DateFormat = (typeof DATE_FORMATS)[number]
export type EpochFormat = (typeof EPOCH_FORMATS)[number]
export type AnyDateFormat = DateFormat | EpochFormat

export interface DateWriter {
  /** The finest part it writes. */
  readonly precision: Precision
  /** The text or number; undefined when the moment is coarser than the format. */
  write(moment: Moment): string | number | undefined
  /**
   * The same for a day that `isIsoDay` has seen, cut out of its text: most dates in a form are days, and this is thirty
   * times faster than by way of a moment.
   */
  readonly writeDay?: (isoDay: string) => string
  /** The moment, at the format's precision; undefined when the value isn't of this format. */
  read(value: unknown): Moment | undefined
}

const PRECISIONS: readonly Precision[] = ['year', 'month', 'day', 'minute', 'second', 'millisecond']
export const isFinerOrEqual = (a: Precision, b: Precision): boolean => PRECISIONS.indexOf(a) >= PRECISIONS.indexOf(b)

export function dateWriter(format: AnyDateFormat): DateWriter {
  return format === 'epochMs' || format === 'epochS' ? epochWriter(format) : textWriter(format)
}

function epochWriter(format: EpochFormat): DateWriter {
  const unitMs = format === 'epochS' ? 1000 : 1
  return {
    precision: format === 'epochS' ? 'second' : 'millisecond',
    // A date alone is its midnight in Beijing.
    write: (moment) => (isFinerOrEqual(moment.precision, 'day') ? Math.floor(moment.epochMs / unitMs) : undefined),
    read: (value) =>
      typeof value === 'number' && Number.isSafeInteger(value)
        ? momentOf(value * unitMs, format === 'epochS' ? 'second' : 'millisecond')
        : undefined,
  }
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'

const TOKENS: Readonly<Record<string, { readonly part: Part; readonly width: number }>> = {
  yyyy: { part: 'year', width: 4 },
  MM: { part: 'month', width: 2 },
  M: { part: 'month', width: 1 },
  dd: { part: 'day', width: 2 },
  d: { part: 'day', width: 1 },
  HH: { part: 'hour', width: 2 },
  mm: { part: 'minute', width: 2 },
  ss: { part: 'second', width: 2 },
}

function textWriter(format: DateFormat): DateWriter {
  const pieces = format.split(/(yyyy|MM|M|dd|d|HH|mm|ss)/).filter((piece) => piece !== '')
  const parts = pieces.flatMap((piece) => TOKENS[piece] ?? [])
  const precision =
    (['second', 'minute', 'day', 'month'] as const).find((part) => parts.some((token) => token.part === part)) ?? 'year'
  const wanted = isFinerOrEqual(precision, 'day') ? 'day' : precision
  const source = pieces.map((piece) => {
    const token = TOKENS[piece]
    if (!token) return piece.replace(/[.+]/g, '\\$&')
    return token.width === 1 ? '([1-9]\\d?)' : `(\\d{${token.width}})`
  })
  const expression = new RegExp(`^${source.join('')}$`, 'u')
  const writeDay = dayCutter(format)
  return {
    precision,
    ...(writeDay ? { writeDay } : {}),
    write(moment) {
      if (!isFinerOrEqual(moment.precision, wanted)) return undefined
      let text = ''
      for (const piece of pieces) {
        const token = TOKENS[piece]
        text += token ? String(moment[token.part]).padStart(token.width, '0') : piece
      }
      return text
    },
    read(value) {
      const found = typeof value === 'string' ? expression.exec(value) : null
      if (!found) return undefined
      const given = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
      for (const [index, token] of parts.entries()) given[token.part] = Number(found[index + 1])
      return isCivil(given) ? momentOf(given, precision) : undefined
    },
  }
}

/** For formats with year, month and day in this order and full width; a time of day is then its beginning. */
function dayCutter(format: DateFormat): ((isoDay: string) => string) | undefined {
  const found = /^yyyy(.*)MM(.*)dd(.*)$/u.exec(format)
  if (!found) return undefined
  const [, afterYear = '', afterMonth = '', tail = ''] = found
  const afterDay = tail.replace(/HH|mm|ss/g, '00')
  return (day) => day.slice(0, 4) + afterYear + day.slice(5, 7) + afterMonth + day.slice(8, 10) + afterDay
}
