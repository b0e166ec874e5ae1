/** One planned delivery onto its target, whoever planned it: what it supersedes (I7), and what it waits for (I11). */
import type { Problem } from '../../base/problem.ts'
import type { Capabilities } from '../../upstream/contract-v1.ts'
import type { Moved } from '../contract.ts'
import { sameHash } from '../keys.ts'
import type { PlannedDelivery } from '../rows-accept.ts'
import { targetSubject, waitOf } from '../rows-referent.ts'
import { accountMoved, takenBackUnder } from '../rules/account.ts'
import { type DeliveryState, isMoving, isSettled } from '../states.ts'
import type { Doubt } from './doubt.ts'
import type { Gates } from './gate.ts'
import type { Movements } from './movements.ts'
import { noteIfTold } from './references.ts'
import { MOVED_COLUMNS, type MovedRow } from './rows.ts'
import type { Stored } from './sealed.ts'
import type { Statements } from './statements.ts'
import type { Upstreams } from './upstreams.ts'

/** The revision that is planned. */
export interface PlannedRevision {
  readonly submissionId: number
  readonly recordId: number
  readonly number: string
  readonly revision: number
  readonly revisionId: number
  readonly form: string
  /** Its key was corrected with this revision. */
  readonly rekeyed?: boolean
  /** The record is made in this transaction: it has no targets yet. */
  readonly isNew?: boolean
}

interface TargetRef {
  id: number
  exposed_by: number | null
  there: number
  there_hash: Uint8Array | null
  reference: Stored | null
  account: string | null
  ordinal: number
  rekeyed: number
}

/** An open delivery that the planned one supersedes. */
type OpenRow = MovedRow & { readonly parcel_id: number | null }

interface Found {
  readonly target: TargetRef
  readonly older: readonly OpenRow[]
}

const NEVER_SENT = {
  exposed_by: null,
  there: 0,
  there_hash: null,
  reference: null,
  account: null,
  ordinal: 0,
  rekeyed: 0,
} as const

/** Whether what stands there is found again by its reference; by the key alone, a corrected one would make a second. */
const canFollow = ({ reference }: TargetRef, { operations, idempotency }: Capabilities): boolean =>
  reference !== null && operations.includes('update') && !idempotency?.upsert

/** A revision that no longer concerns an upstream where an earlier one stands, or may: taking it back is a person's word. */
function stillThere(
  planned: PlannedDelivery,
  target: TargetRef,
): Omit<PlannedDelivery, 'state'> & { state: DeliveryState } {
  if (planned.state !== 'not-applicable' || (target.there === 0 && target.exposed_by === null)) return planned
  return {
    ...planned,
    state: 'held',
    problems: [{ code: 'no_longer_applies', who: 'operator', upstream: planned.upstream }],
  }
}

export class PlannedDeliveries {
  readonly #sql
  readonly #movements
  readonly #upstreams
  readonly #gates
  readonly #doubt

  constructor(sql: Statements, movements: Movements, upstreams: Upstreams, gates: Gates, doubt: Doubt) {
    this.#doubt = doubt
    this.#sql = sql
    this.#movements = movements
    this.#upstreams = upstreams
    this.#gates = gates
  }

  /** Their gates will be looked at. */
  foresee(deliveries: readonly PlannedDelivery[]): void {
    for (const { upstream, account } of deliveries) this.#gates.foresee(this.#upstreams.gateOf(upstream), account)
  }

  /** Writes deliveries of one revision and what they supersede. `plan`: 0 at acceptance, then one more each time. @returns both */
  write(of: PlannedRevision, deliveries: readonly PlannedDelivery[], plan: number, now: number): Moved[] {
    // Asked together: each has a target of its own.
    const asked = deliveries.map((given) => ({ given, target: this.#target(of, given.upstream) }))
    return asked.flatMap(({ given, target }) => {
      const { older, delivery, state, problems } = this.#write(of, given, target(), plan, now)
      const moved: Moved = {
        delivery,
        submission: of.submissionId,
        record: of.number,
        revision: of.revision,
        form: of.form,
        upstream: given.upstream,
        state,
        problems,
      }
      return [...older, moved]
    })
  }

  #target({ recordId, isNew }: PlannedRevision, upstream: string): () => Found {
    const { id: upstreamId } = this.#upstreams.get(upstream)
    const made = () => ({
      ...NEVER_SENT,
      id: this.#sql.insert('INSERT INTO target (record_id, upstream_id) VALUES (?, ?)', recordId, upstreamId),
    })
    if (isNew) return () => ({ target: made(), older: [] })
    const target = this.#sql.ask<TargetRef>(
      `SELECT id, exposed_by, there, there_hash, reference, account, ordinal, rekeyed FROM target WHERE record_id = ? AND upstream_id = ?`,
      recordId,
      upstreamId,
    )
    const older = this.#sql.ask<OpenRow>(
      `SELECT d.parcel_id, ${MOVED_COLUMNS} JOIN target t ON t.id = d.target_id
       WHERE t.record_id = ? AND t.upstream_id = ? AND d.open = 1 AND d.id IS DISTINCT FROM t.exposed_by ORDER BY d.id`,
      recordId,
      upstreamId,
    )
    return () => ({ target: target()[0] ?? made(), older: older() })
  }

  #write(
    { submissionId, revisionId, rekeyed }: PlannedRevision,
    given: PlannedDelivery,
    { target, older }: Found,
    plan: number,
    now: number,
  ): {
    readonly older: readonly Moved[]
    readonly delivery: number
    readonly state: DeliveryState
    readonly problems: readonly Problem[]
  } {
    const { id: upstreamId, gate, accounts } = this.#upstreams.get(given.upstream)
    const none = accounts ? '' : null
    const planned = this.#underAccount(this.#byHand(stillThere(given, target), target, rekeyed === true), target)
    const { sealing } = this.#sql
    const superseded = older.map((row) => this.#movements.supersede(row, now))
    // A newer revision waits behind the exposed one (I7); whatever settles that one wakes this.
    const behind = planned.state === 'pending' && target.exposed_by !== null
    const doubted = planned.state === 'pending' && !behind && this.#doubt.concerns(target)
    const delivery = this.#sql.insert(
      `INSERT INTO delivery (target_id, revision_id, submission_id, upstream_id, account, plan, state, open, moving, wanted, body, key_id, payload_hash,
         priority, due_at, deadline_at, give_up_at, shut_ms, problems, created_at, settled_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      target.id,
      revisionId,
      submissionId,
      upstreamId,
      planned.account ?? none,
      plan,
      planned.state,
      isSettled(planned.state) ? 0 : 1,
      isMoving(planned.state) ? 1 : 0,
      planned.wanted,
      planned.payload ? sealing.seal(planned.payload.json, 'delivery', target.id, revisionId) : null,
      planned.payload ? sealing.keyId : null,
      planned.payload?.hash ?? null,
      planned.priority,
      planned.state === 'pending' && !behind && !doubted ? planned.dueAt : null,
      planned.deadlineAt ?? null,
      planned.giveUpAt,
      this.#gates.shutMs(gate, now, planned.account),
      planned.problems.length > 0
        ? sealing.seal(JSON.stringify(planned.problems), 'problems', target.id, revisionId)
        : null,
      now,
      isSettled(planned.state) ? now : null,
    )
    if (behind) this.#movements.wait(delivery, { cause: 'exposed' }, now)
    if (doubted) this.#movements.wait(delivery, { cause: 'doubt' }, now)
    const problems = behind ? this.#movements.followExposing(target.id, planned.upstream) : undefined
    if (problems) return { older: superseded, delivery, state: 'blocked', problems }
    if (!isSettled(planned.state) && planned.state !== 'pending') {
      this.#movements.wait(delivery, planned.wait ? waitOf(planned.wait) : { cause: 'person' }, now)
      if (planned.wait?.cause === 'target')
        noteIfTold(this.#sql, targetSubject(planned.wait.record, planned.wait.upstream))
    }
    return { older: superseded, delivery, state: planned.state, problems: planned.problems }
  }

  /** Under its old key it stands there, and nothing says that the new one would be taken for it: a person corrects it there. */
  #byHand<P extends Pick<PlannedDelivery, 'upstream' | 'wanted' | 'payload'> & { state: DeliveryState }>(
    planned: P,
    target: TargetRef,
    isRekeyed: boolean,
  ): P | (Omit<P, 'state' | 'problems'> & { state: 'held'; problems: readonly Problem[] }) {
    const { capabilities } = this.#upstreams.get(planned.upstream)
    const stands = target.there === 1 || target.exposed_by !== null
    const concerns = target.rekeyed === 1 || (isRekeyed && stands && !canFollow(target, capabilities))
    if (!concerns || planned.state !== 'pending' || sameHash(target.there_hash, planned.payload?.hash)) return planned
    this.#sql.run('UPDATE target SET rekeyed = 1 WHERE id = ?', target.id)
    const problems = [{ code: 'rekeyed_by_hand', who: 'operator', upstream: planned.upstream }] as const
    return { ...planned, state: 'held', problems }
  }

  /** What stands there is taken back by whoever put it there; corrected by another account only where that is known to be right. */
  #underAccount<P extends Omit<PlannedDelivery, 'state'> & { state: DeliveryState }>(
    planned: P,
    target: TargetRef,
  ): P | (Omit<P, 'state' | 'problems'> & { state: 'held' | 'pending'; problems: readonly Problem[] }) {
    const { accounts } = this.#upstreams.get(planned.upstream)
    if (!accounts) return planned
    const stands = target.there === 1 || target.exposed_by !== null
    if (planned.wanted === 'withdrawn') {
      const account = takenBackUnder({ stands, account: target.account }, accounts)
      return account === undefined ? planned : { ...planned, account, state: 'pending', problems: [] }
    }
    if (planned.state !== 'pending' || planned.account === undefined) return planned
    if (sameHash(target.there_hash, planned.payload?.hash)) return planned
    const moved = accountMoved(planned.upstream, planned.account, { stands, account: target.account }, accounts)
    return moved ? { ...planned, state: 'held', problems: [moved] } : planned
  }
}
