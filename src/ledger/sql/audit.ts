/** The append-only audit: who did what to which record, when, with hashes instead of content; each row seals the one before. */
import { type AuditEntry, type AuditRow, CHAIN_START, chainHash } from '../audit-chain.ts'
import type { Page } from '../contract.ts'
import type { Secrets } from '../keys.ts'
import { forCaller, SealError, type Sealing, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'

interface Row {
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
  note: Stored | null
  previous: Uint8Array
  hash: Uint8Array
}

/** The last row of the chain. */
interface ChainEnd {
  readonly id: number
  readonly hash: Uint8Array
}

/** Where a reference or a note stands: it opens in its own row alone. */
export const auditPlace = (
  { record, revision, upstream }: Pick<Row, 'record' | 'revision' | 'upstream'>,
  what: 'audit' | 'audit-note',
) => [what, `${record}-${revision}`, upstream ?? ''] as const

export class Audit {
  readonly #sql
  readonly #undo
  readonly #secrets
  #end: ChainEnd | undefined
  #asked: (() => ChainEnd[]) | undefined
  /** The end of the chain is read again. */
  readonly #forget = (): void => {
    this.#end = undefined
    this.#asked = undefined
  }

  constructor(sql: Statements, undo: Undo, secrets: Secrets) {
    this.#sql = sql
    this.#undo = undo
    this.#secrets = secrets
    undo.whenShared(this.#forget)
  }

  /** Something will be written: where the chain ends comes with what is asked beside. */
  foresee(): void {
    if (!this.#end) this.#asked ??= this.#sql.ask<ChainEnd>('SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1')
  }

  write(entry: AuditEntry): void {
    const { id, hash: previous } = this.#end ?? this.#last()
    const sealed = chainHash(previous, entry, this.#secrets.content)
    const { reference, note, upstream = null } = entry
    const seal = (text: string | undefined, what: 'audit' | 'audit-note') =>
      text === undefined ? null : this.#sql.sealing.seal(text, ...auditPlace({ ...entry, upstream }, what))
    this.#sql.run(
      `INSERT INTO audit (id, at, who, action, form, record, revision, upstream, payload_hash, reference, note, previous, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      // Without a gap: a missing row is seen. A sequence of the database's own would skip what was taken back.
      id + 1,
      entry.at,
      entry.who,
      entry.action,
      entry.form,
      entry.record,
      entry.revision,
      upstream,
      entry.payloadHash ?? null,
      seal(reference, 'audit'),
      seal(note, 'audit-note'),
      previous,
      sealed,
    )
    this.#end = { id: id + 1, hash: sealed }
    this.#undo.add(this.#forget)
  }

  #last(): ChainEnd {
    this.foresee()
    const [end] = (this.#asked as () => ChainEnd[])()
    return end ?? { id: 0, hash: CHAIN_START }
  }
}

/** A page of the audit, of everything or of one record. */
export function readAudit(sql: Statements, record: string | undefined, page: Page): AuditRow[] {
  const rows = sql.all<Row>(
    `SELECT * FROM audit WHERE id > ? ${record === undefined ? '' : 'AND record = ?'} ORDER BY id LIMIT ?`,
    page.after,
    ...(record === undefined ? [] : [record]),
    page.limit,
  )
  return rows.map((row) => toAuditRow(row, sql.sealing))
}

function toAuditRow({ payload_hash, upstream, reference, note, ...row }: Row, sealing: Sealing): AuditRow {
  const known = { ...row, payloadHash: payload_hash, ...(upstream === null ? {} : { upstream }) }
  const open = (text: Stored, what: 'audit' | 'audit-note') =>
    sealing.open(text, ...auditPlace({ ...row, upstream }, what))
  try {
    return {
      ...known,
      ...(reference === null ? {} : { reference: open(reference, 'audit') }),
      ...(note === null ? {} : { note: open(note, 'audit-note') }),
    }
  } catch (error) {
    // A changed text is what whoever verifies looks for; a missing key is a matter of settings.
    if (error instanceof SealError && error.why === 'damaged') return { ...known, unreadable: true }
    return forCaller(() => {
      throw error
    })
  }
}
