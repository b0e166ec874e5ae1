/**
 * Receipts that an importer puts beside the files it took: a file of one name says taken, of another refused, and why.
 */
import type { Outcome, SendContext } from 'yibiao/adapter'
import { z } from 'zod'
import type { Destination } from './place.ts'

const Name = z
  .string()
  .refine((name) => /\{name\}|\{stem\}/.test(name) && !name.includes('..'), 'a path with {name} or {stem} in it')

export const Receipts = z.strictObject({
  /** Path of the file that says taken, from the destination's folder on: `ack/{name}.ok`; `{stem}` is the name without extension. */
  taken: Name,
  /** Of the one that says refused; its text is kept as the upstream's words. */
  refused: Name.exactOptional(),
  /** How often it is looked for, in ms. */
  pollAfterMs: z.int().min(1_000).default(60_000),
})
type Receipts = z.output<typeof Receipts>

/** A longer one counts as there, without its words. */
export const MAX_RECEIPT_BYTES = 65_536

/** `members` in front of the file's name: a poll is told nothing but the ticket. */
const ticketOf = (members: number, file: string): string => `${members}:${file}`

/** Placed, and now it is the importer's turn. */
export const awaiting = (receipts: Receipts, members: number, file: string): Outcome => ({
  state: 'processing',
  ticket: ticketOf(members, file),
  pollAfterMs: receipts.pollAfterMs,
})

export async function pollReceipt(
  receipts: Receipts,
  destination: Destination,
  ticket: string,
  context: SendContext,
): Promise<readonly Outcome[]> {
  const [, members = '1', file = ''] = /^(\d+):(.*)$/s.exec(ticket) ?? []
  const outcome = await receiptOf(receipts, destination, file, context)
  return Array.from({ length: Number(members) }, () => outcome ?? awaiting(receipts, Number(members), file))
}

async function receiptOf(
  receipts: Receipts,
  destination: Destination,
  file: string,
  context: SendContext,
): Promise<Outcome | undefined> {
  const at = (pattern: string) => pattern.replaceAll('{name}', file).replaceAll('{stem}', file.replace(/\.[^.]*$/, ''))
  try {
    if ((await destination.read?.(at(receipts.taken), context)) !== undefined)
      return { state: 'delivered', reference: file }
    const refused = receipts.refused && (await destination.read?.(at(receipts.refused), context))
    if (refused === undefined) return undefined
    return { state: 'rejected', who: 'reporter', faults: [{ upstreamText: refused }] }
  } catch (error) {
    return { state: 'unknown', detail: error instanceof Error ? error.name : typeof error }
  }
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
