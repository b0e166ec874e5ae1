/** A sheet to be filled in: its header cells are the fields, one to three rows of them, 户籍地 over 省, 市, 县. */
import type { FieldList, ListedField } from '../types.ts'
import type { Lexicon } from '../vocabulary/index.ts'
import { labelForms } from '../words/label.ts'
import { readWords } from '../words/read.ts'
import { inlineCodes } from './dictionaries.ts'
import { titleAbove } from './field-rows.ts'
import type { Grid } from './grid.ts'

const HEADER_WITHIN_ROWS = 12
const MAX_HEADER_ROWS = 3

/** Undefined where no row looks like a header. @param zh - words that headers are made of */
export function templateFields(grid: Grid, zh: Lexicon): FieldList | undefined {
  const rows = grid.filled.slice(0, HEADER_WITHIN_ROWS)
  const understood = rows.map((row) => row.filter((text) => isUnderstood(text, zh)).length)
  const best = Math.max(0, ...understood)
  // One understood word is a title as often as a header.
  if (best < 2) return undefined
  const last = lastHeaderRow(grid, understood, best)
  const first = firstHeaderRow(grid, last)
  const band = grid.filled.slice(first, last + 1)
  const width = band[0]?.length ?? 0
  const fields: ListedField[] = []
  for (let column = 0; column < width; column += 1) {
    const path = [...new Set(band.map((row) => row[column] ?? '').filter((text) => text !== ''))]
    const label = path.join('')
    if (label === '') continue
    const required = /^[*＊]|[*＊]$|必填/.test(label)
    const codes = inlineCodes(label)
    const header = path.join('-').replace(/^[*＊]+|[*＊]+$/g, '')
    fields.push({ name: header, label: path.join(''), ...(required ? { required } : {}), ...(codes ? { codes } : {}) })
  }
  return { title: titleAbove(grid, first), fields: unique(fields) }
}

const isUnderstood = (text: string, zh: Lexicon): boolean =>
  labelForms(text).forms.some((parts) => parts.every((part) => readWords(part, zh, 'label', 1).length > 0))

/** The row with the most understood words; a further one below belongs to it where cells above are merged over it. */
function lastHeaderRow({ rows, filled }: Grid, understood: readonly number[], best: number): number {
  const row = understood.indexOf(best)
  const next = row + 1
  const reaches = (filled[next] ?? []).some(
    (text, column) => text !== '' && rows[next]?.[column] === '' && text === filled[row]?.[column],
  )
  return reaches && next - row < MAX_HEADER_ROWS ? next : row
}

/** Upwards while a cell above spans several columns of the header without spanning all of them. */
function firstHeaderRow({ rows, filled }: Grid, last: number): number {
  let first = last
  while (first > 0 && last - first < MAX_HEADER_ROWS - 1) {
    const above = filled[first - 1] ?? []
    const groups = new Set(above.filter((text) => text !== ''))
    const spans = (rows[first - 1] ?? []).filter((text) => text !== '').length
    // 填报单位：, 填报日期：2026年 are filled in once for the sheet.
    if (groups.size < 2 || spans < 2 || above.some((text) => /[:：]/.test(text))) break
    first -= 1
  }
  return first
}

function unique(fields: readonly ListedField[]): ListedField[] {
  const seen = new Map<string, number>()
  return fields.map((field) => {
    const count = (seen.get(field.name) ?? 0) + 1
    seen.set(field.name, count)
    return count === 1 ? field : { ...field, name: `${field.name}${count}` }
  })
}
