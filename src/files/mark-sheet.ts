/** One sheet's XML with its marks: red cells, our three columns, the header's new titles. Nothing else changes. */
import { columnLetters, columnOf } from './cell-reference.ts'
import { textCellXml } from './cell-xml.ts'
import { type MarkCursor, type MarkLayout, markTexts, placeColumns } from './mark-cursor.ts'
import type { MarkStyles } from './mark-styles.ts'
import { parseRow, type SheetCell, type SheetPiece, type SheetRow, withAttribute } from './sheet-text.ts'

/** Columns that the sheet's rows use: new columns go behind them. */
export async function sheetWidth(pieces: AsyncIterable<SheetPiece>): Promise<number> {
  let width = 0
  for await (const { isRow, text } of pieces) {
    if (!isRow) continue
    const last = /r="([A-Z]{1,3})\d+"/.exec(text.slice(text.lastIndexOf('<c ')))
    // Only files without cell numbers need the whole row.
    const column = last ? columnOf(last[1] ?? '') : (parseRow(text, 0, columnOf).cells.at(-1)?.column ?? -1)
    width = Math.max(width, column + 1)
  }
  return width
}

export async function* markedSheet(
  pieces: AsyncIterable<SheetPiece>,
  layout: MarkLayout,
  width: number,
  cursor: MarkCursor,
  styles: MarkStyles,
): AsyncGenerator<string> {
  const columns = placeColumns(layout, width)
  const newWidth = Math.max(width, ...columns.map(({ index }) => index + 1))
  let number = 0
  for await (const { isRow, text } of pieces) {
    if (!isRow) {
      yield number === 0 ? widerDimension(text, newWidth) : text
      continue
    }
    const row = parseRow(text, number, columnOf)
    number = row.number
    const cells = new Map(row.cells.map((cell) => [cell.column, cell]))
    if (number === layout.headerRow) {
      const style = row.cells.at(-1)?.style
      for (const { index, title } of columns) {
        if (title !== undefined) cells.set(index, textCell(row, index, title, style))
      }
      yield rowText(row, cells)
      continue
    }
    const mark = await cursor.take(layout.sheet, number)
    if (!mark) {
      yield text
      continue
    }
    const ours = new Set(columns.map(({ index }) => index))
    const refused = new Set(mark.cells)
    for (const cell of row.cells) {
      if (ours.has(cell.column) || refused.has(cell.column) || cell.style === undefined) continue
      const style = styles.plain(cell.style)
      if (style !== cell.style) cells.set(cell.column, restyled(cell, style))
    }
    for (const column of refused) {
      const cell = cells.get(column) ?? emptyCell(row, column)
      cells.set(column, restyled(cell, styles.red(cell.style ?? 0)))
    }
    const texts = markTexts(mark)
    for (const { role, index } of columns) cells.set(index, textCell(row, index, texts[role], cells.get(index)?.style))
    yield rowText(row, cells)
  }
}

function rowText(row: SheetRow, cells: ReadonlyMap<number, SheetCell>): string {
  const inOrder = [...cells.values()].sort((one, other) => one.column - other.column)
  // `spans` only helps a reader to plan, and is wrong now.
  const open = row.open.replace(/\sspans="[^"]*"/, '')
  return open + inOrder.map(({ text }) => text).join('') + row.close
}

const emptyCell = ({ prefix, number }: SheetRow, column: number): SheetCell => ({
  column,
  style: undefined,
  text: `<${prefix}c r="${columnLetters(column)}${number}"/>`,
})

const restyled = (cell: SheetCell, style: number): SheetCell => {
  const start = cell.text.indexOf('<')
  const text = cell.text.slice(0, start) + withAttribute(cell.text.slice(start), 's', String(style))
  return { ...cell, style, text }
}

const textCell = (
  { prefix, number }: SheetRow,
  column: number,
  value: string,
  style: number | undefined,
): SheetCell => ({
  column,
  style,
  text: textCellXml(`${columnLetters(column)}${number}`, value, style, prefix),
})

const widerDimension = (text: string, width: number): string =>
  text.replace(/(<(?:\w+:)?dimension ref="[A-Z]+\d+:)([A-Z]+)(\d+")/, (whole, start, letters, end) =>
    columnOf(letters) + 1 < width ? `${start}${columnLetters(width - 1)}${end}` : whole,
  )
