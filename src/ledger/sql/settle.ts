/** The settling transaction: evidence onto rows, fenced by parcel and attempt (I3, I5). */
import type { Claim, Moved, Settlement } from '../contract.ts'
import { signOf } from '../rules/breaker.ts'
import { decideLook } from '../rules/look.ts'
import { keepTogether, splitSize } from '../rules/parcel.ts'
import { decidePoll } from '../rules/poll.ts'
import { decideSettle } from '../rules/settle.ts'
import type { Verdict } from '../verdict.ts'
import type { Gates } from './gate.ts'
import type { InHand, ParcelInHand } from './in-hand.ts'
import type { Movements } from './movements.ts'
import { type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'
import type { KnownUpstream } from './upstreams.ts'

/** States in which the same parcel may be needed again. */
const UNFINISHED = new Set(['sending', 'waiting', 'uncertain', 'processing', 'pending', 'held'])

type Answer = Settlement['answers'][0]

type Member = ParcelInHand['members'][0]

// A member that the answer doesn't name is unknown (I10).
const NOT_NAMED: Answer = { outcome: { state: 'unknown', detail: 'not-named' }, problems: [] }

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
    const late = parcel?.attempt !== claim.attempt || !this.#isStillOurs(claim)
    this.#keepAttempt(settlement, late)
    if (late) {
      if (parcel?.attempt === claim.attempt) this.#inHand.done(claim.parcel)
      return { applied: false, moved: [] as Moved[] }
    }
    const { members } = parcel
    const splitInto = splitSize(
      answers.flatMap((answer) => ('found' in answer ? [] : [answer.outcome])),
      upstream.capabilities.batch,
    )
    const verdicts = keepTogether(
      members.map((member, index) => {
        member.row.newer_open = this.#newerOpen(member.row)
        return this.#decide(member, answers[index] ?? NOT_NAMED, splitInto, settlement, upstream)
      }),
    )
    const moved = members.flatMap(({ row }, index) => {
      const verdict = verdicts[index] as Verdict
      this.#keepOutcome(claim, index, answers[index] ?? NOT_NAMED)
      const [own, ...woken] = this.#movements.apply(row, verdict, now, 'gateway') as [Moved, ...Moved[]]
      const isThrough = !UNFINISHED.has(own.state) || verdict.delivery.regroup !== undefined
      if (isThrough && members.length > 1) this.#movements.leaveParcel(row.id, claim.parcel)
      else if (isThrough) this.#sql.run(`UPDATE parcel SET state = 'closed', message = NULL WHERE id = ?`, claim.parcel)
      return [own, ...woken]
    })
    this.#tellGate(upstream.gate, parcel, verdicts, settlement)
    this.#inHand.done(claim.parcel)
    return { applied: true, moved }
  }

  /** Its lease was over and another process has noticed, or it was settled by this very call before (I5). */
  #isStillOurs({ parcel, attempt }: Claim): boolean {
    if (!this.#sql.isShared) return true
    const fence = 'UPDATE parcel SET owner = 0 WHERE id = ? AND attempts = ? AND owner = ?'
    return this.#sql.change(fence, parcel, attempt, this.#owner) === 1
  }

  #decide(
    { row, exposedBefore }: Member,
    answer: Answer,
    splitInto: number | undefined,
    settlement: Settlement,
    upstream: KnownUpstream,
  ): Verdict {
    const { now, random, claim } = settlement
    const passedAt = this.#gates.passedAt(upstream.gate)
    const rules = {
      ...upstream,
      now,
      random,
      claimedAt: claim.at,
      ...(passedAt === undefined ? {} : { passedAt }),
      ...(splitInto === undefined ? {} : { splitInto }),
    }
    if ('found' in answer) return decideLook(toDelivery(row), toTarget(row), answer.found, rules)
    const decide = claim.act === 'poll' ? decidePoll : decideSettle
    return decide(toDelivery(row), { ...answer, exposedBefore }, rules)
  }

  /** Once for a call, however many left in it: it failed if nobody in it was answered. */
  #tellGate(
    gate: string,
    { members }: ParcelInHand,
    verdicts: readonly Verdict[],
    { now, claim, answers }: Settlement,
  ): void {
    const signs = answers.map((answer) => signOf('found' in answer ? answer.found : answer.outcome))
    const sign = signs.includes('alive') ? 'alive' : signs.includes('failing') ? 'failing' : 'silent'
    if (sign !== 'silent') {
      const payload = sign === 'failing' ? Buffer.from(members[0]?.row.payload_hash ?? []).toString('hex') : ''
      this.#gates.heard(gate, { sign, payload, now }, claim.act === 'send')
    }
    for (const { gate: patch } of verdicts) if (patch) this.#gates.answered(gate, patch, now)
  }

  #newerOpen(row: DueRow): number {
    const newer = this.#sql.get('SELECT 1 FROM delivery WHERE target_id = ? AND id > ? LIMIT 1', row.target_id, row.id)
    return newer === undefined ? 0 : 1
  }

  #keepAttempt({ claim, now, answers }: Settlement, late: boolean): void {
    const results = answers.map((answer) => ('found' in answer ? answer.found.state : answer.outcome.state))
    const isMixed = results.some((result) => result !== results[0])
    this.#sql.run(
      `INSERT INTO attempt (parcel_id, number, act, owner, started_at, ended_at, result, late) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (parcel_id, number, late) DO UPDATE SET act = excluded.act, owner = excluded.owner,
         started_at = excluded.started_at, ended_at = excluded.ended_at, result = excluded.result`,
      claim.parcel,
      claim.attempt,
      claim.act,
      this.#owner,
      claim.at,
      now,
      isMixed ? 'mixed' : (results[0] ?? 'unknown'),
      late ? 1 : 0,
    )
    if (isMixed) this.#keepResults(claim, results, late)
  }

  #keepResults({ parcel, attempt, positions }: Claim, results: readonly string[], late: boolean): void {
    for (const [index, result] of results.entries()) {
      this.#sql.run(
        `INSERT INTO attempt_member (parcel_id, number, late, position, result) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (parcel_id, number, late, position) DO UPDATE SET result = excluded.result`,
        parcel,
        attempt,
        late ? 1 : 0,
        positions?.[index] ?? index,
        result,
      )
    }
  }

  #keepOutcome({ parcel, positions }: Claim, index: number, answer: Answer): void {
    const kept = 'found' in answer ? answer.found : answer.outcome
    // A plain "delivered" says nothing that the receipt doesn't.
    if (kept.state === 'delivered') return
    const position = positions?.[index] ?? index
    this.#sql.run(
      'UPDATE parcel_member SET outcome = ? WHERE parcel_id = ? AND position = ?',
      this.#sql.sealing.seal(JSON.stringify(kept), 'outcome', parcel, position),
      parcel,
      position,
    )
  }
}
