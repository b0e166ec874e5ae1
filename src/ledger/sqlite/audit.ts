/** The append-only audit: who did what to which record, when, with hashes instead of content; each row seals the one before. */
import { hash } from 'node:crypto'
import type { Hash } from '../keys.ts'
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

/** What a row's seal covers, as text: a JSON list in the order of the columns. */
const auditText = (entry: AuditEntry): string =>
  JSON.stringify([
    entry.at,
    entry.who,
    entry.action,
    entry.form,
    entry.record,
    entry.revision,
    entry.upstream ?? null,
    entry.payloadHash ? Buffer.from(entry.payloadHash).toString('hex') : null,
    entry.reference ?? null,
  ])

export class Audit {
  readonly #sql
  readonly #undo
  #previous: Uint8Array | undefined

  constructor(sql: Statements, undo: Undo) {
    this.#sql = sql
    this.#undo = undo
  }

  write(entry: AuditEntry): void {
    const previous = this.#previous ?? this.#last()
    const sealed = hash('sha256', `${Buffer.from(previous).toString('hex')}${auditText(entry)}`, 'buffer')
    this.#sql.run(
      `INSERT INTO audit (at, who, action, form, record, revision, upstream, payload_hash, reference, previous, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.at,
      entry.who,
      entry.action,
      entry.form,
      entry.record,
      entry.revision,
      entry.upstream ?? null,
      entry.payloadHash ?? null,
      entry.reference ?? null,
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
    return (
      this.#sql.get<{ hash: Uint8Array }>('SELECT hash FROM audit ORDER BY id DESC LIMIT 1')?.hash ?? new Uint8Array(32)
    )
  }
}
