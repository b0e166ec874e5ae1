/**
 * When a system takes anything: many county systems are switched off at night or refuse what comes after work. Plain
 * data and pure functions; days are those of the system's own zone.
 */

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export interface OpenSpan {
  /** Absent: every day. */
  readonly days?: readonly Weekday[]
  /** `HH:mm`. */
  readonly from: string
  /** `HH:mm`, after `from`; `24:00` is the end of the day. Over midnight it takes two spans. */
  readonly to: string
}

export interface OpeningHours {
  /** IANA name. Default `Asia/Shanghai`. */
  readonly zone?: string
  /** Outside of all of these it is closed. */
  readonly open: readonly OpenSpan[]
  /** Days on which it stays closed, `yyyy-MM-dd`. */
  readonly closedOn?: readonly string[]
}

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS

// A year and a day: who doesn't open in that time, never does.
const MOST_DAYS = 367

export const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/
export const DAY = /^\d{4}-\d\d-\d\d$/

/** Where it is closed at `now`: when it opens, epoch ms; `Infinity` where it never does. Undefined: it is open. */
export function opensAt(hours: OpeningHours, now: number): number | undefined {
  const today = localDay(hours, now)
  for (let ahead = 0; ahead < MOST_DAYS; ahead++) {
    for (const { from, to } of spansOf(hours, today + ahead * DAY_MS)) {
      if (now < from) return from
      if (now < to) return undefined
    }
  }
  return Number.POSITIVE_INFINITY
}

/** How long it is closed between two moments, in ms; 0 where the second isn't later. */
export function closedMs(hours: OpeningHours, from: number, to: number): number {
  if (to <= from) return 0
  let openMs = 0
  for (let day = localDay(hours, from); day <= localDay(hours, to); day += DAY_MS) {
    for (const span of spansOf(hours, day)) openMs += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from))
  }
  return to - from - openMs
}

/** What is wrong with it, in both languages; undefined: nothing. */
export function hoursFault({ zone, open, closedOn = [] }: OpeningHours): { zh: string; en: string } | undefined {
  if (zone !== undefined && !isZone(zone)) return { zh: `没有时区“${zone}”`, en: `there is no time zone “${zone}”` }
  if (open.length === 0) return { zh: 'open 至少要有一段时间', en: 'open needs at least one span' }
  for (const { days, from, to } of open) {
    if (!TIME_OF_DAY.test(from) || !TIME_OF_DAY.test(to) || from >= to) {
      return { zh: '时间写成 HH:mm，from 早于 to', en: 'times are written HH:mm, from before to' }
    }
    if (days?.length === 0 || days?.some((day) => !WEEKDAYS.includes(day))) {
      return { zh: `days 用 ${WEEKDAYS.join('、')}`, en: `days are ${WEEKDAYS.join(', ')}` }
    }
  }
  return closedOn.every((day) => DAY.test(day))
    ? undefined
    : { zh: 'closedOn 写成 yyyy-MM-dd', en: 'closedOn takes yyyy-MM-dd' }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch {
    return false // Intl has no other way to say so
  }
}

/** Spans of one local day, in order, none touching another. @param day - UTC midnight of its date */
function spansOf({ open, closedOn, zone }: OpeningHours, day: number): { from: number; to: number }[] {
  const date = new Date(day)
  if (closedOn?.includes(date.toISOString().slice(0, 10))) return []
  const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7] as Weekday
  const spans = open
    .filter(({ days }) => days?.includes(weekday) ?? true)
    .map(({ from, to }) => ({ from: moment(from, day, zone), to: moment(to, day, zone) }))
    .sort((a, b) => a.from - b.from)
  const joined: { from: number; to: number }[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else joined.push(span)
  }
  return joined
}

function moment(time: string, day: number, zone: string | undefined): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  const local = day + (hour * 60 + minute) * MINUTE_MS
  // Twice: the first guess may lie on the other side of a change to summer time.
  return local - offsetMs(local - offsetMs(local, zone), zone)
}

/** UTC midnight of the local date. */
function localDay({ zone }: OpeningHours, at: number): number {
  const local = at + offsetMs(at, zone)
  return local - (((local % DAY_MS) + DAY_MS) % DAY_MS)
}

const formats = new Map<string, Intl.DateTimeFormat>()
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d))?/

// China has no summer time: the usual case asks nobody.
const BEIJING_MS = 8 * 60 * MINUTE_MS

function offsetMs(at: number, zone = 'Asia/Shanghai'): number {
  if (zone === 'Asia/Shanghai') return BEIJING_MS
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  const [, sign, hours = '0', minutes = '0'] = OFFSET.exec(format.format(at)) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
}
