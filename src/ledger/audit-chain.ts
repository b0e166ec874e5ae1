/**
 * The audit as a chain: each row's hash covers the row before, so a changed, removed or reordered row breaks it. What a
 * cut-off end doesn't break, an anchor shows: number and hash of the last row, printed and kept somewhere else.
 */
import { hash } from 'node:crypto'
import type { LedgerReader } from './contract.ts'
import { type Hash, macsUnder, type Secrets } from './keys.ts'

export interface AuditEntry {
  /** Epoch ms. */
  readonly at: number
  readonly who: string
  readonly action: 'accept' | 'withdraw' | 'rekey' | 'merge' | 'upgrade' | 'delivered' | 'decision' | 'purged'
  readonly form: string
  /** 受理号 of the record, without revision. */
  readonly record: string
  readonly revision: number
  readonly upstream?: string
  readonly payloadHash?: Hash | null
  /** The upstream's receipt: its own id of what it took. */
  readonly reference?: string
  /** What a person decided, and why: `rejected: not found at their window`. */
  readonly note?: string
}

export interface AuditRow extends AuditEntry {
  /** From 1, without gaps. */
  readonly id: number
  readonly previous: Hash
  readonly hash: Hash
  /** Its reference or note was changed and doesn't open any more. */
  readonly unreadable?: true
}

export interface AuditVerdict {
  /** Rows whose chain holds, from the first on. */
  readonly rows: number
  /** `ROWS-HASH` of the last of them: kept elsewhere, it shows later that the end was cut off. */
  readonly anchor: string
  /** The first row that doesn't fit. */
  readonly broken?: {
    readonly row: number
    readonly why: 'changed' | 'missing' | 'anchor-differs' | 'shorter-than-anchor'
  }
}

/** What stands before the first row. */
export const CHAIN_START: Hash = new Uint8Array(32)

const PAGE = 1_000

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/**
 * SHA-256 over the row before and this one: a JSON list in the order of the columns. The upstream's reference, which may
 * be an id number, and a person's note go in as keyed hashes: sealed anew under another key they are still the same.
 */
export function chainHash(previous: Uint8Array, entry: AuditEntry, content: Secrets['content']): Buffer {
  const { at, who, action, form, record, revision, upstream, payloadHash, reference, note } = entry
  const text = JSON.stringify([
    at,
    who,
    action,
    form,
    record,
    revision,
    upstream ?? null,
    payloadHash ? hex(payloadHash) : null,
    reference === undefined ? null : hex(content(reference)),
    note === undefined ? null : hex(content(note)),
  ])
  return hash('sha256', `${hex(previous)}${text}`, 'buffer')
}

/** Reads an anchor as it was printed; undefined when it isn't one. */
export function parseAnchor(text: string): { readonly rows: number; readonly hash: string } | undefined {
  const match = /^(\d{1,15})-([0-9a-f]{64})$/.exec(text.trim().toLowerCase())
  return match ? { rows: Number(match[1]), hash: match[2] as string } : undefined
}

/** Walks the whole chain, a page at a time. */
export async function verifyAudit(
  ledger: Pick<LedgerReader, 'audit' | 'secrets'>,
  { anchor, signal }: { readonly anchor?: ReturnType<typeof parseAnchor>; readonly signal?: AbortSignal } = {},
): Promise<AuditVerdict> {
  const { content } = macsUnder(ledger.secrets)
  let last: Uint8Array = CHAIN_START
  let rows = 0
  const verdict = (why?: NonNullable<AuditVerdict['broken']>['why'], row = rows + 1): AuditVerdict => ({
    rows,
    anchor: `${rows}-${hex(last)}`,
    ...(why ? { broken: { row, why } } : {}),
  })
  const differs = () => anchor !== undefined && anchor.rows === rows && anchor.hash !== hex(last)
  if (differs()) return verdict('anchor-differs', rows)
  while (!signal?.aborted) {
    const page = await ledger.audit({}, { after: rows, limit: PAGE })
    for (const row of page) {
      if (row.id !== rows + 1 || hex(row.previous) !== hex(last)) return verdict('missing')
      if (row.unreadable || hex(chainHash(last, row, content)) !== hex(row.hash)) return verdict('changed')
      last = row.hash
      rows++
      if (differs()) return verdict('anchor-differs', rows)
    }
    if (page.length < PAGE) break
  }
  return anchor && anchor.rows > rows ? verdict('shorter-than-anchor') : verdict()
}
