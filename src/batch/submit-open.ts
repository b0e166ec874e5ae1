/**
 * Files handed in together: opened, their headers read, and their form found, before a single row is taken. What is
 * wrong with one of them stops all, since half a hand-in is harder to explain than none.
 */
import type { Problem } from '../base/problem.ts'
import { FileError, openTable, type StreamSource, type Table } from '../files/index.ts'
import type { Form } from '../form/index.ts'
import { type Reading, readEntries } from './read-entries.ts'

export interface OpenFile {
  readonly table: Table
  readonly reading: Reading
  /** Absent for a stream. */
  readonly path?: string
}

export interface OpenFiles {
  readonly form: Form
  /** The form was not asked for: its columns are the only ones that fit. */
  readonly guessed: boolean
  readonly files: readonly OpenFile[]
  close(): Promise<void>
}

export interface OpenFilesOptions {
  /** Absent: found by the columns among `forms`. */
  readonly form?: Form
  readonly forms: readonly Form[]
  /** Only this sheet of each workbook. */
  readonly sheet?: string
}

/** @throws {FileError} a file can't be read, its header lacks what is needed, or its form can't be told */
export async function openFiles(
  from: readonly (string | StreamSource)[],
  { form, forms, sheet }: OpenFilesOptions,
): Promise<OpenFiles> {
  const tables: Table[] = []
  const close = async () => {
    await Promise.all(tables.map((table) => table.close()))
  }
  try {
    for (const each of from) tables.push(await openTable(each, sheet === undefined ? {} : { sheet }))
    const only = forms.length === 1 ? forms[0] : undefined
    const known = form ?? only
    const used = known ?? (await formOf(tables, forms))
    const files: OpenFile[] = []
    for (const [index, table] of tables.entries()) {
      const reading = await readEntries(table, used)
      const source = from[index]
      files.push({ table, reading, ...(typeof source === 'string' ? { path: source } : {}) })
    }
    const problems = files.flatMap(({ table, reading }) => reading.problems.map((problem) => inFile(problem, table)))
    if (problems.length > 0) throw new FileError(problems)
    return { form: used, guessed: known === undefined, files, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A problem with the name of its file among the params. */
export const inFile = (problem: Problem, { name }: Table): Problem => ({
  ...problem,
  params: { file: name, ...problem.params },
})

async function formOf(tables: readonly Table[], forms: readonly Form[]): Promise<Form> {
  let found: Form | undefined
  for (const table of tables) {
    const form = await formByColumns(table, forms)
    if (!form || (found && found !== form)) {
      const known = forms.map(({ name }) => name).join('、')
      throw new FileError([{ code: 'form_unclear', who: 'operator', params: { file: table.name, known } }])
    }
    found = form
  }
  return found as Form
}

/** The one form whose required columns are all there; of several, the one that knows more of the columns than any other. */
async function formByColumns(table: Table, forms: readonly Form[]): Promise<Form | undefined> {
  if (table.format === 'jsonl') return undefined
  const fitting: { form: Form; known: number }[] = []
  for (const form of forms) {
    const { header, problems, warnings } = await readEntries(table, form)
    if (problems.length > 0 || warnings.some(({ code }) => code === 'column_missing')) continue
    const known = header.flatMap(({ columns }) => columns).filter(({ role }) => role === 'field').length
    fitting.push({ form, known })
  }
  const [best, next] = fitting.sort((one, other) => other.known - one.known)
  return best && (!next || best.known > next.known) ? best.form : undefined
}
