/** Decisions about deliveries that are not in flight: a person's retry, a re-planned payload, a cause that went away. */
import type { Problem } from '../../base/problem.ts'
import type { Moved, Redecision } from '../contract.ts'
import { sameHash } from '../keys.ts'
import type { Reason } from '../rows-decision.ts'
import type { Audit } from './audit.ts'
import { forOthers } from './claim.ts'
import type { InHand } from './in-hand.ts'
import type { Movements } from './movements.ts'
import { noteIfTold } from './references.ts'
import { DUE_COLUMNS, type DueRow, isAsSeen, opened } from './rows.ts'
import { forCaller } from './sealed.ts'
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

  /** Runs inside a transaction. */
  redecide(by: string, now: number, decisions: readonly Redecision[], reason?: Reason): Moved[] {
    return decisions.flatMap(({ delivery, from, verdict, payload, account }) => {
      const row = this.#row(delivery)
      if (row?.state !== from || from === 'sending' || this.#inHand.reserved.has(delivery)) return []
      // The answer to a look-up under way was asked before this was decided: it comes late (I5).
      if (row.parcel_id !== null) this.#outOfHand(row.parcel_id)
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
      if (account !== undefined && row.exposed_by !== delivery) {
        this.#sql.run('UPDATE delivery SET account = ? WHERE id = ?', account, delivery)
        row.account = account
      }
      if (reason) this.#keep(row, by, now, reason)
      if (verdict.delivery.wait?.cause === 'target') noteIfTold(this.#sql, verdict.delivery.wait.subject ?? '')
      return this.#movements.apply(row, verdict, now, by, reason?.note)
    })
  }

  /** Whoever has it in hand, in whichever process. */
  #outOfHand(parcel: number): void {
    this.#inHand.done(parcel)
    if (this.#sql.isShared) this.#sql.run('UPDATE parcel SET owner = 0 WHERE id = ?', parcel)
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
      if (!reserved) return []
      const row = problems && this.#asReserved(reserved.row)
      forOthers(this.#sql, reserved)
      if (!row) return []
      return this.#movements.apply(row, { delivery: { state: 'rejected', dueAt: null, problems } }, now, 'gateway')
    })
  }

  /** Where several processes share the ledger, another may have sent it since: then nothing is known of what left. */
  #asReserved(reserved: DueRow): DueRow | undefined {
    const row = this.#read(reserved.id)
    const isSo = reserved.seen === undefined ? row?.state === reserved.state : isAsSeen(row, reserved)
    return isSo ? row && forCaller(() => opened(row, this.#sql.sealing)) : undefined
  }

  #row(delivery: number): DueRow | undefined {
    const row = this.#read(delivery)
    return row && forCaller(() => opened(row, this.#sql.sealing))
  }

  #read(delivery: number): DueRow | undefined {
    return this.#sql.get<DueRow>(`SELECT ${DUE_COLUMNS} WHERE d.id = ?`, delivery)
  }
}

/** As it stands in the audit. */
export const noteOf = (decision: string, note: string | undefined): string =>
  note === undefined ? decision : `${decision}: ${note}`
