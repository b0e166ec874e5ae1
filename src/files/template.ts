/**
 * An upstream's own workbook to be filled in: where its columns are, which rows are free, which values its drop-down
 * lists take. Reads only; `fillTemplate` writes a copy.
 */
import { columnLetters, columnOf, rowOf } from './cell-reference.ts'
import { refusal } from './errors.ts'
import { headerKeys, headerPath } from './header-text.ts'
import { withLimits } from './limits.ts'
import { formatOf } from './sniff.ts'
import { openSource } from './source.ts'
import { type Area, type ListRule, listRules, listSource } from './template-lists.ts'
import { type RowRegion, readRegion } from './template-region.ts'
import type { Limits, Merge, Row } from './types.ts'
import { openWorkbook, type Workbook, type WorkbookSheet } from './workbook.ts'
import { openZip } from './zip.ts'

export interface TemplateOptions {
  /** Default: the first visible one. */
  readonly sheet?: string
  /** First and last row of the header, from 1. Default: the one to three rows that have most of the columns. */
  readonly headerRows?: readonly [number, number]
  /** First row that is written to. Default: the one below the header. Its formats are given to the rows below. */
  readonly firstRow?: number
  /** Last row that may be written over, whatever stands there. Default: up to the first row that has something to keep. */
  readonly lastRow?: number
  /** Header paths of the columns that are needed, top row first: `['户籍地', '省']`. */
  readonly columns: readonly (readonly string[])[]
  /** Single cells that are filled in: `B2`. */
  readonly cells?: readonly string[]
  readonly limits?: Partial<Limits>
}

export interface TemplateColumn {
  /** Position from 0. */
  readonly index: number
  /** Values that its drop-down list takes; absent: it has none. */
  readonly list?: ReadonlySet<string>
}

export interface Template extends RowRegion {
  readonly path: string
  readonly sheet: string
  readonly date1904: boolean
  /** One per header path asked for, in their order. */
  readonly columns: readonly TemplateColumn[]
  /** Drop-down lists of the single cells asked for. */
  readonly cellLists: ReadonlyMap<string, ReadonlySet<string>>
}

const HEADER_WITHIN_ROWS = 30
const MAX_HEADER_ROWS = 3

/** @throws {FileError} when it can't be read, or lacks a column or cell that is needed */
export async function openTemplate(path: string, options: TemplateOptions): Promise<Template> {
  const limits = withLimits(options.limits)
  const { name: file } = await openSource(path, limits)
  await formatOf(path, file, 'xlsx')
  const workbook = await openWorkbook(path, file, limits)
  const zip = await openZip(path, file, limits)
  try {
    const sheet = sheetOf(workbook, file, options.sheet)
    const merges = await workbook.merges(sheet)
    const { lastHeaderRow, positions } = await locateColumns(workbook, sheet, merges, file, options)
    const firstRow = options.firstRow ?? lastHeaderRow + 1
    const region = await readRegion(zip, file, sheet.part, { ...options, firstRow, merges, columns: positions })
    const computed = region.computed[0]
    if (computed !== undefined)
      throw refusal('template_computed', { file, sheet: sheet.name, column: columnLetters(computed) })
    const rules = await listRules(zip, file, sheet.part)
    const lists = (row: number, column: number) => listAt(workbook, sheet, rules, row, column)
    const columns = []
    for (const index of positions) {
      const list = await lists(firstRow, index)
      columns.push(list ? { index, list } : { index })
    }
    const cellLists = new Map<string, ReadonlySet<string>>()
    for (const cell of options.cells ?? []) {
      const [row, column] = [rowOf(cell), columnOf(cell)]
      if (merges.some((merge) => isInside(merge, row, column) && (merge.top !== row || merge.left !== column)))
        throw refusal('template_cell_covered', { file, sheet: sheet.name, cell })
      const list = await lists(row, column)
      if (list) cellLists.set(cell, list)
    }
    return { path, sheet: sheet.name, date1904: workbook.map.date1904, columns, cellLists, ...region }
  } finally {
    zip.close()
    await workbook.close()
  }
}

function sheetOf({ map }: Workbook, file: string, wanted: string | undefined): WorkbookSheet {
  const found = map.sheets.find(({ name, hidden }) => (wanted === undefined ? !hidden : name === wanted))
  if (found) return found
  throw refusal('sheet_missing', { file, sheet: wanted ?? '', sheets: map.sheets.map(({ name }) => name).join('、') })
}

async function locateColumns(
  workbook: Workbook,
  sheet: WorkbookSheet,
  merges: readonly Merge[],
  file: string,
  { columns, headerRows }: TemplateOptions,
): Promise<{ readonly lastHeaderRow: number; readonly positions: readonly number[] }> {
  if (columns.length === 0) return { lastHeaderRow: headerRows?.[1] ?? 0, positions: [] }
  const rows: Row[] = []
  for await (const row of workbook.rows(sheet)) {
    if (row.number > Math.max(HEADER_WITHIN_ROWS, headerRows?.[1] ?? 0)) break
    rows.push(row)
  }
  const best = bandsOf(rows, merges, headerRows)
    .map((band) => ({ last: band.at(-1)?.number ?? 0, ...inBand(band, merges, columns) }))
    .reduce((one, other) => (other.found > one.found ? other : one), { last: 0, found: -1, paths: [], positions: [] })
  const place = { file, sheet: sheet.name }
  for (const [at, candidates] of best.positions.entries()) {
    const header = (columns[at] ?? []).join(' → ')
    const known = best.paths.map((path) => path.join(' → ')).join('、')
    if (candidates.length === 0) throw refusal('template_column_missing', { ...place, header, known })
    const letters = candidates.map(columnLetters).join('、')
    if (candidates.length > 1) throw refusal('template_column_twice', { ...place, header, columns: letters })
  }
  return { lastHeaderRow: best.last, positions: best.positions.flat() }
}

/** Every run of one to three rows, shortest first; or the one that was named. */
function bandsOf(
  rows: readonly Row[],
  merges: readonly Merge[],
  named: readonly [number, number] | undefined,
): (readonly Row[])[] {
  if (named) return [rows.filter(({ number }) => number >= named[0] && number <= named[1])]
  const depths = Array.from({ length: MAX_HEADER_ROWS }, (_, index) => index + 1)
  return depths.flatMap((depth) =>
    rows
      .map((_, start) => rows.slice(start, start + depth))
      .filter((band) => {
        const [first, last] = [band[0]?.number ?? 0, band.at(-1)?.number ?? 0]
        // 姓名 merged over two rows: the header is not over after the first.
        const isCut = merges.some(({ top, bottom }) => top >= first && top <= last && bottom > last)
        return band.length === depth && last - first === depth - 1 && !isCut
      }),
  )
}

function inBand(band: readonly Row[], merges: readonly Merge[], wanted: readonly (readonly string[])[]) {
  const width = Math.max(0, ...band.map(({ cells }) => cells.length))
  const paths = Array.from({ length: width }, (_, index) => headerPath(band, index, merges))
  const positions = wanted.map((path) => {
    const exact = paths.flatMap((own, index) => (own.length === path.length && endsWith(own, path) ? [index] : []))
    return exact.length > 0 ? exact : paths.flatMap((own, index) => (endsWith(own, path) ? [index] : []))
  })
  // What could be several columns says more about what is wrong than what is nowhere.
  const found = positions.reduce((sum, { length }) => sum + (length === 1 ? 2 : Math.min(length, 1)), 0)
  return { found, paths: paths.filter((path) => path.length > 0), positions }
}

const endsWith = (path: readonly string[], end: readonly string[]): boolean =>
  path.length >= end.length && end.every((name, index) => isSame(path[path.length - end.length + index] ?? '', name))

function isSame(one: string, other: string): boolean {
  const [a, b] = [headerKeys(one), headerKeys(other)]
  return a.full === b.full || (a.bare !== '' && a.bare === b.bare)
}

async function listAt(
  workbook: Workbook,
  sheet: WorkbookSheet,
  rules: readonly ListRule[],
  row: number,
  column: number,
): Promise<ReadonlySet<string> | undefined> {
  const rule = rules.find(({ areas }) => areas.some((area) => isInside(area, row, column)))
  const source = rule && listSource(rule.formula, sheet, workbook.map)
  if (!source) return undefined
  if ('values' in source) return new Set(source.values)
  const values = new Set<string>()
  for await (const { number, cells } of workbook.rows(source.sheet)) {
    if (number > source.area.bottom) break
    if (number < source.area.top) continue
    for (const cell of cells.slice(source.area.left, source.area.right + 1))
      if (cell && cell.kind !== 'fault' && cell.text !== '') values.add(cell.text)
  }
  return values
}

const isInside = ({ top, left, bottom, right }: Area, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right
