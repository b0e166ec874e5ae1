/**
 * Finds the header of a sheet: among its first rows, the one to three rows whose cells name the most fields. A title
 * above it (“示例村居民信息登记表”) names none and is passed over.
 */

import { nearest } from '../base/nearest.ts'
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import { columnLetters, headerKeys, headerPath, type Merge, type Row } from '../files/index.ts'
import type { Form } from '../form/index.ts'
import type { FieldNames, FieldPlace } from './field-names.ts'

/** Rows in which a header is looked for. */
export const HEADER_WITHIN_ROWS = 20
const MAX_HEADER_ROWS = 3

export type ColumnRole =
  | { readonly role: 'field'; readonly place: FieldPlace }
  /** Number, result and note of a marked copy; 序号, which every list has and no form wants. */
  | { readonly role: OwnColumn | 'ignored' }
  | { readonly role: 'unknown' }

export type HeaderColumn = ColumnRole & {
  /** Position from 0. */
  readonly index: number
  /** Header cells from top to bottom, as written. */
  readonly path: readonly string[]
}

export interface HeaderMatch {
  readonly sheet: string
  /** First and last row of the header, as the person sees them. Records start below. */
  readonly firstRow: number
  readonly lastRow: number
  readonly columns: readonly HeaderColumn[]
}

export type OwnColumn = 'result' | 'receiptNumber' | 'reason'

/** In English two words each: a plain “Result” may well be the clerk's own column. */
export const OWN_COLUMNS: Readonly<Record<OwnColumn, Text>> = {
  result: { zh: '处理结果', en: 'Submission result' },
  receiptNumber: { zh: '受理号', en: 'Submission number' },
  reason: { zh: '处理说明', en: 'Submission note' },
}
/** Used where a field of the form is called the same. */
export const OWN_COLUMNS_IF_TAKEN: Readonly<Record<OwnColumn, Text>> = {
  result: { zh: '系统处理结果', en: 'System submission result' },
  receiptNumber: { zh: '系统受理号', en: 'System submission number' },
  reason: { zh: '系统处理说明', en: 'System submission note' },
}

/** A copy that was marked in either language is known again. */
const OWN_ROLES = new Map<string, OwnColumn>(
  [OWN_COLUMNS, OWN_COLUMNS_IF_TAKEN].flatMap((columns) =>
    Object.entries(columns).flatMap(([role, { zh, en }]): [string, OwnColumn][] => [
      [zh, role as OwnColumn],
      [en, role as OwnColumn],
    ]),
  ),
)
const RUNNING_NUMBERS = new Set(['序号', '序', 'no', 'serialnumber', '#'])

/** The best header among `rows`, or undefined where no cell names a field. */
export function findHeader(
  sheet: string,
  rows: readonly Row[],
  merges: readonly Merge[],
  names: FieldNames,
): HeaderMatch | undefined {
  const first = rows.filter((row) => row.number <= (rows[0]?.number ?? 0) + HEADER_WITHIN_ROWS - 1)
  let best: { header: HeaderMatch; score: number; depth: number } | undefined
  for (const [start, row] of first.entries()) {
    for (let depth = 1; depth <= MAX_HEADER_ROWS && start + depth <= first.length; depth += 1) {
      const band = first.slice(start, start + depth)
      const last = band.at(-1)
      if (!last || last.number - row.number !== depth - 1) break
      // 姓名 merged over two rows: the header is not over after the first.
      if (depth < MAX_HEADER_ROWS && merges.some((merge) => reachesBelow(merge, row.number, last.number))) continue
      const columns = columnsOf(band, merges, names)
      const places = new Set(columns.flatMap((column) => (column.role === 'field' ? [placeKey(column.place)] : [])))
      const header = { sheet, firstRow: row.number, lastRow: last.number, columns }
      const score = places.size
      // Of equals the shortest: a title row above the header adds nothing to it.
      const better = !best || score > best.score || (score === best.score && depth < best.depth)
      if (score > 0 && better) best = { header, score, depth }
    }
  }
  return best?.header
}

const reachesBelow = (merge: Merge, first: number, last: number): boolean =>
  merge.top >= first && merge.top <= last && merge.bottom > last

/** Text of a place for comparing: two columns with the same one fill the same field. */
export const placeKey = ({ field, position }: FieldPlace): string =>
  position === undefined ? field.path : field.path.replace('*', String(position))

function columnsOf(band: readonly Row[], merges: readonly Merge[], names: FieldNames): HeaderColumn[] {
  const width = Math.max(...band.map((row) => row.cells.length))
  const columns: HeaderColumn[] = []
  for (let index = 0; index < width; index += 1) {
    const path = headerPath(band, index, merges)
    if (path.length > 0) columns.push({ index, path, ...roleOf(path, names) })
  }
  return columns
}

function roleOf(path: readonly string[], names: FieldNames): ColumnRole {
  const place = names.find(path)
  if (place) return { role: 'field', place }
  const last = path.at(-1) ?? ''
  const own = OWN_ROLES.get(last)
  if (own) return { role: own }
  return RUNNING_NUMBERS.has(headerKeys(last).bare) || last === '#' ? { role: 'ignored' } : { role: 'unknown' }
}

/** What is wrong with a header: `problems` leave its rows without a safe meaning, `warnings` cost some of them. */
export function headerProblems(
  header: HeaderMatch,
  form: Form,
  names: FieldNames,
): { problems: Problem[]; warnings: Problem[] } {
  const { sheet } = header
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const taken = new Map<string, number>()
  for (const column of header.columns) {
    if (column.role === 'unknown') warnings.push(unknownColumn(sheet, column, names))
    if (column.role !== 'field') continue
    const { field } = column.place
    const key = placeKey(column.place)
    const first = taken.get(key)
    if (first === undefined) taken.set(key, column.index)
    else {
      const params = { sheet, first: columnLetters(first), second: columnLetters(column.index) }
      problems.push({ code: 'column_twice', who: 'reporter', field: key, title: field.meta.title, params })
    }
  }
  for (const field of names.fields) {
    if (taken.has(field.path) || field.optional || field.path.includes('.')) continue
    const missing: Problem = {
      code: 'column_missing',
      who: 'reporter',
      field: field.path,
      title: field.meta.title,
      params: { sheet },
    }
    // A stored record may have the rest: a list of ids and new phone numbers is a fair file.
    const isKey = form.key.includes(field.path) && !header.columns.some((column) => column.role === 'receiptNumber')
    ;(isKey ? problems : warnings).push(missing)
  }
  return { problems, warnings }
}

function unknownColumn(sheet: string, column: HeaderColumn, names: FieldNames): Problem {
  const header = column.path.join(' → ')
  const params = { sheet, column: columnLetters(column.index), header }
  const near = nearest(headerKeys(column.path.at(-1) ?? '').bare, names.titles)
  return near
    ? { code: 'column_unknown_near', who: 'reporter', params: { ...params, nearest: near } }
    : { code: 'column_unknown', who: 'reporter', params }
}
