/**
 * A table's rows as entries for a form, one at a time.
 *
 * Headers come first: what is wrong with them is known before any row is taken.
 */
import type { Problem } from '../base/problem.ts'
import type { GridTable, LinesTable, Merge, Row, Table } from '../files/index.ts'
import type { Form } from '../form/index.ts'
import { createDuplicateGuard } from './duplicates.ts'
import { createFieldNames, type FieldNames } from './field-names.ts'
import { findHeader, HEADER_WITHIN_ROWS, type HeaderMatch, headerProblems } from './header.ts'
import { createMergeFiller } from './merged-cells.ts'
import { createRowReader, type EntryOptions, type RowEntry } from './row-entry.ts'

export interface ReadEntry extends RowEntry {
  /** As the person sees it: row of the sheet, or line of the file. */
  readonly row: number
  /** Absent for .jsonl. */
  readonly sheet?: string
}

export interface Reading {
  /** One per sheet that is read; none for .jsonl. */
  readonly header: readonly HeaderMatch[]
  /** While there is one, the rows have no safe meaning and `entries` is empty. */
  readonly problems: readonly Problem[]
  /** Columns and sheets that were not read, required columns that stored records must already have. */
  readonly warnings: readonly Problem[]
  /** Entries in order, those with problems included. Rows in which nothing was typed are left out. */
  readonly entries: AsyncIterable<ReadEntry>
}

/** Member of a .jsonl line that a marked copy adds; read for its receipt number and taken out of the entry. */
const RESULT_MEMBER = '$result'

interface SheetPlan {
  readonly header: HeaderMatch
  readonly merges: readonly Merge[]
}

/** Matches the table's headers against the form and reads its rows. The table stays open; the caller closes it. */
export async function readEntries(table: Table, form: Form, options: EntryOptions = {}): Promise<Reading> {
  if (table.format === 'jsonl') return { header: [], problems: [], warnings: [], entries: lineEntries(table, form) }
  const names = createFieldNames(form)
  const plans: SheetPlan[] = []
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const withoutHeader: { sheet: string; empty: boolean }[] = []
  for (const sheet of table.sheets) {
    const rows = await firstRows(table, sheet)
    const merges = await table.merges(sheet)
    const header = findHeader(sheet, rows, merges, names)
    if (!header) {
      withoutHeader.push({ sheet, empty: rows.length === 0 })
      continue
    }
    plans.push({ header, merges })
    const found = headerProblems(header, form, names)
    problems.push(...found.problems)
    warnings.push(...found.warnings)
  }
  if (plans.length === 0) problems.push(...withoutHeader.slice(0, 1).map((each) => noHeader(table, each, names)))
  else warnings.push(...withoutHeader.flatMap(({ sheet, empty }) => (empty ? [] : [skipped(sheet)])))
  const header = plans.map((plan) => plan.header)
  const entries = problems.length > 0 ? nothing() : rowEntries(table, form, plans, options)
  return { header, problems, warnings, entries }
}

/** The first rows that hold anything. */
async function firstRows(table: GridTable, sheet: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of table.rows(sheet)) {
    if (rows.length === 0 && !row.cells.some((cell) => cell !== undefined)) continue
    rows.push(row)
    if (rows.length === HEADER_WITHIN_ROWS) break
  }
  return rows
}

async function* nothing(): AsyncGenerator<ReadEntry> {}

async function* rowEntries(
  table: GridTable,
  form: Form,
  plans: readonly SheetPlan[],
  options: EntryOptions,
): AsyncGenerator<ReadEntry> {
  const duplicate = createDuplicateGuard(form)
  for (const { header, merges } of plans) {
    const { sheet } = header
    const read = createRowReader(form, header, options)
    const fill = createMergeFiller(merges, header.lastRow)
    for await (const row of table.rows(sheet)) {
      if (row.number <= header.lastRow) continue
      const entry = read(row.cells, fill(row))
      if (!entry) continue
      const place = { row: row.number, sheet }
      const again = duplicate(entry.values, place)
      if (again) entry.problems.push(again)
      yield { ...entry, ...place }
    }
  }
}

async function* lineEntries(table: LinesTable, form: Form): AsyncGenerator<ReadEntry> {
  const duplicate = createDuplicateGuard(form)
  const columnOf = () => undefined
  for await (const { number: row, value, problem } of table.lines()) {
    if (!value) {
      yield { row, values: {}, problems: problem ? [problem] : [], columnOf }
      continue
    }
    const { [RESULT_MEMBER]: result, ...values } = value
    const again = duplicate(values, { row })
    const receiptNumber = receiptNumberOf(result)
    const entry: ReadEntry = { row, values, problems: again ? [again] : [], unread: {}, columnOf }
    yield receiptNumber === undefined ? entry : { ...entry, receiptNumber }
  }
}

function receiptNumberOf(result: unknown): string | undefined {
  if (result === null || typeof result !== 'object' || !Object.hasOwn(result, 'receiptNumber')) return undefined
  const { receiptNumber } = result as { receiptNumber: unknown }
  return typeof receiptNumber === 'string' && receiptNumber !== '' ? receiptNumber : undefined
}

function noHeader(table: GridTable, { sheet, empty }: { sheet: string; empty: boolean }, names: FieldNames): Problem {
  if (empty) return { code: 'sheet_empty', who: 'reporter', params: { file: table.name, sheet } }
  const expected = names.titles.slice(0, 3).join('、')
  const params = { file: table.name, sheet, rows: HEADER_WITHIN_ROWS, expected }
  return { code: 'header_not_found', who: 'reporter', params }
}

const skipped = (sheet: string): Problem => ({ code: 'sheet_skipped', who: 'reporter', params: { sheet } })
