/** Dates that exist, in the Gregorian calendar, without a time zone and without `Date`. */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** True when year, month (1–12) and day name a day that exists. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  const days = DAYS[month - 1]
  if (days === undefined || !Number.isInteger(day) || day < 1) return false
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 && leap ? 29 : days)
}

/** True for `yyyy-MM-dd` of a day that exists. Dates written so compare as text. */
export function isIsoDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts !== null && isCalendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}
