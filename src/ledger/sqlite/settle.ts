/** The settling transaction: evidence onto rows, fenced by parcel and attempt (I3, I5). */
import type { Moved, Settlement } from '../contract.ts'
import { signOf } from '../rules/breaker.ts'
import { decideLook } from '../rules/look.ts'
import { decidePoll } from '../rules/poll.ts'
import { decideSettle } from '../rules/settle.ts'
import type { Verdict } from '../verdict.ts'
import type { Gates } from './gate.ts'
import type { InHand } from './in-hand.ts'
import type { Movements } from './movements.ts'
import { type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'
import type { KnownUpstream } from './upstreams.ts'

/** States in which the same parcel may be needed again. */
const UNFINISHED = new Set(['sending', 'waiting', 'uncertain', 'processing', 'pending', 'held'])

type Answer = Settlement['answers'][0]

export class Settling {
  readonly #sql
  readonly #movements
  readonly #owner
  readonly #inHand
  readonly #gates

  constructor(sql: Statements, movements: Movements, owner: number, inHand: InHand, gates: Gates) {
    this.#sql = sql
    this.#movements = movements
    this.#owner = owner
    this.#inHand = inHand
    this.#gates = gates
  }

  /** Runs inside a transaction. */
  settle(settlement: Settlement, upstream: KnownUpstream) {
    const { claim, now, answers } = settlement
    const parcel = this.#inHand.parcel(claim.parcel)
    // Evidence for a person, never state: somebody else has this parcel now, or it was settled already.
    const late = parcel?.attempt !== claim.attempt
    this.#keepAttempt(settlement, late)
    if (late) return { applied: false, moved: [] as Moved[] }
    const moved: Moved[] = []
    for (const [index, { row, exposedBefore }] of parcel.members.entries()) {
      const answer = answers[index] ?? { outcome: { state: 'unknown', detail: 'not-named' }, problems: [] }
      row.newer_open = this.#newerOpen(row)
      const verdict = this.#decide(row, answer, exposedBefore, settlement, upstream)
      this.#keepOutcome(claim.parcel, index, answer)
      this.#tellGate(upstream.gate, row, answer, verdict, settlement)
      moved.push(...this.#movements.apply(row, verdict, now, 'gateway'))
    }
    if (moved.every((move) => !UNFINISHED.has(move.state))) {
      this.#sql.run(`UPDATE parcel SET state = 'closed', message = NULL WHERE id = ?`, claim.parcel)
    }
    this.#inHand.done(claim.parcel)
    return { applied: true, moved }
  }

  #decide(
    row: DueRow,
    answer: Answer,
    exposedBefore: boolean,
    settlement: Settlement,
    upstream: KnownUpstream,
  ): Verdict {
    const { now, random, claim } = settlement
    const passedAt = this.#gates.passedAt(upstream.gate)
    const rules = { ...upstream, now, random, claimedAt: claim.at, ...(passedAt === undefined ? {} : { passedAt }) }
    if ('found' in answer) return decideLook(toDelivery(row), toTarget(row), answer.found, rules)
    const decide = claim.act === 'poll' ? decidePoll : decideSettle
    return decide(toDelivery(row), { ...answer, exposedBefore }, rules)
  }

  #tellGate(gate: string, row: DueRow, answer: Answer, { gate: patch }: Verdict, { now, claim }: Settlement): void {
    const sign = signOf('found' in answer ? answer.found : answer.outcome)
    if (sign !== 'silent') {
      const payload = sign === 'failing' ? Buffer.from(row.payload_hash ?? []).toString('hex') : ''
      this.#gates.heard(gate, { sign, payload, now }, claim.act === 'send')
    }
    if (patch) this.#gates.answered(gate, patch, now)
  }

  #newerOpen(row: DueRow): number {
    const newer = this.#sql.get('SELECT 1 FROM delivery WHERE target_id = ? AND id > ? LIMIT 1', row.target_id, row.id)
    return newer === undefined ? 0 : 1
  }

  #keepAttempt({ claim, now, answers }: Settlement, late: boolean): void {
    this.#sql.run(
      `INSERT OR REPLACE INTO attempt (parcel_id, number, act, owner, started_at, ended_at, result, late)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      claim.parcel,
      claim.attempt,
      claim.act,
      this.#owner,
      claim.at,
      now,
      answers.map((answer) => ('found' in answer ? answer.found.state : answer.outcome.state)).join(' '),
      late ? 1 : 0,
    )
  }

  #keepOutcome(parcel: number, index: number, answer: Answer): void {
    const kept = 'found' in answer ? answer.found : answer.outcome
    // A plain "delivered" says nothing that the receipt doesn't.
    if (kept.state === 'delivered') return
    this.#sql.run(
      'UPDATE parcel_member SET outcome = ? WHERE parcel_id = ? AND position = ?',
      this.#sql.sealing.seal(JSON.stringify(kept), 'outcome', parcel, index),
      parcel,
      index,
    )
  }
}
