/** The accepting transaction: revision, targets, deliveries, audit (I1), and what newer content supersedes (I7). */

import type { Problem } from '../../base/problem.ts'
import type { Moved } from '../contract.ts'
import { sameHash } from '../keys.ts'
import { newNumber } from '../number.ts'
import type { Acceptance, Accepted, NewSubmission, PlannedDelivery, RecordRef, SubmissionRow } from '../rows-accept.ts'
import { type DeliveryState, isMoving, isSettled } from '../states.ts'
import type { Audit } from './audit.ts'
import type { Doubt } from './doubt.ts'
import { among, type Fingerprinted } from './fingerprints.ts'
import type { Gates } from './gate.ts'
import type { Movements } from './movements.ts'
import type { Statements } from './statements.ts'
import type { Upstreams } from './upstreams.ts'

type Opened = Pick<SubmissionRow, 'id' | 'number'>

interface TargetRef {
  id: number
  exposed_by: number | null
  there: number
  ordinal: number
}

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

export class Accepting {
  readonly #sql
  readonly #audit
  readonly #movements
  readonly #upstreams
  readonly #gates
  readonly #doubt

  constructor(sql: Statements, audit: Audit, movements: Movements, upstreams: Upstreams, gates: Gates, doubt: Doubt) {
    this.#doubt = doubt
    this.#sql = sql
    this.#audit = audit
    this.#movements = movements
    this.#upstreams = upstreams
    this.#gates = gates
  }

  /** Runs inside a transaction. */
  accept(acceptance: Fingerprinted): Accepted {
    const repeated = this.#repeated(acceptance) ?? this.#sameEvent(acceptance)
    if (repeated) return repeated
    const record = this.#writeRecord(acceptance)
    if (!record) return { state: 'moved' }
    const submission =
      'id' in acceptance.submission ? acceptance.submission : this.openSubmission(acceptance.submission)
    const revisionId = this.#writeRevision(acceptance, submission, record)
    const moved: Moved[] = []
    for (const planned of acceptance.deliveries) {
      const { delivery, state, problems } = this.#writeDelivery(
        acceptance,
        planned,
        { submission, recordId: record.id, revisionId },
        moved,
      )
      moved.push({
        delivery,
        submission: submission.id,
        record: record.number,
        revision: record.revision,
        form: acceptance.form,
        upstream: planned.upstream,
        state,
        problems,
      })
    }
    this.#audit.write({
      at: acceptance.at,
      who: acceptance.by,
      action: acceptance.withdrawn ? 'withdraw' : 'accept',
      form: acceptance.form,
      record: record.number,
      revision: record.revision,
      payloadHash: acceptance.contentHash,
    })
    return { state: 'accepted', submission, record, moved }
  }

  /** Runs inside a transaction. */
  openSubmission(submission: NewSubmission): Opened {
    const { form, by, division = null, period = null, task = null, source, at } = submission
    const number = newNumber()
    const id = this.#sql.insert(
      'INSERT INTO submission (number, form, by, division, period, task, source, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      number,
      form,
      by,
      division,
      period,
      task,
      source,
      at,
    )
    return { id, number }
  }

  /** Same client key: the same record again, or a conflict. */
  #repeated({ form, clientKeyHash, entryHash, before }: Fingerprinted): Accepted | undefined {
    if (!clientKeyHash) return undefined
    const hashes = before?.clientKeyHash ? [clientKeyHash, before.clientKeyHash] : [clientKeyHash]
    const row = this.#sql.get<RecordRef & { entry_hash: Uint8Array }>(
      `SELECT r.id, r.number, v.revision, v.entry_hash FROM revision v JOIN record r ON r.id = v.record_id
       WHERE v.form = ? AND v.client_key_hash ${among(hashes)}`,
      form,
      ...hashes,
    )
    if (!row) return undefined
    const { entry_hash, ...record } = row
    return { state: sameHash(entry_hash, entryHash) ? 'repeated' : 'conflict', record }
  }

  #sameEvent({ form, existing, eventHash, refuseSameEvent, before }: Fingerprinted): Accepted | undefined {
    if (existing || !eventHash || !refuseSameEvent) return undefined
    const hashes = before?.eventHash ? [eventHash, before.eventHash] : [eventHash]
    const record = this.#sql.get<RecordRef>(
      `SELECT id, number, revision FROM record WHERE form = ? AND event_hash ${among(hashes)} AND withdrawn = 0 LIMIT 1`,
      form,
      ...hashes,
    )
    return record && { state: 'same-event', record }
  }

  #writeRecord(acceptance: Fingerprinted): RecordRef | undefined {
    const { existing, form, formVersion, keyHash = null, eventHash = null, indexLayer = 0, before, at } = acceptance
    if (existing) {
      const layer = keyHash || eventHash ? indexLayer : 0
      const changed = this.#sql.get<{ number: string }>(
        `UPDATE record SET revision = revision + 1, form_version = ?, event_hash = ?, withdrawn = ?, updated_at = ?,
           purged_at = NULL, key_hash = coalesce(?, key_hash),
           index_layer = CASE WHEN index_layer > ? THEN index_layer ELSE ? END
         WHERE id = ? AND revision = ? RETURNING number`,
        formVersion,
        eventHash,
        acceptance.withdrawn ? 1 : 0,
        at,
        keyHash,
        layer,
        layer,
        existing.id,
        existing.revision,
      )
      return changed && { id: existing.id, number: changed.number, revision: existing.revision + 1 }
    }
    if (
      before?.keyHash &&
      this.#sql.get('SELECT 1 FROM record WHERE form = ? AND key_hash = ?', form, before.keyHash)
    ) {
      return undefined
    }
    // Nothing is inserted when somebody else made the record first: the caller reads again, merges and comes back.
    const number = newNumber()
    const made = this.#sql.get<{ id: number }>(
      `INSERT INTO record (number, form, form_version, key_hash, event_hash, origin, revision, withdrawn, index_layer, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
      number,
      form,
      formVersion,
      keyHash,
      eventHash,
      acceptance.origin,
      acceptance.withdrawn ? 1 : 0,
      indexLayer,
      at,
      at,
    )
    return made && { id: made.id, number, revision: 1 }
  }

  #writeRevision(acceptance: Fingerprinted, submission: Opened, record: RecordRef): number {
    const { form, by, division = null, period = null, task = null, base = null, at } = acceptance
    return this.#sql.insert(
      `INSERT INTO revision (record_id, revision, submission_id, form, by, division, period, task, base, client_key_hash,
         entry_hash, content_hash, withdrawn, body, key_id, index_layer, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      record.id,
      record.revision,
      submission.id,
      form,
      by,
      division,
      period,
      task,
      base,
      acceptance.clientKeyHash ?? null,
      acceptance.entryHash,
      acceptance.contentHash,
      acceptance.withdrawn ? 1 : 0,
      this.#sql.sealing.seal(JSON.stringify(acceptance.values), 'revision', record.id, record.revision),
      this.#sql.sealing.keyId,
      acceptance.indexLayer ?? 0,
      at,
    )
  }

  #writeDelivery(
    acceptance: Acceptance,
    given: PlannedDelivery,
    { submission, recordId, revisionId }: { submission: Opened; recordId: number; revisionId: number },
    moved: Moved[],
  ): { delivery: number; state: DeliveryState; problems: readonly Problem[] } {
    const { id: upstreamId, gate } = this.#upstreams.get(given.upstream)
    const target = this.#sql.get<TargetRef>(
      `INSERT INTO target (record_id, upstream_id) VALUES (?, ?)
       ON CONFLICT (record_id, upstream_id) DO UPDATE SET record_id = excluded.record_id RETURNING id, exposed_by, there, ordinal`,
      recordId,
      upstreamId,
    ) as TargetRef
    const planned = stillThere(given, target)
    const { sealing } = this.#sql
    this.#supersede(target, acceptance.at, moved)
    // A newer revision waits behind the exposed one (I7); whatever settles that one wakes this.
    const behind = planned.state === 'pending' && target.exposed_by !== null
    const doubted = planned.state === 'pending' && !behind && this.#doubt.concerns(target)
    const delivery = this.#sql.insert(
      `INSERT INTO delivery (target_id, revision_id, submission_id, upstream_id, state, open, moving, wanted, body, key_id, payload_hash,
         priority, due_at, deadline_at, give_up_at, shut_ms, problems, created_at, settled_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      target.id,
      revisionId,
      submission.id,
      upstreamId,
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
      this.#gates.shutMs(gate, acceptance.at),
      planned.problems.length > 0
        ? sealing.seal(JSON.stringify(planned.problems), 'problems', target.id, revisionId)
        : null,
      acceptance.at,
      isSettled(planned.state) ? acceptance.at : null,
    )
    if (behind) this.#movements.wait(delivery, { cause: 'exposed' }, acceptance.at)
    if (doubted) this.#movements.wait(delivery, { cause: 'doubt' }, acceptance.at)
    const problems = behind ? this.#movements.followExposing(target.id, planned.upstream) : undefined
    if (problems) return { delivery, state: 'blocked', problems }
    if (!isSettled(planned.state) && planned.state !== 'pending') {
      this.#movements.wait(delivery, { cause: 'person' }, acceptance.at)
    }
    return { delivery, state: planned.state, problems: planned.problems }
  }

  #supersede(target: TargetRef, now: number, moved: Moved[]): void {
    const older = this.#sql.all<{ id: number }>(
      'SELECT id FROM delivery WHERE target_id = ? AND open = 1 AND id IS DISTINCT FROM ?',
      target.id,
      target.exposed_by,
    )
    for (const { id } of older) moved.push(this.#movements.supersede(id, now))
  }
}
