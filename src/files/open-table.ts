/**
 * Any file that rows come in, opened by what it holds.
 *
 * Hidden sheets are not read unless asked for by name: official templates keep their drop-down lists there.
 */
import { csvRows, delimiterOf } from './csv.ts'
import { refusal } from './errors.ts'
import { isJsonDocument, jsonLines } from './jsonl.ts'
import { withLimits } from './limits.ts'
import { formatOf } from './sniff.ts'
import { openSource, type Source, type StreamSource } from './source.ts'
import { encodingOf, type TextEncoding } from './text-encoding.ts'
import type { Format, GridTable, Limits, LinesTable, Table } from './types.ts'
import { openWorkbook } from './workbook.ts'

export interface OpenOptions {
  /** What the content is; without it the content and the name tell. */
  readonly format?: Format
  /** Only this sheet, hidden or not. */
  readonly sheet?: string
  readonly limits?: Partial<Limits>
}

/**
 * Opens a file, or a stream such as standard input, for reading row by row. Close it afterwards.
 *
 * @throws {FileError} when it can't be used: missing, empty, encrypted, an old .xls, not what its name says, damaged,
 * beyond the limits, in an unknown encoding, or without the sheet that was asked for
 */
export async function openTable(from: string | StreamSource, options: OpenOptions = {}): Promise<Table> {
  const limits = withLimits(options.limits)
  const source = await openSource(from, limits)
  try {
    const format = await formatOf(source.path, source.name, options.format)
    if (format === 'xlsx') return await openXlsx(source, options.sheet, limits)
    return format === 'csv' ? await openCsv(source) : await openJsonl(source)
  } catch (cause) {
    await source.close()
    throw cause
  }
}

async function openXlsx(source: Source, wanted: string | undefined, limits: Limits): Promise<GridTable> {
  const { name: file, path } = source
  const workbook = await openWorkbook(path, file, limits)
  const { sheets } = workbook.map
  const read = sheets.filter((sheet) => (wanted === undefined ? !sheet.hidden : sheet.name === wanted))
  if (read.length === 0) {
    await workbook.close()
    if (wanted === undefined) throw refusal('workbook_damaged', { file, detail: 'no visible sheet' })
    throw refusal('sheet_missing', { file, sheet: wanted, sheets: sheets.map(({ name }) => name).join('、') })
  }
  const sheetOf = (name: string) => {
    const found = read.find((sheet) => sheet.name === name)
    if (!found)
      throw refusal('sheet_missing', { file, sheet: name, sheets: read.map((sheet) => sheet.name).join('、') })
    return found
  }
  return {
    format: 'xlsx',
    name: file,
    path,
    sheets: read.map(({ name }) => name),
    rows: (sheet) => workbook.rows(sheetOf(sheet)),
    merges: (sheet) => workbook.merges(sheetOf(sheet)),
    async close() {
      await workbook.close()
      await source.close()
    },
  }
}

async function openCsv(source: Source): Promise<GridTable> {
  const { name, path } = source
  const encoding = await lineEncodingOf(source)
  const delimiter = await delimiterOf(path, encoding)
  return {
    format: 'csv',
    name,
    path,
    sheets: [name],
    rows: () => csvRows(path, name, { encoding, delimiter }),
    merges: async () => [],
    close: source.close,
  }
}

async function openJsonl(source: Source): Promise<LinesTable> {
  const { name, path } = source
  const encoding = await lineEncodingOf(source)
  return { format: 'jsonl', name, path, lines: () => jsonLines(path, name, encoding), close: source.close }
}

/** @throws {FileError} in an unknown encoding, or one JSON document, whose lines are no records */
async function lineEncodingOf({ name: file, path }: Source): Promise<TextEncoding> {
  const encoding = await encodingOf(path, file)
  if (await isJsonDocument(path, encoding)) throw refusal('json_document', { file })
  return encoding
}
