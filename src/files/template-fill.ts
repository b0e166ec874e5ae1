/**
 * A copy of a template with its rows filled in: the sheet's cells are patched as they stream by, and every other part
 * keeps its bytes. Two things outside the cells follow them: the print area reaches to the last row, and formulas are
 * computed anew when the file is opened.
 */
import { basename } from 'node:path'
import { columnLetters, columnOf, rowOf } from './cell-reference.ts'
import { cellXml } from './cell-xml.ts'
import { refusal } from './errors.ts'
import { withLimits } from './limits.ts'
import { attribute, parseRow, type SheetPiece, type SheetRow, sheetPieces, withAttribute } from './sheet-text.ts'
import type { Template } from './template.ts'
import { tailFor } from './template-tail.ts'
import { workbookPatch } from './template-workbook.ts'
import type { OutCell } from './types.ts'
import { readWorkbookMap } from './workbook.ts'
import { openZip } from './zip.ts'
import { createZipWriter } from './zip-writer.ts'

export interface TemplateContent {
  /** Cells in the order of the template's columns; null leaves the cell empty. */
  readonly rows: readonly (readonly OutCell[])[]
  /** Single cells by reference. */
  readonly cells?: Readonly<Record<string, OutCell>>
}

/**
 * @throws {FileError} when the template is no longer what it was, or has not enough free rows
 * @throws {NodeJS.ErrnoException} when `target` exists already or can't be written
 */
export async function fillTemplate(template: Template, target: string, content: TemplateContent): Promise<void> {
  const file = basename(template.path)
  if (content.rows.length > template.freeRows)
    throw refusal('template_full', { file, sheet: template.sheet, limit: template.freeRows })
  const zip = await openZip(template.path, file, withLimits(undefined))
  try {
    const map = await readWorkbookMap(zip, file)
    const sheet = map.sheets.find(({ name }) => name === template.sheet)
    if (!sheet) throw refusal('sheet_missing', { file, sheet: template.sheet, sheets: '' })
    const lastRow = template.firstRow + content.rows.length - 1
    const workbook = await workbookPatch(zip, map, sheet.name, template.firstRow, lastRow)
    const writer = await createZipWriter(target)
    try {
      for (const entry of zip.entries) {
        if (entry.fileName === sheet.part)
          await writer.replace(
            entry,
            filledSheet(sheetPieces(zip.chunks(sheet.part), file, sheet.part), template, content),
          )
        else if (entry.fileName === map.workbookPart && workbook !== undefined) await writer.replace(entry, [workbook])
        else await writer.copy(entry, await zip.packed(entry))
      }
    } catch (cause) {
      await writer.abort()
      throw cause
    }
    await writer.finish()
  } finally {
    zip.close()
  }
}

/** Cells of one row by column. */
type RowCells = ReadonlyMap<number, OutCell>

async function* filledSheet(
  pieces: AsyncIterable<SheetPiece>,
  template: Template,
  content: TemplateContent,
): AsyncGenerator<string> {
  const { firstRow } = template
  const wanted = rowsToWrite(template, content)
  const last = firstRow + content.rows.length - 1
  let next = wanted.next()
  let number = 0

  function* newRowsBefore(limit: number): Generator<string> {
    while (!next.done && next.value.number < limit) {
      // Rows that are only cleared need not be made.
      if (next.value.isRecord || next.value.number < firstRow)
        yield newRow(template, next.value.number, next.value.cells)
      next = wanted.next()
    }
  }

  for await (const { isRow, text } of pieces) {
    if (!isRow) {
      const end = /<\/(?:\w+:)?sheetData\s*>/.exec(text)
      if (end) {
        yield* newRowsBefore(Number.POSITIVE_INFINITY)
        yield tailFor(text, template, last)
      } else yield number === 0 ? tallerDimension(text, last) : text
      continue
    }
    const row = parseRow(text, number, columnOf)
    number = row.number
    yield* newRowsBefore(number)
    if (!next.done && next.value.number === number) {
      yield patchedRow(template, row, next.value.cells, last)
      next = wanted.next()
    } else yield text
  }
}

interface RowToWrite {
  readonly number: number
  readonly cells: RowCells
  readonly isRecord: boolean
}

/** In the order of the sheet: rows with single cells, records, and example rows to be cleared. */
function* rowsToWrite(template: Template, { rows, cells = {} }: TemplateContent): Generator<RowToWrite, undefined> {
  const { firstRow, columns, clearTo } = template
  const single = new Map<number, Map<number, OutCell>>()
  for (const [reference, value] of Object.entries(cells)) {
    const row = single.get(rowOf(reference)) ?? new Map<number, OutCell>()
    single.set(rowOf(reference), row.set(columnOf(reference), value))
  }
  const isListed = columns.length > 0
  const lastListed = isListed ? Math.max(firstRow + rows.length - 1, clearTo) : 0
  const outside = [...single.keys()].filter((number) => !isListed || number < firstRow || number > lastListed)
  const listed = (number: number): RowToWrite => {
    const record = rows[number - firstRow]
    const all = new Map(columns.map(({ index }, at): [number, OutCell] => [index, record?.[at] ?? null]))
    for (const [column, value] of single.get(number) ?? []) all.set(column, value)
    return { number, cells: all, isRecord: record !== undefined }
  }
  const before = outside.filter((number) => !isListed || number < firstRow).sort((one, other) => one - other)
  for (const number of before) yield { number, cells: single.get(number) ?? new Map(), isRecord: true }
  if (isListed) for (let number = firstRow; number <= lastListed; number += 1) yield listed(number)
  const after = outside.filter((number) => isListed && number > lastListed).sort((one, other) => one - other)
  for (const number of after) yield { number, cells: single.get(number) ?? new Map(), isRecord: true }
  return undefined
}

function patchedRow(template: Template, row: SheetRow, cells: RowCells, last: number): string {
  const all = new Map(row.cells.map((cell) => [cell.column, withoutResult(cell.text)]))
  if (row.number === template.firstRow) {
    for (const [column, index] of template.formulas) {
      const letters = columnLetters(column)
      const shared = `t="shared" ref="${letters}${row.number}:${letters}${Math.max(last, row.number)}" si="${index}"`
      all.set(
        column,
        (all.get(column) ?? '').replace(/(<(?:\w+:)?f)(?=[\s>])/, (tag) => `${tag} ${shared}`),
      )
    }
  }
  const styles = new Map(row.cells.map((cell) => [cell.column, cell.style]))
  for (const [column, value] of cells) {
    const style = styles.get(column) ?? defaultStyle(template, column, row.number)
    all.set(column, cellXml(`${columnLetters(column)}${row.number}`, value, style, row.prefix))
  }
  return joined(row.open, all, row.close)
}

/** What a formula came to before the row was filled in is wrong now; without it every program computes it anew. */
const withoutResult = (cell: string): string =>
  /<(?:\w+:)?f[\s>/]/.test(cell) ? cell.replace(/<((?:\w+:)?v)>[^<]*<\/\1\s*>/, '') : cell

/** A row that the template has not: as its sample row, with the cells' formats and nothing in them. */
function newRow(template: Template, number: number, cells: RowCells): string {
  const { sample, firstRow } = template
  const like = number >= firstRow ? sample : undefined
  const prefix = sample?.prefix ?? ''
  const open = withAttribute(like?.open ?? `<${prefix}row>`, 'r', String(number))
  const all = new Map(
    (like?.cells ?? []).map(({ column, style }) => {
      const reference = `${columnLetters(column)}${number}`
      const formula = template.formulas.get(column)
      const empty = cellXml(reference, null, style, prefix)
      if (formula === undefined) return [column, empty]
      return [column, `${empty.slice(0, -2)}><${prefix}f t="shared" si="${formula}"/></${prefix}c>`]
    }),
  )
  for (const [column, value] of cells) {
    const style = defaultStyle(template, column, number)
    all.set(column, cellXml(`${columnLetters(column)}${number}`, value, style, prefix))
  }
  return joined(open, all, `</${prefix}row>`)
}

function defaultStyle({ sample, styleOf, firstRow }: Template, column: number, number: number): number | undefined {
  if (number < firstRow || !sample) return styleOf(column)
  const rowStyle = attribute(sample.open, 's')
  return (
    sample.cells.find((cell) => cell.column === column)?.style ??
    (rowStyle === undefined ? styleOf(column) : Number(rowStyle))
  )
}

function joined(open: string, cells: ReadonlyMap<number, string>, close: string): string {
  const inOrder = [...cells].sort(([one], [other]) => one - other)
  // `spans` only helps a reader to plan, and may be wrong now.
  return open.replace(/\sspans="[^"]*"/, '') + inOrder.map(([, text]) => text).join('') + close
}

const tallerDimension = (text: string, last: number): string =>
  text.replace(/(<(?:\w+:)?dimension ref="[A-Z]+\d+:[A-Z]+)(\d+)"/, (whole, start, bottom) =>
    Number(bottom) < last ? `${start}${last}"` : whole,
  )
