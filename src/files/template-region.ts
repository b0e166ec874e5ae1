/**
 * The rows of a template that are there to be filled in: from the sample row down to whatever has to stay (a line for
 * signatures, a total), and what a new row looks like.
 */
import { columnOf, MAX_COLUMN } from './cell-reference.ts'
import { attribute, parseRow, type SheetCell, type SheetRow, sheetPieces } from './sheet-text.ts'
import type { Merge } from './types.ts'
import type { Zip } from './zip.ts'

export interface RowRegion {
  readonly firstRow: number
  /** Rows that may be written from there on. */
  readonly freeRows: number
  /** The first row as the template has it; absent where the file ends above. */
  readonly sample?: SheetRow
  /** Format of a cell that neither the sample row nor the row itself has: its column's. */
  styleOf(column: number): number | undefined
  /** Formulas of the sample row that new rows share, by column: the number each is shared under. */
  readonly formulas: ReadonlyMap<number, number>
  /** Merges within the sample row, which every new row gets too. */
  readonly sampleMerges: readonly Merge[]
  /** Rows to be blanked where no record is left for them: examples that `lastRow` gave free. */
  readonly clearTo: number
}

export interface RegionOptions {
  readonly firstRow: number
  readonly lastRow?: number
  readonly merges: readonly Merge[]
  readonly columns: readonly number[]
}

const LAST_ROW = 1_048_576

export async function readRegion(
  zip: Zip,
  file: string,
  part: string,
  { firstRow, lastRow, merges, columns }: RegionOptions,
): Promise<RowRegion & { readonly computed: readonly number[] }> {
  const ours = new Set(columns)
  const sampleMerges = merges.filter(({ top, bottom }) => top === firstRow && bottom === firstRow)
  let styles: readonly ColumnStyle[] = []
  let sample: SheetRow | undefined
  let computed: readonly number[] = []
  let shared = -1
  let number = 0
  let keptRow = firstKeptMerge(merges, sampleMerges, firstRow)
  for await (const { isRow, text } of sheetPieces(zip.chunks(part), file, part)) {
    if (!isRow) {
      if (number === 0) styles = columnStyles(text)
      continue
    }
    const row = parseRow(text, number, columnOf)
    number = row.number
    for (const [, index] of text.matchAll(/\ssi="(\d+)"/g)) shared = Math.max(shared, Number(index))
    if (number < firstRow) continue
    if (number === firstRow) sample = row
    const formulas = row.cells.filter((cell) => ours.has(cell.column) && hasFormula(cell))
    if (number === firstRow) computed = formulas.map(({ column }) => column)
    else if (number < keptRow && row.cells.some((cell) => mustStay(cell, ours))) keptRow = number
  }
  return {
    firstRow,
    freeRows: Math.max(1, (lastRow === undefined ? keptRow : lastRow + 1) - firstRow),
    ...(sample ? { sample } : {}),
    styleOf: (column) => styles.find(({ first, last }) => column >= first && column <= last)?.style,
    formulas: new Map(
      (sample?.cells ?? [])
        .filter(({ column, text }) => !ours.has(column) && PLAIN_FORMULA.test(text))
        .map(({ column }, index) => [column, shared + 1 + index]),
    ),
    sampleMerges,
    clearTo: lastRow ?? firstRow,
    computed,
  }
}

/** The first row below the sample that a merge of another shape reaches into. */
function firstKeptMerge(merges: readonly Merge[], sampleMerges: readonly Merge[], firstRow: number): number {
  const below = merges.filter(
    ({ top, left, bottom, right }) =>
      bottom > firstRow &&
      !(top === bottom && sampleMerges.some((sample) => sample.left === left && sample.right === right)),
  )
  return Math.min(LAST_ROW + 1, ...below.map(({ top }) => Math.max(top, firstRow + 1)))
}

// Of one cell and no array: `<f>I5*12</f>`, with attributes that only tell how to compute it.
const PLAIN_FORMULA = /<(?:\w+:)?f(?:\s+(?:aca|ca)="[^"]*")*>[^<]/

const hasFormula = ({ text }: SheetCell): boolean => /<(?:\w+:)?f[\s/>]/.test(text)

/** A running number that the template has already is no reason to stop; a text is, and so is a formula of ours. */
function mustStay(cell: SheetCell, ours: ReadonlySet<number>): boolean {
  if (hasFormula(cell)) return ours.has(cell.column)
  const type = attribute(cell.text.slice(0, cell.text.indexOf('>')), 't') ?? 'n'
  return /<(?:\w+:)?(?:v|is)[\s>]/.test(cell.text) && type !== 'n' && type !== 'b'
}

interface ColumnStyle {
  readonly first: number
  readonly last: number
  readonly style: number
}

const COLUMN = /<(?:\w+:)?col(?=\s)[^>]*>/g

const columnStyles = (head: string): readonly ColumnStyle[] =>
  (head.match(COLUMN) ?? []).flatMap((tag) => {
    const style = attribute(tag, 'style')
    const [first, last] = [Number(attribute(tag, 'min') ?? 1) - 1, Number(attribute(tag, 'max') ?? MAX_COLUMN) - 1]
    return style === undefined ? [] : [{ first, last, style: Number(style) }]
  })
