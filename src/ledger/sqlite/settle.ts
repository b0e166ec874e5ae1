/** The settling transaction: evidence onto rows, fenced by parcel and attempt (I3, I5). */
import type { Moved, Settlement, Verdict } from '../contract.ts'
import type { InFlight } from './in-flight.ts'
import type { Movements } from './movements.ts'
import { type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'

/** States in which the same parcel may be needed again. */
const UNFINISHED = new Set(['sending', 'waiting', 'uncertain', 'processing', 'pending', 'held'])

export class Settling {
  readonly #sql
  readonly #movements
  readonly #owner
  readonly #inFlight

  constructor(sql: Statements, movements: Movements, owner: number, inFlight: InFlight) {
    this.#sql = sql
    this.#movements = movements
    this.#owner = owner
    this.#inFlight = inFlight
  }

  /** Runs inside a transaction. */
  settle(settlement: Settlement, setGate: (patch: NonNullable<Verdict['gate']>) => void) {
    const { claim, now } = settlement
    const flight = this.#inFlight.get(claim.parcel)
    // Evidence for a person, never state: somebody else has this parcel now, or it was settled already.
    const late = flight?.attempt !== claim.attempt
    this.#keepAttempt(settlement, late)
    if (late) return { applied: false, moved: [] as Moved[] }
    const moved: Moved[] = []
    for (const [index, row] of flight.rows.entries()) {
      row.newer_open = this.#newerOpen(row)
      const verdict = settlement.decide(toDelivery(row), toTarget(row), index)
      this.#keepOutcome(settlement, index)
      if (verdict.gate) setGate(verdict.gate)
      moved.push(...this.#movements.apply(row, verdict, now, 'gateway'))
    }
    if (moved.every((move) => !UNFINISHED.has(move.state))) {
      this.#sql.run(`UPDATE parcel SET state = 'closed', message = NULL WHERE id = ?`, claim.parcel)
    }
    this.#inFlight.delete(claim.parcel)
    return { applied: true, moved }
  }

  #newerOpen(row: DueRow): number {
    const newer = this.#sql.get('SELECT 1 FROM delivery WHERE target_id = ? AND open = 1 AND id > ? LIMIT 1', row.target_id, row.id)
    return newer === undefined ? 0 : 1
  }

  #keepAttempt({ claim, now, result }: Settlement, late: boolean): void {
    this.#sql.run(
      `INSERT OR REPLACE INTO attempt (parcel_id, number, act, owner, started_at, ended_at, result, late)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      claim.parcel,
      claim.attempt,
      claim.act,
      this.#owner,
      claim.at,
      now,
      result,
      late ? 1 : 0,
    )
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
