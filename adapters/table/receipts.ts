/**
 * Receipts that an importer puts beside the files it took: a file of one name says taken, of another refused, and why.
 */
import { parse } from 'csv-parse/sync'
import type { Outcome, SendContext } from 'yibiao/adapter'
import { z } from 'zod'
import type { Destination } from './place.ts'

const Name = z
  .string()
  .refine((name) => /\{name\}|\{stem\}/.test(name) && !name.includes('..'), 'a path with {name} or {stem} in it')

const Rows = z.strictObject({
  /** Column with the record's number in our file, from 1. */
  number: z.string().min(1),
  /** Column that says what became of it … */
  state: z.string().min(1),
  /** … and what it says of those that were taken; anything else is a refusal. */
  taken: z.array(z.string()).min(1),
  /** Columns with the importer's words, and with the title of the column that is at fault. */
  text: z.string().min(1).exactOptional(),
  field: z.string().min(1).exactOptional(),
  /** What it means that a record isn't named: importers often name the refused ones alone. */
  others: z.enum(['taken', 'unknown']).default('unknown'),
})
export type ReceiptRows = z.output<typeof Rows>

export const Receipts = z.strictObject({
  /** Path of the file that says taken, from the destination's folder on: `ack/{name}.ok`; `{stem}` is the name without extension. */
  taken: Name,
  /** Of the one that says refused; its text is kept as the upstream's words. */
  refused: Name.exactOptional(),
  /** The file that says taken is a csv with a row for each record: its columns by title. */
  rows: Rows.exactOptional(),
  /** How often it is looked for, in ms. */
  pollAfterMs: z.int().min(1_000).default(60_000),
})
type Receipts = z.output<typeof Receipts>

/** A longer one counts as there, without its words. */
const MAX_RECEIPT_BYTES = 65_536
/** With a row for each record. */
const MAX_ROWS_BYTES = 16_777_216

/** `members` in front of the file's name: a poll is told nothing but the ticket. */
const ticketOf = (members: number, file: string): string => `${members}:${file}`

/** Placed, and now it is the importer's turn. */
export const awaiting = (receipts: Receipts, members: number, file: string): Outcome => ({
  state: 'processing',
  ticket: ticketOf(members, file),
  pollAfterMs: receipts.pollAfterMs,
})

/** @param pointerOf - of the column with that title, into the payload */
export async function pollReceipt(
  receipts: Receipts,
  destination: Destination,
  ticket: string,
  context: SendContext,
  pointerOf: (title: string) => string,
): Promise<readonly Outcome[]> {
  const [, members = '1', file = ''] = /^(\d+):(.*)$/s.exec(ticket) ?? []
  const all = (outcome: Outcome) => Array.from({ length: Number(members) }, () => outcome)
  const at = (pattern: string) => pattern.replaceAll('{name}', file).replaceAll('{stem}', file.replace(/\.[^.]*$/, ''))
  const { rows } = receipts
  try {
    const taken = await destination.read?.(at(receipts.taken), context, rows ? MAX_ROWS_BYTES : MAX_RECEIPT_BYTES)
    if (taken !== undefined)
      return rows
        ? rowOutcomes(rows, taken, Number(members), file, pointerOf)
        : all({ state: 'delivered', reference: file })
    const refused = receipts.refused && (await destination.read?.(at(receipts.refused), context, MAX_RECEIPT_BYTES))
    if (refused === undefined) return all(awaiting(receipts, Number(members), file))
    return all({ state: 'rejected', who: 'reporter', faults: [{ upstreamText: refused }] })
  } catch (error) {
    return all({ state: 'unknown', detail: error instanceof Error ? error.name : typeof error })
  }
}

/** A csv with a row for each record, or for each that was refused. @throws {Error} when it is no csv with these columns */
function rowOutcomes(
  rows: ReceiptRows,
  text: string,
  members: number,
  file: string,
  pointerOf: (title: string) => string,
): readonly Outcome[] {
  const records = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true }) as Record<
    string,
    string
  >[]
  const [first] = records
  if (first && !(rows.number in first && rows.state in first)) throw new RangeError('receipt-columns')
  const taken: Outcome = { state: 'delivered', reference: file }
  const found = new Map<number, Outcome>()
  for (const record of records) {
    const { [rows.text ?? '']: words = '', [rows.field ?? '']: field = '' } = record
    const state = record[rows.state] ?? ''
    const fault = {
      ...(field !== '' && { pointer: pointerOf(field) }),
      ...(state !== '' && { upstreamCode: state }),
      ...(words !== '' && { upstreamText: words }),
    }
    const number = Number(record[rows.number])
    // Named twice, with two faults: both count.
    const before = found.get(number)
    const faults = before?.state === 'rejected' ? [...before.faults, fault] : [fault]
    if (!rows.taken.includes(state)) found.set(number, { state: 'rejected', who: 'reporter', faults })
    else if (!before) found.set(number, taken)
  }
  const others: Outcome = rows.others === 'taken' ? taken : { state: 'unknown', detail: 'not-named' }
  return Array.from({ length: members }, (_, index) => found.get(index + 1) ?? others)
}

/** As UTF-8, or else GB18030. */
export function receiptText(bytes: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    return strict.decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return new TextDecoder('gb18030').decode(bytes)
  }
}
