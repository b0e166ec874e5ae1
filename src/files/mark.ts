/**
 * The clerk's own file back, marked: refused cells red, and three columns behind her own with what became of each row,
 * its 受理号, and why. Handed in again, a marked copy is marked again in the same columns.
 */
import { randomBytes } from 'node:crypto'
import { realpath, rename, rm } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { refusal } from './errors.ts'
import { withLimits } from './limits.ts'
import { markCsv } from './mark-csv.ts'
import { createMarkCursor, type MarkLayout, type Marks } from './mark-cursor.ts'
import { markJsonl } from './mark-jsonl.ts'
import { markXlsx } from './mark-xlsx.ts'
import { formatOf } from './sniff.ts'
import type { Format, Limits } from './types.ts'

export interface MarkOptions {
  /** Where the header is and which of our columns exist, per sheet. Sheets without a layout stay as they are. */
  readonly layouts?: readonly MarkLayout[]
  readonly format?: Format
  /** What messages call the source; its own file name by default. */
  readonly name?: string
  readonly limits?: Partial<Limits>
}

/**
 * Writes a marked copy of `sourcePath` to `targetPath`, replacing an earlier copy there in one step.
 *
 * .xlsx: only the marked sheets and the styles part are written anew; every other part keeps its bytes. The sheet is
 * rewritten row by row, so memory doesn't grow with it. Values are written as text, never as formulas.
 * .csv: same encoding, byte order mark, delimiter and line ends. What we add and a spreadsheet program would run as
 * a formula (`=`, `+`, `-`, `@` in front) gets an apostrophe; what the clerk typed stays as it is.
 * .jsonl: each line gets a `$result` member; a line that is no object is kept as text in `$line`.
 *
 * @param marks - a map by `markKey`, or marks in the order of the file
 * @throws {FileError} when the source can't be read, or the target is the source
 * @throws {RangeError} when marks come out of order, or name a row that the file doesn't have
 */
export async function markWorkbook(
  sourcePath: string,
  targetPath: string,
  marks: Marks,
  options: MarkOptions = {},
): Promise<void> {
  const file = options.name ?? basename(sourcePath)
  const target = await realpath(targetPath).catch(() => resolve(targetPath))
  if (target === (await realpath(sourcePath).catch(() => resolve(sourcePath))))
    throw refusal('mark_over_source', { file })
  const format = await formatOf(sourcePath, file, options.format)
  const limits = withLimits(options.limits)
  const layouts = options.layouts ?? []
  const cursor = createMarkCursor(marks)
  const unfinished = `${target}.${randomBytes(6).toString('hex')}.part`
  try {
    if (format === 'xlsx') await markXlsx(sourcePath, unfinished, file, layouts, cursor, limits)
    else if (format === 'csv') await markCsv(sourcePath, unfinished, file, layouts[0], cursor)
    else await markJsonl(sourcePath, unfinished, file, cursor)
    await cursor.finish()
    await rename(unfinished, target)
  } finally {
    await rm(unfinished, { force: true })
  }
}
