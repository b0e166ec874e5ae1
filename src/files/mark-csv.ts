/** A marked csv: the clerk's rows as they stand in the file, our three cells behind them. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvRecords, type Delimiter, delimiterOf } from './csv.ts'
import { guarded, quoted } from './csv-cells.ts'
import { encodeGb18030 } from './gb18030.ts'
import { type MarkCursor, type MarkLayout, markTexts, placeColumns } from './mark-cursor.ts'
import { decodedChunks, encodingOf, type TextEncoding } from './text-encoding.ts'

interface Column {
  readonly index: number
  readonly text: string
}

export async function markCsv(
  source: string,
  target: string,
  file: string,
  layout: MarkLayout | undefined,
  cursor: MarkCursor,
): Promise<void> {
  const encoding = await encodingOf(source, file)
  const delimiter = await delimiterOf(source, encoding)
  const lineEnd = await lineEndOf(source, encoding)
  const shape = { encoding, delimiter }
  let width = 0
  for await (const { fields } of csvRecords(source, file, shape)) width = Math.max(width, fields.length)
  const columns = layout ? placeColumns(layout, width) : []

  async function* lines(): AsyncGenerator<string> {
    for await (const { number, fields, raw } of csvRecords(source, file, shape)) {
      const line = raw.replace(/[\r\n]+$/, '')
      const end = line.length < raw.length ? lineEnd : ''
      if (number === layout?.headerRow) {
        const titles = columns.map(({ index, title }) => ({ index, text: title ?? fields[index] ?? '' }))
        yield withCells(line, fields, titles, delimiter) + end
        continue
      }
      const mark = await cursor.take(layout?.sheet, number)
      const texts = mark && markTexts(mark)
      const cells = texts ? columns.map(({ role, index }) => ({ index, text: texts[role] })) : []
      yield withCells(line, fields, cells, delimiter) + end
    }
  }

  await pipeline(Readable.from(encoded(lines(), encoding)), createWriteStream(target, { mode: 0o600 }))
}

function withCells(line: string, fields: readonly string[], cells: readonly Column[], delimiter: Delimiter): string {
  if (cells.length === 0) return line
  const written = cells.map(({ index, text }) => ({ index, text: quoted(guarded(text), delimiter) }))
  // Cells behind the row: what the clerk typed keeps its bytes. Cells within it: the row is written anew.
  const behind = written.every(({ index }) => index >= fields.length)
  const all = behind ? [] : fields.map((field) => quoted(field, delimiter))
  for (const { index, text } of written) all[behind ? index - fields.length : index] = text
  // A shorter row is filled up: holes in the array are empty cells.
  const tail = Array.from(all, (text) => text ?? '').join(delimiter)
  return behind ? line + delimiter + tail : tail
}

async function lineEndOf(source: string, encoding: TextEncoding): Promise<string> {
  for await (const text of decodedChunks(source, encoding)) {
    const found = /\r\n|\n|\r/.exec(text)
    if (found) return found[0]
  }
  return '\n'
}

async function* encoded(lines: AsyncIterable<string>, encoding: TextEncoding): AsyncGenerator<Buffer> {
  if (encoding.markBytes > 0) yield encode('\ufeff', encoding)
  for await (const line of lines) yield encode(line, encoding)
}

function encode(text: string, { name }: TextEncoding): Buffer {
  if (name === 'gb18030') return encodeGb18030(text)
  if (name === 'utf-8') return Buffer.from(text, 'utf8')
  const bytes = Buffer.from(text, 'utf16le')
  return name === 'utf-16be' ? bytes.swap16() : bytes
}
