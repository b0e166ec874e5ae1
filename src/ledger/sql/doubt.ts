/**
 * After a backup was restored nobody knows what the lost part of the ledger has sent. So everything unsettled, and every
 * first send of a record that is new here, counts as sent and unanswered: it waits (cause `doubt`) until its message is
 * prepared, and is then exposed under the very key the lost part would have used. From there on the rules for unknown
 * outcomes decide: sent again under its key, looked up, or shown to a person (I4, I12).
 */
import type { Moved, Page } from '../contract.ts'
import { contentHash, idempotencyKey, type Secrets } from '../keys.ts'
import type { Doubtful, Exposure } from '../rows-keeping.ts'
import type { Audit } from './audit.ts'
import { bodyOf } from './body.ts'
import { Meta } from './meta.ts'
import type { Movements } from './movements.ts'
import { DUE_COLUMNS, type DueRow, opened } from './rows.ts'
import { forCaller } from './sealed.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'

/** When the backup was taken, and restored. */
interface Window {
  readonly takenAt: number
  readonly restoredAt: number
}

/** On the restored ledger, before anybody delivers from it. Runs inside a transaction. */
export function markDoubt(sql: Statements, window: Window): void {
  new Meta(sql).set('doubt', JSON.stringify(window))
  // What was in flight when the backup was taken may have been sent until now.
  sql.run('UPDATE target SET last_sent_at = ? WHERE exposed_by IS NOT NULL', window.restoredAt)
  // What stands there may be newer than what we know: the next content is sent, whatever it is.
  sql.run('UPDATE target SET there_hash = NULL WHERE there = 1')
  // Of each target that is not exposed, the newest delivery that could have left; a person may have retried any of them.
  const open = `SELECT max(d.id) FROM delivery d JOIN target t ON t.id = d.target_id
    WHERE d.open = 1 AND t.exposed_by IS NULL AND (d.body IS NOT NULL OR d.wanted = 'withdrawn') GROUP BY d.target_id`
  sql.run(
    `INSERT INTO wait (delivery_id, cause, subject, since_at) SELECT id, 'doubt', NULL, ? FROM delivery WHERE id IN (${open})
     ON CONFLICT (delivery_id) DO UPDATE SET cause = excluded.cause, subject = excluded.subject, since_at = excluded.since_at`,
    window.restoredAt,
  )
  sql.run(
    `UPDATE delivery SET state = 'pending', moving = 1, due_at = NULL, problems = NULL
     WHERE id IN (SELECT delivery_id FROM wait WHERE cause = 'doubt')`,
  )
}

export class Doubt {
  readonly #sql
  readonly #secrets
  readonly #movements
  readonly #audit
  readonly #undo
  readonly #meta
  #window: Window | undefined

  constructor(sql: Statements, secrets: Secrets, movements: Movements, audit: Audit, undo: Undo) {
    this.#undo = undo
    this.#audit = audit
    this.#sql = sql
    this.#secrets = secrets
    this.#movements = movements
    this.#meta = new Meta(sql)
    this.#window = this.#read()
    // Any process may end it. None begins one while others are there.
    undo.whenShared(() => {
      if (this.#window) this.#window = this.#read()
    })
  }

  #read(): Window | undefined {
    const kept = this.#meta.text('doubt')
    return kept === undefined ? undefined : (JSON.parse(kept) as Window)
  }

  get isOpen(): boolean {
    return this.#window !== undefined
  }

  /** A target that nothing was ever sent to from here, while the lost part may have. */
  concerns(target: { readonly there: number; readonly ordinal: number }): boolean {
    return this.#window !== undefined && target.there === 0 && target.ordinal === 0
  }

  /** What waits to be prepared and exposed. */
  waiting(page: Page): Doubtful[] {
    if (!this.#window) return []
    const rows = this.#sql.all<DueRow>(
      `SELECT ${DUE_COLUMNS} JOIN wait w ON w.delivery_id = d.id WHERE w.cause = 'doubt' AND d.id > ? ORDER BY d.id LIMIT ?`,
      page.after,
      page.limit,
    )
    return rows.map((row) =>
      forCaller(() => {
        const { reference } = opened(row, this.#sql.sealing)
        return {
          delivery: row.id,
          upstream: row.upstream,
          operation: operationOf(row),
          idempotencyKey: this.#key(row),
          body: bodyOf(this.#sql, row),
          ...(reference === null ? {} : { reference }),
        }
      }),
    )
  }

  /** As if it had been sent when the backup was taken, and again until it was restored. Runs inside a transaction. */
  expose(items: readonly Exposure[], now: number): Moved[] {
    const window = this.#window
    if (!window) return []
    return items.flatMap(({ delivery, message }) => {
      const row = this.#sql.get<DueRow>(
        `SELECT ${DUE_COLUMNS} JOIN wait w ON w.delivery_id = d.id WHERE w.cause = 'doubt' AND d.id = ?`,
        delivery,
      )
      if (!row) return []
      const { takenAt, restoredAt } = window
      // A retry would have been the same parcel (I10).
      const again = this.#again(row, window)
      const key = again?.key ?? this.#key(row)
      const operation = (again && row.operation) ?? operationOf(row)
      const parcel = again?.id ?? this.#newParcel(row, message, window, now)
      const ordinal = again ? row.ordinal : row.target_ordinal + 1
      this.#sql.run(
        `UPDATE delivery SET state = 'uncertain', moving = 1, due_at = ?, operation = ?, parcel_id = ?, ordinal = ?, idempotency_key = ?,
           first_sent_at = ? WHERE id = ?`,
        now,
        operation,
        parcel,
        ordinal,
        key,
        row.first_sent_at ?? takenAt,
        delivery,
      )
      this.#sql.run(
        'UPDATE target SET exposed_by = ?, account = ?, ordinal = ?, first_sent_at = ?, last_sent_at = ? WHERE id = ?',
        delivery,
        row.account,
        again ? row.target_ordinal : row.target_ordinal + 1,
        takenAt,
        restoredAt,
        row.target_id,
      )
      this.#sql.run('DELETE FROM wait WHERE delivery_id = ?', delivery)
      return [this.#movements.describe(delivery)]
    })
  }

  /** From now on what is new here is sent as new. Runs inside a transaction. */
  end(by: string, now: number): void {
    const window = this.#window
    if (!window) return
    this.#audit.write({ at: now, who: by, action: 'decision', form: '', record: '', revision: 0 })
    this.#window = undefined
    this.#undo.add(() => {
      this.#window = window
    })
    this.#meta.delete('doubt')
    this.#sql.run(
      `UPDATE delivery SET due_at = ? WHERE id IN (SELECT delivery_id FROM wait WHERE cause = 'doubt')`,
      now,
    )
    this.#sql.run(`DELETE FROM wait WHERE cause = 'doubt'`)
  }

  #again(row: DueRow, { takenAt, restoredAt }: Window): { id: number; key: string } | undefined {
    if (row.parcel_id === null || row.idempotency_key === null) return undefined
    const parcel = this.#sql.get<{ id: number; number: number }>(
      `UPDATE parcel SET attempts = attempts + 1, act = 'send', attempted_at = ?, owner = 0, lease_until = ?
       WHERE id = ? AND state = 'open' RETURNING id, attempts AS number`,
      takenAt,
      restoredAt + LEASE_MS,
      row.parcel_id,
    )
    if (!parcel) return undefined
    this.#lost(parcel.id, parcel.number, { takenAt, restoredAt })
    return { id: parcel.id, key: row.idempotency_key }
  }

  #newParcel(row: DueRow, message: string, window: Window, now: number): number {
    const { takenAt, restoredAt } = window
    const key = this.#key(row)
    const parcel = this.#sql.insert(
      `INSERT INTO parcel (upstream_id, account, key, message_hash, message, key_id, state, attempts, act, attempted_at, owner, lease_until,
         first_sent_at, created_at)
       SELECT upstream_id, account, ?, ?, ?, ?, 'open', 1, 'send', ?, 0, ?, ?, ? FROM delivery WHERE id = ?`,
      key,
      this.#secrets.content(message),
      this.#sql.sealing.seal(message, 'message', key),
      this.#sql.sealing.keyId,
      takenAt,
      restoredAt + LEASE_MS,
      takenAt,
      now,
      row.id,
    )
    this.#sql.run(
      'INSERT INTO parcel_member (parcel_id, position, delivery_id, operation, key, payload_hash) VALUES (?, 0, ?, ?, ?, ?)',
      parcel,
      row.id,
      operationOf(row),
      key,
      row.payload_hash,
    )
    this.#lost(parcel, 1, window)
    return parcel
  }

  #lost(parcel: number, number: number, { takenAt, restoredAt }: Window): void {
    this.#sql.run(
      `INSERT INTO attempt (parcel_id, number, act, owner, started_at, ended_at, result) VALUES (?, ?, 'send', 0, ?, ?, 'lost')`,
      parcel,
      number,
      takenAt,
      restoredAt,
    )
  }

  #key(row: DueRow): string {
    const hash = row.payload_hash ?? contentHash('null')
    return idempotencyKey(this.#secrets, row.origin, row.upstream, row.target_ordinal + 1, hash)
  }
}

// The shortest lease there is (I6): nobody holds this one.
const LEASE_MS = 15_000

const operationOf = (row: DueRow) => (row.wanted === 'withdrawn' ? 'withdraw' : row.there === 1 ? 'update' : 'create')
