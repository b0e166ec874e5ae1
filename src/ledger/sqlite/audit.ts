/** The append-only audit: who did what to which record, when, with hashes instead of content; each row seals the one before. */
import { hash } from 'node:crypto'
import type { Hash, Secrets } from '../keys.ts'
import type { Sealing, Stored } from './sealed.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'

export interface AuditEntry {
  readonly at: number
  readonly who: string
  readonly action: 'accept' | 'withdraw' | 'delivered' | 'decision'
  readonly form: string
  readonly record: string
  readonly revision: number
  readonly upstream?: string
  readonly payloadHash?: Hash | null
  readonly reference?: string
}

/** A row of the table. */
export interface AuditRow {
  id: number
  at: number
  who: string
  action: AuditEntry['action']
  form: string
  record: string
  revision: number
  upstream: string | null
  payload_hash: Uint8Array | null
  reference: Stored | null
  previous: Uint8Array
  hash: Uint8Array
}

export const AUDIT_COLUMNS =
  'id, at, who, action, form, record, revision, upstream, payload_hash, reference, previous, hash'

/** What stands before the first row. */
export const CHAIN_START: Uint8Array = new Uint8Array(32)

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/**
 * SHA-256 over the row before and this one: a JSON list in the order of the columns. The upstream's reference, which may
 * be an id number, goes in as a keyed hash: sealed anew under another key it is still the same.
 */
export function chainHash(previous: Uint8Array, entry: AuditEntry, content: Secrets['content']): Buffer {
  const { at, who, action, form, record, revision, upstream, payloadHash, reference } = entry
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
  ])
  return hash('sha256', `${hex(previous)}${text}`, 'buffer')
}

/** Where a reference stands: it opens in its own row alone. */
export const auditPlace = ({ record, revision, upstream }: Pick<AuditRow, 'record' | 'revision' | 'upstream'>) =>
  ['audit', `${record}-${revision}`, upstream ?? ''] as const

export class Audit {
  readonly #sql
  readonly #undo
  readonly #secrets
  readonly #sealing
  #previous: Uint8Array | undefined

  constructor(sql: Statements, undo: Undo, secrets: Secrets, sealing: Sealing) {
    this.#sql = sql
    this.#undo = undo
    this.#secrets = secrets
    this.#sealing = sealing
  }

  write(entry: AuditEntry): void {
    const previous = this.#previous ?? this.#last()
    const sealed = chainHash(previous, entry, this.#secrets.content)
    const { reference, upstream = null } = entry
    this.#sql.run(
      `INSERT INTO audit (at, who, action, form, record, revision, upstream, payload_hash, reference, previous, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.at,
      entry.who,
      entry.action,
      entry.form,
      entry.record,
      entry.revision,
      upstream,
      entry.payloadHash ?? null,
      reference === undefined ? null : this.#sealing.seal(reference, ...auditPlace({ ...entry, upstream })),
      previous,
      sealed,
    )
    this.#previous = sealed
    this.#undo.add(this.#forget)
  }

  /** The end of the chain is read again. */
  readonly #forget = (): void => {
    this.#previous = undefined
  }

  #last(): Uint8Array {
    return this.#sql.get<{ hash: Uint8Array }>('SELECT hash FROM audit ORDER BY id DESC LIMIT 1')?.hash ?? CHAIN_START
  }
}
