/** The date format that a list or schema asks for. */
import type { DateFormat } from '../../../mapping/index.ts'
import type { ListedField } from '../types.ts'

const FORMATS: readonly DateFormat[] = [
  ...(['yyyyMMdd', 'yyyy-MM-dd', 'yyyy/MM/dd', 'yyyy.MM.dd', 'yyyy年MM月dd日', 'yyyy-MM', 'yyyyMM', 'yyyy'] as const),
]

/** Undefined: as records hold it, `yyyy-MM-dd`. */
export function dateFormatOf({ format, pattern, maxLength, codes, label }: ListedField): DateFormat | undefined {
  const asked = [format ?? '', label].map((text) => text.replace(/[（）()\s]/g, ''))
  const named = FORMATS.find((known) => asked.some((text) => text.toLowerCase() === known.toLowerCase()))
  if (named) return named === 'yyyy-MM-dd' ? undefined : named
  const inside = FORMATS.find((known) => asked.some((text) => text.toLowerCase().includes(known.toLowerCase())))
  if (inside) return inside === 'yyyy-MM-dd' ? undefined : inside
  if (pattern !== undefined && /^\^?\\d\{8\}\$?$/.test(pattern)) return 'yyyyMMdd'
  return maxLength === 8 && !codes ? 'yyyyMMdd' : undefined
}
