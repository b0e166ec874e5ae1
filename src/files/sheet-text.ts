/**
 * Sheet XML as text, row by row, so that a row can be edited without touching a byte of the others.
 *
 * `<` stands for nothing but markup in XML, so a search for tags is sound. CDATA, which no spreadsheet program writes
 * into a sheet, is the exception: such a sheet is refused.
 */
import { refusal } from './errors.ts'

export interface SheetPiece {
  readonly isRow: boolean
  readonly text: string
}

// 16,384 columns of the longest texts that real rows have; a row without an end must not fill the memory.
const MAX_ROW_CHARACTERS = 67_108_864
const ROW_START = /<(?:\w+:)?row(?=[\s/>])/g
const ROW_END = /<\/(?:\w+:)?row\s*>/g

/** The pieces of a sheet in order; joined they are the sheet. */
export async function* sheetPieces(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  part: string,
): AsyncGenerator<SheetPiece> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let held = ''
  for await (const chunk of chunks) {
    held += decoder.decode(chunk, { stream: true })
    if (held.includes('<![CDATA[')) throw refusal('workbook_damaged', { file, detail: part })
    if (held.length > MAX_ROW_CHARACTERS) throw refusal('workbook_too_large', { file, detail: part })
    let position = 0
    for (;;) {
      ROW_START.lastIndex = position
      const start = ROW_START.exec(held)
      if (!start) break
      const end = rowEnd(held, start.index)
      if (end < 0) break
      if (start.index > position) yield { isRow: false, text: held.slice(position, start.index) }
      yield { isRow: true, text: held.slice(start.index, end) }
      position = end
    }
    held = held.slice(position)
  }
  held += decoder.decode()
  if (held !== '') yield { isRow: false, text: held }
}

/** Where the row that starts at `start` ends, or -1 while it isn't all there. */
function rowEnd(text: string, start: number): number {
  const tagEnd = text.indexOf('>', start)
  if (tagEnd < 0) return -1
  if (text[tagEnd - 1] === '/') return tagEnd + 1
  ROW_END.lastIndex = tagEnd
  const end = ROW_END.exec(text)
  return end ? ROW_END.lastIndex : -1
}

export interface SheetCell {
  readonly column: number
  /** Index of its format. */
  readonly style: number | undefined
  readonly text: string
}

/** A row taken apart: `open` + cells + `close` is its text again. */
export interface SheetRow {
  readonly number: number
  readonly prefix: string
  readonly open: string
  readonly cells: SheetCell[]
  readonly close: string
}

const CELL = /<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:\/>|>[\s\S]*?<\/(?:\w+:)?c\s*>)/g

/** @param previous - number of the row before: a row without a number follows it */
export function parseRow(text: string, previous: number, columnOf: (reference: string) => number): SheetRow {
  const tagEnd = text.indexOf('>') + 1
  const tag = text.slice(0, tagEnd)
  const prefix = /^<(\w+:)?/.exec(tag)?.[1] ?? ''
  const given = attribute(tag, 'r')
  const number = given === undefined ? previous + 1 : Number(given)
  if (tag.endsWith('/>')) return { number, prefix, open: `${tag.slice(0, -2)}>`, cells: [], close: `</${prefix}row>` }
  const cells: SheetCell[] = []
  let last = tagEnd
  let column = -1
  for (const match of text.matchAll(CELL)) {
    const reference = attribute(match[1] ?? '', 'r')
    column = reference === undefined ? column + 1 : columnOf(reference)
    const style = attribute(match[1] ?? '', 's')
    // White space before a cell goes with it.
    const end = match.index + match[0].length
    cells.push({ column, style: style === undefined ? undefined : Number(style), text: text.slice(last, end) })
    last = end
  }
  return { number, prefix, open: tag, cells, close: text.slice(last) }
}

export const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined)

/** A start tag (or the start of an element) with one attribute set. */
export function withAttribute(element: string, name: string, value: string): string {
  const end = element.search(/\/?>/)
  const tag = element.slice(0, end)
  const bare = tag.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '')
  return `${bare} ${name}="${value}"${element.slice(end)}`
}
