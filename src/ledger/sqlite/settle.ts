/** The settling transaction: evidence onto rows, fenced by parcel, attempt and owner (I3, I5). */
import type { Moved, Settlement } from '../contract.ts'
import type { Movements } from './movements.ts'
import { DUE_COLUMNS, type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'

/** States in which the same parcel may be needed again. */
const UNFINISHED = new Set(['sending', 'waiting', 'uncertain', 'processing', 'pending', 'held'])

export class Settling {
  readonly #sql
  readonly #movements
  readonly #owner

  constructor(sql: Statements, movements: Movements, owner: number) {
    this.#sql = sql
    this.#movements = movements
    this.#owner = owner
  }

  /** Runs inside a transaction. */
  settle(settlement: Settlement, gate: (patch: NonNullable<ReturnType<Settlement['decide']>['gate']>) => void) {
    const { claim, now, result } = settlement
    if (!this.#isCurrent(settlement)) {
      // Evidence for a person, never state: somebody else has this parcel now.
      this.#sql.run('UPDATE attempt SET late = ? WHERE parcel_id = ? AND number = ?', result, claim.parcel, claim.attempt)
      return { applied: false, moved: [] as Moved[] }
    }
    this.#sql.run(
      'UPDATE attempt SET ended_at = ?, result = ? WHERE parcel_id = ? AND number = ?',
      now,
      result,
      claim.parcel,
      claim.attempt,
    )
    const moved: Moved[] = []
    for (const [index, { delivery }] of claim.members.entries()) {
      const row = this.#sql.get<DueRow>(`SELECT ${DUE_COLUMNS} WHERE d.id = ?`, delivery) as DueRow
      const verdict = settlement.decide(toDelivery(row), toTarget(row), index)
      this.#keepOutcome(settlement, index)
      if (verdict.gate) gate(verdict.gate)
      moved.push(...this.#movements.apply(row, verdict, now, 'gateway'))
    }
    if (moved.every((move) => !UNFINISHED.has(move.state))) {
      this.#sql.run(`UPDATE parcel SET state = 'closed', message = NULL WHERE id = ?`, claim.parcel)
    }
    return { applied: true, moved }
  }

  #isCurrent({ claim }: Settlement): boolean {
    const parcel = this.#sql.get<{ attempts: number; owner: number; state: string }>(
      'SELECT attempts, owner, state FROM parcel WHERE id = ?',
      claim.parcel,
    )
    return parcel?.state === 'open' && parcel.attempts === claim.attempt && parcel.owner === this.#owner
  }

  #keepOutcome({ claim, outcomes }: Settlement, index: number): void {
    const outcome = outcomes?.[index]
    // A plain "delivered" says nothing that the receipt doesn't.
    if (!outcome || outcome.state === 'delivered') return
    this.#sql.run(
      'UPDATE parcel_member SET outcome = ? WHERE parcel_id = ? AND position = ?',
      JSON.stringify(outcome),
      claim.parcel,
      index,
    )
  }
}
