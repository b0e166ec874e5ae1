/** Decisions about deliveries that are not in flight: a person's retry, a re-planned payload, a cause that went away. */
import type { JsonObject } from '../../base/json.ts'
import type { Problem } from '../../base/problem.ts'
import type { DeliveryFilter, Moved, Page, Reason, Redecision, StandingStill } from '../contract.ts'
import { sameHash } from '../keys.ts'
import type { Audit } from './audit.ts'
import { where } from './filter.ts'
import type { InHand } from './in-hand.ts'
import type { Movements } from './movements.ts'
import {
  type ContextRow,
  DUE_COLUMNS,
  type DueRow,
  opened,
  toContext,
  toDelivery,
  toProblems,
  toTarget,
} from './rows.ts'
import { forCaller, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

export class Redeciding {
  readonly #sql
  readonly #audit
  readonly #movements
  readonly #inHand

  constructor(sql: Statements, audit: Audit, movements: Movements, inHand: InHand) {
    this.#sql = sql
    this.#audit = audit
    this.#movements = movements
    this.#inHand = inHand
  }

  standingStill(filter: DeliveryFilter, page: Page): StandingStill[] {
    const { clause, values } = where(filter)
    const rows = this.#sql.all<DueRow & { values: Stored; record_id: number; problems: Stored | null } & ContextRow>(
      `SELECT v.body AS "values", v.record_id, v.by, v.division, v.period, v.task, d.problems, ${DUE_COLUMNS}
       JOIN submission s ON s.id = d.submission_id
       WHERE ${clause} AND d.state <> 'sending' AND d.id > ? ORDER BY d.id LIMIT ?`,
      ...values,
      page.after,
      page.limit,
    )
    return rows.map((row) =>
      forCaller(() => ({
        recordId: row.record_id,
        record: row.number,
        revision: row.revision,
        delivery: toDelivery(opened(row, this.#sql.sealing)),
        target: toTarget(row),
        problems: toProblems(row, this.#sql.sealing),
        values: JSON.parse(this.#sql.sealing.open(row.values, 'revision', row.record_id, row.revision)) as JsonObject,
        context: toContext(row),
      })),
    )
  }

  /** Runs inside a transaction. */
  redecide(by: string, now: number, decisions: readonly Redecision[], reason?: Reason): Moved[] {
    return decisions.flatMap(({ delivery, from, verdict, payload }) => {
      const row = this.#row(delivery)
      if (row?.state !== from || from === 'sending' || this.#inHand.reserved.has(delivery)) return []
      // The answer to a look-up under way was asked before this was decided: it comes late (I5).
      if (row.parcel_id !== null) this.#inHand.done(row.parcel_id)
      if (payload) {
        this.#sql.run(
          'UPDATE delivery SET body = ?, key_id = ?, payload_hash = ? WHERE id = ?',
          this.#sql.sealing.seal(payload.json, 'delivery', row.target_id, row.revision_id),
          this.#sql.sealing.keyId,
          payload.hash,
          delivery,
        )
        // Other content is another parcel under another key (I10).
        if (row.parcel_id !== null && !sameHash(row.payload_hash, payload.hash)) {
          this.#movements.leaveParcel(delivery, row.parcel_id)
        }
        row.payload_hash = payload.hash
      }
      if (reason) this.#keep(row, by, now, reason)
      return this.#movements.apply(row, verdict, now, by, reason?.note)
    })
  }

  /** Who decided what about which delivery, and why. */
  #keep(row: DueRow, who: string, at: number, { decision, note }: Reason): void {
    this.#audit.write({
      at,
      who,
      action: 'decision',
      form: row.form,
      record: row.number,
      revision: row.revision,
      upstream: row.upstream,
      payloadHash: row.payload_hash,
      note: noteOf(decision, note),
    })
  }

  /** Gives back what was due and won't be claimed; with problems it is refused: nothing left. Runs inside a transaction. */
  release(
    items: readonly { readonly delivery: number; readonly problems?: readonly Problem[] }[],
    now: number,
  ): Moved[] {
    return items.flatMap(({ delivery, problems }) => {
      const reserved = this.#inHand.reserved.get(delivery)
      this.#inHand.giveBack(delivery)
      const row = problems && reserved ? this.#row(delivery) : undefined
      if (!row || !problems || row.state !== reserved?.row.state) return []
      return this.#movements.apply(row, { delivery: { state: 'rejected', dueAt: null, problems } }, now, 'gateway')
    })
  }

  #row(delivery: number): DueRow | undefined {
    const row = this.#sql.get<DueRow>(`SELECT ${DUE_COLUMNS} WHERE d.id = ?`, delivery)
    return row && forCaller(() => opened(row, this.#sql.sealing))
  }
}

/** As it stands in the audit. */
export const noteOf = (decision: string, note: string | undefined): string =>
  note === undefined ? decision : `${decision}: ${note}`
