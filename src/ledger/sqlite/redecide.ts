/** Decisions about deliveries that are not in flight: a person's retry, a re-planned payload, a cause that went away. */
import type { JsonObject } from '../../base/json.ts'
import type { Problem } from '../../base/problem.ts'
import type { DeliveryFilter, Moved, Page, Redecision, StandingStill } from '../contract.ts'
import { sameHash } from '../keys.ts'
import { where } from './filter.ts'
import type { InHand } from './in-hand.ts'
import type { Movements } from './movements.ts'
import { type ContextRow, DUE_COLUMNS, type DueRow, opened, toContext, toDelivery, toTarget } from './rows.ts'
import { forCaller, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

export class Redeciding {
  readonly #sql
  readonly #movements
  readonly #inHand

  constructor(sql: Statements, movements: Movements, inHand: InHand) {
    this.#sql = sql
    this.#movements = movements
    this.#inHand = inHand
  }

  standingStill(filter: DeliveryFilter, page: Page): StandingStill[] {
    const { clause, values } = where(filter)
    const rows = this.#sql.all<DueRow & { values: Stored; record_id: number } & ContextRow>(
      `SELECT v.body AS "values", v.record_id, v.by, v.division, v.period, v.task, ${DUE_COLUMNS}
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
        values: JSON.parse(this.#sql.sealing.open(row.values, 'revision', row.record_id, row.revision)) as JsonObject,
        context: toContext(row),
      })),
    )
  }

  /** Runs inside a transaction. */
  redecide(by: string, now: number, decisions: readonly Redecision[]): Moved[] {
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
      return this.#movements.apply(row, verdict, now, by)
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
