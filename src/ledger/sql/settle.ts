/** The settling transaction: evidence onto rows, fenced by parcel and attempt (I3, I5). */

import { accountGate } from '../../upstream/index.ts'
import type { Moved } from '../contract.ts'
import type { Claim, Settlement } from '../rows-claim.ts'
import { signOf } from '../rules/breaker.ts'
import { decideLook } from '../rules/look.ts'
import { keepTogether, splitSize } from '../rules/parcel.ts'
import { decidePoll } from '../rules/poll.ts'
import { decideSettle } from '../rules/settle.ts'
import type { GatePatch, Verdict } from '../verdict.ts'
import type { Gates } from './gate.ts'
import type { InHand, ParcelInHand } from './in-hand.ts'
import type { Movements } from './movements.ts'
import { type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'
import type { KnownUpstream } from './upstreams.ts'

/** States in which the same parcel may be needed again. */
const UNFINISHED = new Set(['sending', 'waiting', 'uncertain', 'processing', 'pending', 'held'])

type Answer = Settlement['answers'][0]

type Member = ParcelInHand['members'][0]

type MemberRow = Pick<DueRow, 'id' | 'newer_open'>

// A member that the answer doesn't name is unknown (I10).
const NOT_NAMED: Answer = { outcome: { state: 'unknown', detail: 'not-named' }, problems: [] }

const attemptOf = ({ parcel, attempt }: Claim) => `${parcel} ${attempt}`

export class Settling {
  readonly #sql
  readonly #movements
  readonly #owner
  readonly #inHand
  readonly #gates
  /** By attempt: a late answer may come beside the one to the next attempt. */
  readonly #foreseen = new Map<string, () => MemberRow[]>()

  constructor(sql: Statements, movements: Movements, owner: number, inHand: InHand, gates: Gates, undo: Undo) {
    undo.whenShared(() => this.#foreseen.clear())
    this.#sql = sql
    this.#movements = movements
    this.#owner = owner
    this.#inHand = inHand
    this.#gates = gates
  }

  /**
   * Asks what settling it depends on, before others are settled: their parcels are other ones, of other targets (I7), so
   * nothing that they write changes the answer.
   */
  foresee({ claim }: Settlement, upstream: KnownUpstream): void {
    this.#foreseen.set(attemptOf(claim), this.#ask(claim))
    this.#gates.foresee(upstream.gate, claim.account)
    this.#movements.foresee()
  }

  /** Runs inside a transaction. */
  settle(settlement: Settlement, upstream: KnownUpstream) {
    const { claim, now, answers } = settlement
    const parcel = this.#inHand.parcel(claim.parcel)
    const rows = (this.#foreseen.get(attemptOf(claim)) ?? this.#ask(claim))()
    this.#foreseen.delete(attemptOf(claim))
    // Evidence for a person, never state: somebody else has this parcel now, or it was settled already (I5).
    const late = parcel?.attempt !== claim.attempt || rows.length === 0
    this.#keepAttempt(settlement, late)
    if (late) {
      if (parcel?.attempt === claim.attempt) this.#inHand.done(claim.parcel)
      return { applied: false, moved: [] as Moved[] }
    }
    const { members } = parcel
    // Whoever settles it a second time comes too late.
    this.#sql.run('UPDATE parcel SET owner = 0 WHERE id = ?', claim.parcel)
    const newerOpen = new Map(rows.map((row) => [row.id, row.newer_open]))
    const splitInto = splitSize(
      answers.flatMap((answer) => ('found' in answer ? [] : [answer.outcome])),
      upstream.capabilities.batch,
    )
    const verdicts = keepTogether(
      members.map((member, index) => {
        member.row.newer_open = newerOpen.get(member.row.id) as number
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

  /**
   * Its members, with whether a newer revision waits behind. None where it isn't ours any more: its lease was over and another
   * process has noticed, or it was settled by this very call before.
   */
  #ask({ parcel, attempt }: Claim): () => MemberRow[] {
    return this.#sql.ask<MemberRow>(
      `SELECT d.id, CASE WHEN EXISTS (SELECT 1 FROM delivery n WHERE n.target_id = d.target_id AND n.id > d.id) THEN 1 ELSE 0 END AS newer_open
       FROM parcel p JOIN parcel_member m ON m.parcel_id = p.id JOIN delivery d ON d.id = m.delivery_id
       WHERE p.id = ? AND p.attempts = ? AND p.owner = ?`,
      parcel,
      attempt,
      this.#owner,
    )
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
    const account = members[0]?.row.account ?? undefined
    for (const { gate: patch } of verdicts) if (patch) this.#gates.answered(concerned(gate, account, patch), patch, now)
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

/** A password, a right, a captcha and a quota are an account's; that it is closed, or to be left alone for a while, the system's. */
const concerned = (gate: string, account: string | undefined, { state, why }: GatePatch): string =>
  account !== undefined && state === 'barred' && why !== 'closed' ? accountGate(gate, account) : gate
