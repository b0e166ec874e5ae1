/**
 * The rows of a csv as a spreadsheet program shows them: a blank line is a row, a quoted line break is not.
 *
 * Every cell is text. The one thing looked at is what a spreadsheet program made of a long number when it saved the
 * file (`1.10105E+17`): that is a fault, as it is in a workbook.
 */
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { refusal } from './errors.ts'
import { textCell } from './number-cell.ts'
import { decodedChunks, type TextEncoding } from './text-encoding.ts'
import type { Row } from './types.ts'

export type Delimiter = ',' | '\t' | ';'

export interface CsvShape {
  readonly encoding: TextEncoding
  readonly delimiter: Delimiter
}

export interface CsvRecord {
  /** From 1; a quoted line break doesn't count. */
  readonly number: number
  readonly fields: readonly string[]
  /** The record as it stands in the file, line break included. */
  readonly raw: string
}

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';']
const SAMPLE_CHARACTERS = 65_536
// A row of a table; without a bound, one quote that is never closed holds the rest of the file in memory.
const MAX_RECORD_CHARACTERS = 1_048_576

/** The delimiter that most lines agree on: the one with the most lines that have as many of it as the first that has any. */
export async function delimiterOf(path: string, encoding: TextEncoding): Promise<Delimiter> {
  let sample = ''
  for await (const text of decodedChunks(path, encoding)) {
    sample += text
    if (sample.length >= SAMPLE_CHARACTERS) break
  }
  const lines = unquotedLines(sample)
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const first = counts.find((count) => count > 0) ?? 0
    return { delimiter, agreeing: counts.filter((count) => first > 0 && count === first).length, first }
  })
  const [best] = scores.sort((one, other) => other.agreeing - one.agreeing || other.first - one.first)
  return best && best.first > 0 ? best.delimiter : ','
}

// What stands in quotes may hold any delimiter and line break.
const unquotedLines = (sample: string): string[] =>
  sample
    .replace(/"(?:[^"]|"")*("|$)/g, '""')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50)

/** @throws {FileError} at a quote that is never closed, naming its line */
export async function* csvRecords(path: string, file: string, shape: CsvShape): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter: shape.delimiter,
    relax_column_count: true,
    // 5" pipe: a quote inside an unquoted cell is a character, as in every spreadsheet program.
    relax_quotes: true,
    raw: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  })
  // What goes wrong in the source destroys the parser, and arrives in the loop below.
  pipeline(decodedChunks(path, shape.encoding), parser, () => undefined)
  let number = 0
  try {
    for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
      number += 1
      yield { number, fields: record, raw }
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    // Where the row starts: the quote that is never closed is there.
    throw refusal('csv_broken', { file, line: number + 1 }, cause)
  }
}

export async function* csvRows(path: string, file: string, shape: CsvShape): AsyncGenerator<Row> {
  for await (const { number, fields } of csvRecords(path, file, shape)) {
    yield { number, cells: fields.map(textCell), hidden: false }
  }
}
