/**
 * The rows of one sheet, as they come: sheet XML in, rows out, never more than a chunk of them held.
 *
 * A formula counts by the value that was saved with it. Row and cell numbers may be left out in the file; they then
 * follow the one before.
 */
import { columnOf, MAX_COLUMN } from './cell-reference.ts'
import { refusal } from './errors.ts'
import { numberCell, textCell } from './number-cell.ts'
import type { NumberStyle } from './number-style.ts'
import { type SharedStrings, unescapeText } from './shared-strings.ts'
import type { Cell, Row } from './types.ts'
import { createXmlReader, type XmlHandlers } from './xml.ts'

export interface SheetContext {
  readonly file: string
  readonly part: string
  readonly strings: SharedStrings
  readonly styles: readonly NumberStyle[]
  readonly date1904: boolean
}

export async function* readRows(chunks: AsyncIterable<Uint8Array>, context: SheetContext): AsyncGenerator<Row> {
  const ready: Row[] = []
  const reader = createXmlReader(context.file, context.part, createRowCollector(context, ready))
  for await (const chunk of chunks) {
    reader.write(chunk)
    yield* ready
    ready.length = 0
  }
  reader.end()
}

function createRowCollector(context: SheetContext, ready: Row[]): XmlHandlers {
  let rowNumber = 0
  let hidden = false
  let cells: (Cell | undefined)[] = []
  let column = -1
  let type = ''
  let style = ''
  let value = ''
  let hasValue = false
  let hasFormula = false
  let collecting = false
  let inPhonetic = false
  const damaged = () => refusal('workbook_damaged', { file: context.file, detail: context.part })

  return {
    open(name, attributes) {
      if (name === 'c') {
        const reference = attributes.r
        column = reference === undefined ? column + 1 : columnOf(reference)
        if (column < 0 || column > MAX_COLUMN) throw damaged()
        type = attributes.t ?? 'n'
        style = attributes.s ?? '0'
        value = ''
        hasValue = false
        hasFormula = false
      } else if (name === 'v' || name === 't') {
        collecting = !inPhonetic
        hasValue = true
      } else if (name === 'f') hasFormula = true
      else if (name === 'rPh') inPhonetic = true
      else if (name === 'row') {
        rowNumber = attributes.r === undefined ? rowNumber + 1 : Number(attributes.r)
        if (!Number.isSafeInteger(rowNumber) || rowNumber < 1) throw damaged()
        hidden = attributes.hidden === '1' || attributes.hidden === 'true'
        cells = []
        column = -1
      }
    },
    text(part) {
      if (collecting) value += part
    },
    close(name) {
      if (name === 'v' || name === 't') collecting = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'c') {
        const cell = hasValue ? toCell(type, value, style, context) : undefined
        if (cell) cells[column] = cell
        else if (hasFormula && !hasValue) cells[column] = { kind: 'fault', fault: 'formula_without_value' }
      } else if (name === 'row') ready.push({ number: rowNumber, cells, hidden })
    },
  }
}

function toCell(type: string, value: string, style: string, context: SheetContext): Cell | undefined {
  switch (type) {
    case 's': {
      const text = context.strings.at(Number(value))
      if (text === undefined) throw refusal('workbook_damaged', { file: context.file, detail: 'shared strings' })
      return textCell(text)
    }
    case 'inlineStr':
    case 'str':
      return textCell(unescapeText(value))
    case 'b':
      return { kind: 'boolean', text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' }
    case 'e':
      return { kind: 'fault', fault: 'cell_error', error: value }
    case 'd':
      return { kind: 'date', text: value.replace(/Z$/, '') }
    default:
      return value === '' ? undefined : numberCell(value, context.styles[Number(style)], context.date1904)
  }
}
