/** How a delivery moves between states, whatever moved it: the row, what it waits for, and whom that wakes (I7, I11). */
import type { Problem } from '../../base/problem.ts'
import type { Moved } from '../contract.ts'
import { type DeliveryState, isMoving, isSettled, needsPerson } from '../states.ts'
import type { DeliveryPatch, TargetPatch, Verdict } from '../verdict.ts'
import type { Audit } from './audit.ts'
import { noteTold } from './references.ts'
import { type DueRow, MOVED_COLUMNS, type MovedRow, toMoved } from './rows.ts'
import type { Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

type Receipt = NonNullable<Verdict['receipt']>

export class Movements {
  readonly #sql
  readonly #audit
  readonly #shutMs

  /** @param shutMs - what the gates that a delivery stands behind have been shut in sum: where the give-up clock begins anew */
  constructor(
    sql: Statements,
    audit: Audit,
    shutMs: (at: Pick<DueRow, 'upstream' | 'account'>, now: number) => number,
  ) {
    this.#shutMs = shutMs
    this.#sql = sql
    this.#audit = audit
  }

  /** Something will be delivered. */
  foresee(): void {
    this.#audit.foresee()
  }

  wait(delivery: number, wait: { cause: string; subject?: string }, now: number): void {
    this.#sql.run(
      `INSERT INTO wait (delivery_id, cause, subject, since_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (delivery_id) DO UPDATE SET cause = excluded.cause, subject = excluded.subject, since_at = excluded.since_at`,
      delivery,
      wait.cause,
      wait.subject ?? null,
      now,
    )
  }

  /** @param row - with the parcel it left with, if any */
  supersede(row: MovedRow & { readonly parcel_id: number | null }, now: number): Moved {
    this.#move({ id: row.id }, { state: 'superseded', dueAt: null }, now)
    if (row.parcel_id !== null) this.leaveParcel(row.id, row.parcel_id)
    return { ...toMoved(row, this.#sql.sealing), state: 'superseded' }
  }

  /** The delivery goes no more with this parcel. When nobody does, its message is personal data that nobody will send. */
  leaveParcel(delivery: number, parcel: number): void {
    this.#sql.run('UPDATE parcel_member SET closed = 1 WHERE parcel_id = ? AND delivery_id = ?', parcel, delivery)
    this.#sql.run(
      `UPDATE parcel SET state = 'closed', message = NULL
       WHERE id = ? AND NOT EXISTS (SELECT 1 FROM parcel_member m WHERE m.parcel_id = parcel.id AND m.closed = 0)`,
      parcel,
    )
  }

  describe(delivery: number): Moved {
    return toMoved(
      this.#sql.get<MovedRow>(`SELECT ${MOVED_COLUMNS} WHERE d.id = ?`, delivery) as MovedRow,
      this.#sql.sealing,
    )
  }

  /** @param at - the whole row where the patch brings texts with it: they are sealed for their place */
  #move(
    at: Pick<DueRow, 'id'> & Partial<DueRow>,
    patch: DeliveryPatch,
    now: number,
    from?: DeliveryState,
    shutMs?: number,
  ): void {
    const { id: delivery, target_id = 0, revision_id = 0 } = at
    const { state, dueAt = null } = patch
    this.#sql.run(
      `UPDATE delivery SET state = ?, open = ?, moving = ?, due_at = ?, problems = coalesce(?, problems), tries = coalesce(?, tries),
         give_up_at = coalesce(?, give_up_at), shut_ms = coalesce(?, shut_ms), ticket = coalesce(?, ticket), look_only = coalesce(?, look_only),
         parcel_max = coalesce(?, parcel_max), first_sent_at = CASE WHEN ? = 1 THEN NULL ELSE first_sent_at END,
         settled_at = ? WHERE id = ?`,
      state,
      isSettled(state) ? 0 : 1,
      isMoving(state) ? 1 : 0,
      dueAt,
      patch.problems ? this.#problems(patch.problems, target_id, revision_id) : null,
      patch.tries ?? null,
      patch.giveUpAt ?? null,
      shutMs ?? null,
      patch.ticket ? this.#sql.sealing.seal(patch.ticket, 'ticket', target_id, revision_id) : null,
      patch.lookOnly === undefined ? null : patch.lookOnly ? 1 : 0,
      patch.regroup?.max ?? null,
      patch.neverSent ? 1 : 0,
      isSettled(state) ? now : null,
      delivery,
    )
    if (patch.failure !== undefined) {
      this.#sql.run(
        'UPDATE delivery SET failure = ? WHERE id = ?',
        patch.failure && JSON.stringify(patch.failure),
        delivery,
      )
    }
    if (patch.wait) this.wait(delivery, patch.wait, now)
    else if (dueAt === null && !isSettled(state)) this.wait(delivery, { cause: 'person' }, now)
    // What was in flight waited for nobody.
    else if (from !== 'sending') this.#sql.run('DELETE FROM wait WHERE delivery_id = ?', delivery)
  }

  #problems(problems: readonly Problem[], targetId: number, revisionId: number): Stored {
    return problems.length === 0
      ? this.#sql.sealing.plain('[]')
      : this.#sql.sealing.seal(JSON.stringify(problems), 'problems', targetId, revisionId)
  }

  /** Writes what evidence means, and moves whoever waited for it. */
  apply(row: DueRow, verdict: Verdict, now: number, who: string, note?: string): Moved[] {
    const target = verdict.target ?? {}
    this.#writeTarget(row, target)
    const exposed = target.exposed ?? row.exposed_by !== null
    // A newer revision is open and this one can't be standing at the upstream: it is moot (I7).
    const moot = !exposed && row.newer_open === 1 && !isSettled(verdict.delivery.state)
    const delivery = moot
      ? { ...verdict.delivery, state: 'superseded' as DeliveryState, dueAt: null }
      : verdict.delivery
    const { wait: _, ...withoutWait } = delivery
    const shutMs = delivery.giveUpAt === undefined ? undefined : this.#shutMs(row, now)
    this.#move(row, moot ? withoutWait : delivery, now, row.state, shutMs)
    if (verdict.receipt) this.#writeReceipt(row, verdict.receipt, now, who, note)
    const moved = [movedFrom(row, delivery, verdict.receipt?.reference ?? target.reference ?? undefined)]
    if (row.newer_open === 1) {
      if (exposed) this.followExposing(row.target_id, row.upstream)
      else this.#wake(row, now)
    }
    return moved
  }

  #writeTarget(row: DueRow, target: TargetPatch): void {
    if (Object.keys(target).length === 0) return
    const there = target.there === undefined ? row.there : target.there === null ? 0 : 1
    const hash = target.there === undefined ? row.there_hash : (target.there?.payloadHash ?? null)
    const exposedBy = target.exposed === undefined ? row.exposed_by : target.exposed ? row.id : null
    const reference = target.reference === undefined ? row.reference : target.reference
    // Evidence came in under this account, or a person says that it stands there under it.
    const account = target.there || target.moved ? row.account || null : row.target_account
    this.#sql.run(
      `UPDATE target SET there = ?, there_hash = ?, reference = ?, exposed_by = ?, last_sent_at = coalesce(?, last_sent_at),
         quiet_at = coalesce(?, quiet_at), rekeyed = CASE WHEN ? = 1 THEN 0 ELSE rekeyed END, account = ? WHERE id = ?`,
      there,
      hash,
      reference === null ? null : this.#sql.sealing.seal(reference, 'reference', row.target_id),
      exposedBy,
      target.lastSentAt ?? null,
      target.quietAt ?? null,
      target.rekeyed === false ? 1 : 0,
      account,
      row.target_id,
    )
    if (reference !== null && reference !== row.reference) noteTold(this.#sql, row.target_id, row.upstream)
  }

  #writeReceipt(row: DueRow, receipt: Receipt, now: number, who: string, note: string | undefined): void {
    const { evidence, says = 'there', reference } = receipt
    this.#sql.run(
      `INSERT INTO receipt (delivery_id, target_id, payload_hash, evidence, says, reference, by, note, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      row.target_id,
      // No evidence of this content, where it says that it is not there.
      says === 'there' ? row.payload_hash : null,
      evidence,
      says,
      reference === undefined ? null : this.#sql.sealing.seal(reference, 'receipt', row.id),
      who,
      note === undefined ? null : this.#sql.sealing.seal(note, 'receipt-note', row.id),
      now,
    )
    if (says !== 'there') return
    this.#audit.write({
      at: now,
      who,
      action: 'delivered',
      form: row.form,
      record: row.number,
      revision: row.revision,
      upstream: row.upstream,
      payloadHash: row.payload_hash,
      ...(receipt.reference === undefined ? {} : { reference: receipt.reference }),
    })
  }

  /**
   * What waits behind an exposed delivery moves as that one does: by itself, or not until a person has decided.
   *
   * @returns what to tell people while it is blocked
   */
  followExposing(targetId: number, upstream: string): readonly Problem[] | undefined {
    const exposing = this.#sql.get<{ state: DeliveryState }>(
      'SELECT d.state FROM target t JOIN delivery d ON d.id = t.exposed_by WHERE t.id = ?',
      targetId,
    )
    const blocked = exposing !== undefined && needsPerson(exposing.state)
    const problems: readonly Problem[] = [{ code: 'behind_held', who: 'operator', upstream }]
    this.#sql.run(
      `UPDATE delivery SET state = ?, moving = ?, problems = ? WHERE target_id = ? AND open = 1 AND state IN ('pending', 'blocked')
         AND id IN (SELECT delivery_id FROM wait WHERE cause = 'exposed')`,
      blocked ? 'blocked' : 'pending',
      blocked ? 0 : 1,
      blocked ? this.#sql.sealing.plain(JSON.stringify(problems)) : null,
      targetId,
    )
    return blocked ? problems : undefined
  }

  /** The target is no longer exposed: the revision that waited behind is due now. */
  #wake({ target_id, upstream }: DueRow, now: number): void {
    const waiting = this.#sql.all<{ id: number; account: string | null }>(
      `SELECT d.id, d.account FROM delivery d JOIN wait w ON w.delivery_id = d.id
       WHERE d.target_id = ? AND d.open = 1 AND w.cause = 'exposed'`,
      target_id,
    )
    for (const { id, account } of waiting) {
      this.#sql.run(
        `UPDATE delivery SET state = 'pending', moving = 1, problems = NULL, due_at = ?,
           give_up_at = CASE WHEN created_at < ? THEN ? + give_up_at - created_at ELSE give_up_at END, shut_ms = ? WHERE id = ?`,
        now,
        now,
        now,
        this.#shutMs({ upstream, account }, now),
        id,
      )
      this.#sql.run('DELETE FROM wait WHERE delivery_id = ?', id)
    }
  }
}

function movedFrom(row: DueRow, delivery: DeliveryPatch, reference: string | undefined): Moved {
  const problems: readonly Problem[] = delivery.problems ?? []
  return {
    delivery: row.id,
    submission: row.submission_id,
    record: row.number,
    revision: row.revision,
    form: row.form,
    upstream: row.upstream,
    state: delivery.state,
    problems,
    ...(reference === undefined ? {} : { reference }),
  }
}
