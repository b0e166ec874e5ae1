/**
 * Rows of a file on their way in, and what became of each.
 *
 * A form without a natural key gets a client key made of the row's own content, so that the same file handed in twice
 * is taken once.
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../base/canonical-json.ts'
import type { Problem } from '../base/problem.ts'
import type { Origin } from '../delivery/index.ts'
import { FileError } from '../files/index.ts'
import { type Form, normaliseEntry } from '../form/index.ts'
import type { Gateway } from '../gateway/index.ts'
import { parseReceiptNumber } from '../ledger/index.ts'
import type { ReadEntry } from './read-entries.ts'
import type { OpenFile } from './submit-open.ts'

export interface RowOutcome {
  /** As the person sees it. */
  readonly row: number
  readonly sheet?: string
  /** unchanged: all of it was handed in before. */
  readonly state: 'accepted' | 'unchanged' | 'refused'
  /** 受理号 with revision, unless refused. */
  readonly number?: string
  readonly problems: readonly Problem[]
}

export interface FileOutcome {
  readonly file: OpenFile
  readonly rows: RowOutcome[]
  /** Reading stopped here; the rows before it stand. */
  broken?: FileError
}

/** One row as it is handed to the gateway. */
export interface RowEntry {
  readonly entry: Record<string, unknown>
  readonly clientKey?: string
  readonly record?: string
  readonly base?: number
}

export interface TakeRow {
  readonly read: ReadEntry
  readonly entry?: RowEntry
  /** With any, the row is refused as it is. */
  readonly problems: readonly Problem[]
}

/** Rows of a file with what identifies them, until `stopped`. A file that breaks off ends the rows and is noted. */
export async function* rowsOf(
  outcome: Pick<FileOutcome, 'file' | 'broken'>,
  form: Form,
  { allowRepeat, stopped }: { readonly allowRepeat: boolean; readonly stopped: () => boolean },
): AsyncGenerator<TakeRow> {
  const identify = createIdentity(form, allowRepeat)
  try {
    for await (const read of outcome.file.reading.entries) {
      if (stopped()) return
      yield { read, ...(read.problems.length > 0 ? { problems: read.problems } : identify(read)) }
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    outcome.broken = error
  }
}

/**
 * All that is wrong with a row that is refused as it is: beside its cells that can't be read, what its form says of the others.
 *
 * @param origin - who hands it in, for which place and time
 */
export async function allProblems(
  gateway: Pick<Gateway, 'preflight'>,
  form: Form,
  { read: { values, unread, receiptNumber }, problems }: TakeRow,
  origin: Partial<Origin>,
): Promise<readonly Problem[]> {
  if (unread === undefined) return problems
  const base = receiptNumber === undefined ? undefined : parseReceiptNumber(receiptNumber)?.revision
  const more = await gateway.preflight(form, values as never, {
    ...origin,
    unread,
    ...(receiptNumber === undefined ? {} : { record: receiptNumber }),
    ...(base === undefined ? {} : { base }),
  })
  return [...problems, ...more.problems]
}

function createIdentity(form: Form, allowRepeat: boolean) {
  const seen = new Map<string, { count: number; readonly row: number }>()
  const contentOf = (values: ReadEntry['values']) =>
    createHash('sha256')
      .update(canonicalJson(normaliseEntry(form, values)))
      .digest('base64url')
  return ({ values, row, receiptNumber }: ReadEntry): Pick<TakeRow, 'entry' | 'problems'> => {
    const content = form.key.length > 0 ? undefined : contentOf(values)
    const earlier = content === undefined ? undefined : seen.get(content)
    // A row that was accepted before counts too: its repeat is one in the marked copy as well.
    if (content !== undefined && !earlier) seen.set(content, { count: 1, row })
    if (receiptNumber !== undefined) {
      const base = parseReceiptNumber(receiptNumber)?.revision
      return { entry: { entry: values, record: receiptNumber, ...(base === undefined ? {} : { base }) }, problems: [] }
    }
    if (content === undefined) return { entry: { entry: values }, problems: [] }
    if (!earlier) return { entry: { entry: values, clientKey: `${content}#0` }, problems: [] }
    if (!allowRepeat) {
      return { problems: [{ code: 'row_repeated', who: 'reporter', params: { row, firstRow: earlier.row } }] }
    }
    const clientKey = `${content}#${earlier.count}`
    earlier.count += 1
    return { entry: { entry: values, clientKey }, problems: [] }
  }
}

/** The place of a row, for its outcome. */
export const placeOf = ({ row, sheet }: ReadEntry): Pick<RowOutcome, 'row' | 'sheet'> => ({
  row,
  ...(sheet === undefined ? {} : { sheet }),
})
