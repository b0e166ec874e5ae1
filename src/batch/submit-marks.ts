/** The clerk's own file back: what became of each row, its 受理号, and why, with refused cells red. */
import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { Problem } from '../base/problem.ts'
import type { Lang } from '../base/text.ts'
import { type Mark, markWorkbook } from '../files/index.ts'
import type { Form } from '../form/index.ts'
import { markLayouts } from './mark-layouts.ts'
import { readEntries } from './read-entries.ts'
import type { OpenFile } from './submit-open.ts'
import type { ReportRow } from './submit-report.ts'

/** What stands in the result column, and how a problem reads. */
export interface MarkWords {
  /** Of the columns' titles. */
  readonly lang: Lang
  readonly result: Readonly<Record<'accepted' | 'unchanged' | 'moving' | 'refused' | 'needsPerson', string>>
  describe(problem: Problem): string
}

/**
 * Where the marked copy of `path` goes: `name.marked.xlsx`, then `name.marked-2.xlsx` … An existing one is never
 * replaced, since somebody may have begun to mend it.
 */
export function markedPath(path: string): string {
  const extension = extname(path)
  const stem = path.slice(0, path.length - extension.length).replace(/\.marked(-\d+)?$/, '')
  for (let count = 1; ; count += 1) {
    const candidate = `${stem}.marked${count === 1 ? '' : `-${count}`}${extension}`
    if (!existsSync(candidate)) return candidate
  }
}

/**
 * Writes the marked copy of an opened file. Reads the file once more instead of holding which cell was which.
 *
 * @throws {FileError} when `target` is the file itself
 */
export async function writeMarkedCopy(
  { table, reading }: OpenFile,
  rows: readonly ReportRow[],
  form: Form,
  target: string,
  words: MarkWords,
): Promise<void> {
  const layouts = markLayouts(reading.header, form, words.lang)
  await markWorkbook(table.path, target, marks(), { layouts, format: table.format })

  async function* marks(): AsyncGenerator<Mark> {
    if (rows.length === 0) return
    let index = 0
    for await (const entry of (await readEntries(table, form)).entries) {
      const row = rows[index++]
      if (row) yield markOf(row, entry.columnOf, words)
      if (index >= rows.length) return
    }
  }
}

function markOf(
  row: ReportRow,
  columnOf: (field: string) => number | undefined,
  { result, describe }: MarkWords,
): Mark {
  // What has to be mended in another record is marked where this one names it.
  const fields = row.problems.map(({ field, referent }) => referent?.key ?? field)
  const cells = fields.flatMap((field) => (field === undefined ? [] : [columnOf(field) ?? []].flat()))
  return {
    ...(row.sheet === undefined ? {} : { sheet: row.sheet }),
    row: row.row,
    ok: !row.needsPerson,
    result: result[resultOf(row)],
    reason: [...row.problems, ...row.waits].map(describe).join('\n'),
    ...(row.number === undefined ? {} : { receiptNumber: row.number }),
    cells: [...new Set(cells)],
  }
}

function resultOf({ state, needsPerson, moving }: ReportRow): keyof MarkWords['result'] {
  if (state === 'refused') return 'refused'
  if (needsPerson) return 'needsPerson'
  return moving ? 'moving' : state
}
