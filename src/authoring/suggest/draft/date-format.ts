/** The date format that a list or schema asks for. */
import type { DateFormat } from '../../../mapping/index.ts'
import { dateFormatIn, dateFormatOfLength } from '../read/date-words.ts'
import type { ListedField } from '../types.ts'

/** What records hold already. */
const OWN: DateFormat = 'yyyy-MM-dd'

/** Undefined: as records hold it, `yyyy-MM-dd`. */
export function dateFormatOf(listed: ListedField): DateFormat | undefined {
  const asked = askedFormat(listed)
  return asked === OWN ? undefined : asked
}

/** As it is asked for in words, by a pattern or by a length; undefined where nothing is. */
export function askedFormat({ format, pattern, maxLength, codes, label }: ListedField): DateFormat | undefined {
  if (format === 'date-time') return 'yyyy-MM-ddTHH:mm:ss+08:00'
  const named = dateFormatIn(format ?? '') ?? dateFormatIn(label)
  if (named) return named
  if (pattern !== undefined && /^\^?(\\d|\[0-9\])\{8\}\$?$/.test(pattern)) return 'yyyyMMdd'
  return codes ? undefined : dateFormatOfLength(maxLength)
}

/** What every date of the format looks like. */
export const patternOf = (format: DateFormat): string => {
  const digits = (run: string) => (run.length === 1 ? '\\d{1,2}' : `\\d{${run.length}}`)
  return `^${format.replace(/[.+]/g, '\\$&').replace(/[yMdHms]+/g, digits)}$`
}
