/** A calendar date as the number a workbook keeps for it. ECMA-376 part 1, 18.17.4.1. */

const DAY_MS = 86_400_000
// Day 0, so that 1 March 1900 is 61: the calendar of workbooks has a 29 February 1900.
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const FIRST_SAFE_DAY = 61

/** The number for an ISO date (`2024-03-05`); undefined where the text is none, or the date is before 1 March 1900. */
export function daySerial(date: string, date1904 = false): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return undefined
  if ((at - EPOCH_1900) / DAY_MS < FIRST_SAFE_DAY) return undefined
  const serial = (at - (date1904 ? EPOCH_1904 : EPOCH_1900)) / DAY_MS
  return serial < 0 ? undefined : serial
}
