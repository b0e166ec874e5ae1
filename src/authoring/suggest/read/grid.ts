/** A sheet as text: what a person reads in its cells, merged cells filled. */
import type { GridTable, Merge, Row } from '../../../files/index.ts'

/** Rows read of one sheet. A dictionary of occupations has some 1,700; rows of data below a template aren't needed. */
const MAX_ROWS = 3_000

export interface Grid {
  readonly name: string
  /** By row and column, both from 0; empty text where a cell is. Blank rows are left out. */
  readonly rows: readonly (readonly string[])[]
  /** The same with each merged cell's text over the whole of it. */
  readonly filled: readonly (readonly string[])[]
}

export async function gridsOf(table: GridTable): Promise<readonly Grid[]> {
  const grids: Grid[] = []
  for (const sheet of table.sheets) grids.push(await gridOf(table, sheet))
  return grids
}

async function gridOf(table: GridTable, sheet: string): Promise<Grid> {
  const merges = await table.merges(sheet)
  const read: Row[] = []
  for await (const row of table.rows(sheet)) {
    read.push(row)
    if (read.length >= MAX_ROWS) break
  }
  const texts = new Map(read.map((row) => [row.number, row.cells.map(textOf)]))
  const width = Math.max(0, ...[...texts.values()].map((cells) => cells.length))
  const rows: string[][] = []
  const filled: string[][] = []
  for (const [number, cells] of texts) {
    const own = Array.from({ length: width }, (_, column) => cells[column] ?? '')
    const over = own.map((text, column) => (text === '' ? mergedText(number, column, merges, texts) : text))
    if (over.every((text) => text === '')) continue
    rows.push(own)
    filled.push(over)
  }
  return { name: sheet, rows, filled }
}

const textOf = (cell: Row['cells'][number]): string =>
  cell === undefined || cell.kind === 'fault' ? '' : cell.text.trim()

function mergedText(
  row: number,
  column: number,
  merges: readonly Merge[],
  texts: ReadonlyMap<number, readonly string[]>,
): string {
  const merge = merges.find(
    ({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right,
  )
  return merge ? (texts.get(merge.top)?.[merge.left] ?? '') : ''
}
