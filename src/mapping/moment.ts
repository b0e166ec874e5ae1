/**
 * A moment read from a record's ISO 8601 text, at the precision it was written with.
 *
 * Times without an offset, and dates, are Beijing time (UTC+8, no summer time since 1991): the only civil time of the
 * upstreams here. The machine's own zone never matters, so the same record gives the same payload everywhere.
 */
export type Precision = 'year' | 'month' | 'day' | 'minute' | 'second' | 'millisecond'

/** Civil parts in Beijing time, and the instant they start at. */
export interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  readonly precision: Precision
  readonly epochMs: number
}

type Civil = Pick<Moment, 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'>

const BEIJING_OFFSET_MS = 8 * 3_600_000

const ISO = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?$/u

/** The moment an ISO text names; undefined when it isn't one, or names a day or hour that doesn't exist. */
export function parseIso(text: string): Moment | undefined {
  const found = ISO.exec(text)
  if (!found) return undefined
  const [, year, month, day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone] = found
  const civil = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  }
  if (!isCivil(civil)) return undefined
  const precision =
    found[3] === undefined
      ? 'month'
      : found[4] === undefined
        ? 'day'
        : found[6] === undefined
          ? 'minute'
          : fraction
            ? 'millisecond'
            : 'second'
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, '0'))
  if (zone === undefined) return { ...civil, millisecond, precision, epochMs: epochOf(civil) + millisecond }
  const shift = offsetMs(zone)
  return shift === undefined ? undefined : momentOf(epochOf(civil) + BEIJING_OFFSET_MS - shift + millisecond, precision)
}

/** Whether a text is a day that exists, `2024-02-29`. Without a regular expression: it runs for every date of every record. */
export function isIsoDay(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false
  const year = digits(text, 0) * 100 + digits(text, 2)
  const month = digits(text, 5)
  const day = digits(text, 8)
  // A place without digits is NaN, and every comparison with it is false.
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

const HYPHEN = 45
const ZERO = 48

function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** A moment from an instant, or from civil parts in Beijing time. */
export function momentOf(from: number | Civil, precision: Precision): Moment {
  if (typeof from === 'object') return { ...from, millisecond: 0, precision, epochMs: epochOf(from) }
  const local = new Date(from + BEIJING_OFFSET_MS)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    precision,
    epochMs: from,
  }
}

export const isCivil = ({ year, month, day, hour, minute, second }: Civil): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && hour <= 23 && minute <= 59 && second <= 59

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function epochOf({ year, month, day, hour, minute, second }: Civil): number {
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; setUTCFullYear doesn't.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, 0)
  return date.getTime() - BEIJING_OFFSET_MS
}

function offsetMs(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number)
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
