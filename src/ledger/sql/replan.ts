/** Records that name a changed one, in chunks: read, planned by the caller, written. The cursor moves with what is written. */
import { randomInt } from 'node:crypto'
import { canonicalJson } from '../../base/canonical-json.ts'
import type { Moved } from '../contract.ts'
import { sameHash } from '../keys.ts'
import type { PlannedDelivery, StoredRecord } from '../rows-accept.ts'
import type { Dependants, Replanned } from '../rows-referent.ts'
import type { DeliveryState } from '../states.ts'
import type { PlannedDeliveries, PlannedRevision } from './planned.ts'
import type { Reading } from './read.ts'
import { toProblems } from './rows.ts'
import { isUnreadable, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

/** Revisions that follow the record, wait for it, or wait for what an upstream calls it. */
const DEPENDANTS = `SELECT DISTINCT r.id FROM reference f JOIN revision v ON v.id = f.revision_id
  JOIN record r ON r.id = v.record_id AND r.revision = v.revision
  WHERE f.referent_id = ? AND r.withdrawn = 0 AND r.purged_at IS NULL AND r.id > ? AND (f.referent_revision IS NULL OR EXISTS (
    SELECT 1 FROM target t JOIN delivery d ON d.target_id = t.id JOIN wait w ON w.delivery_id = d.id
    WHERE t.record_id = r.id AND d.open = 1 AND w.cause = 'target'))
  ORDER BY r.id LIMIT ?`

/** The newest delivery for a target. */
interface Newest {
  id: number
  target_id: number
  revision_id: number
  state: DeliveryState
  payload_hash: Uint8Array | null
  problems: Stored | null
  plan: number
  priority: 0 | 1 | 2
  deadline_at: number | null
}

export class Replanning {
  readonly #sql
  readonly #reading
  readonly #deliveries

  constructor(sql: Statements, reading: Reading, deliveries: PlannedDeliveries) {
    this.#sql = sql
    this.#reading = reading
    this.#deliveries = deliveries
  }

  next(limit: number): Dependants | undefined {
    const row = this.#sql.get<{ record_id: number; after_id: number; stamp: number }>(
      'SELECT record_id, after_id, stamp FROM replan WHERE parked = 0 ORDER BY record_id LIMIT 1',
    )
    if (!row) return undefined
    const ids = this.#sql.all<{ id: number }>(DEPENDANTS, row.record_id, row.after_id, limit)
    const records = ids.map(({ id }) => this.#readable(id))
    const left = ids.find((_, index) => records[index] === undefined)?.id
    return {
      referent: row.record_id,
      stamp: row.stamp,
      records: records.filter((record) => record !== undefined),
      after: ids.at(-1)?.id ?? 0,
      last: ids.length < limit,
      ...(left === undefined ? {} : { left }),
    }
  }

  /** One that nobody can read here must not keep the others waiting. */
  #readable(id: number): StoredRecord | undefined {
    try {
      return this.#reading.record({ id })
    } catch (error) {
      if (isUnreadable(error)) return undefined
      throw error
    }
  }

  /** Runs inside a transaction. */
  write({ referent, stamp, last, after, left, at, records }: Replanned): Moved[] {
    const moved: Moved[] = []
    // The record changed again, or another process planned this chunk: what was read for it is old.
    if (!this.#stands(referent, stamp)) return moved
    for (const { id, revision, deliveries, frozen } of records) {
      const of = this.#sql.get<{ revisionId: number; number: string; form: string; submissionId: number }>(
        `SELECT v.id AS "revisionId", r.number, r.form, v.submission_id AS "submissionId"
         FROM record r JOIN revision v ON v.record_id = r.id AND v.revision = r.revision
         WHERE r.id = ? AND r.revision = ? AND r.withdrawn = 0 AND r.purged_at IS NULL`,
        id,
        revision,
      )
      // It moved meanwhile, and was planned with what was known then.
      if (!of) continue
      for (const one of frozen)
        this.#sql.run(
          `UPDATE reference SET referent_revision = ?
           WHERE revision_id = ? AND referent_id = ? AND mode = 'freeze' AND referent_revision IS NULL`,
          one.revision,
          of.revisionId,
          one.id,
        )
      for (const planned of deliveries) this.#deliver({ ...of, recordId: id, revision }, planned, at, moved)
    }
    // What was written may have noted it anew: an upstream has named it since the chunk was planned. That begins again.
    if (this.#stands(referent, stamp)) {
      this.#goOn(referent, after, left)
      if (last) this.#end(referent)
    }
    return moved
  }

  #stands(referent: number, stamp: number): boolean {
    return this.#sql.get('SELECT 1 FROM replan WHERE record_id = ? AND stamp = ?', referent, stamp) !== undefined
  }

  #goOn(referent: number, after: number, left: number | undefined): void {
    this.#sql.run(
      'UPDATE replan SET after_id = ?, left_id = COALESCE(left_id, ?), stamp = ? WHERE record_id = ?',
      after,
      left ?? null,
      randomInt(2 ** 47),
      referent,
    )
  }

  #end(referent: number): void {
    this.#sql.run('DELETE FROM replan WHERE record_id = ? AND left_id IS NULL', referent)
    this.#sql.run('UPDATE replan SET after_id = left_id - 1, left_id = NULL, parked = 1 WHERE record_id = ?', referent)
  }

  /** Only what says something else than the newest delivery: what was planned in the same words stands. */
  #deliver(of: PlannedRevision, planned: PlannedDelivery, at: number, moved: Moved[]): void {
    const newest = this.#sql.get<Newest>(
      `SELECT d.id, d.target_id, d.revision_id, d.state, d.payload_hash, d.problems, d.plan, d.priority, d.deadline_at
       FROM delivery d JOIN target t ON t.id = d.target_id JOIN upstream u ON u.id = t.upstream_id
       WHERE t.record_id = ? AND u.name = ? ORDER BY d.id DESC LIMIT 1`,
      of.recordId,
      planned.upstream,
    )
    if (newest && this.#isSame(newest, planned)) return
    // An upstream that never heard of the record is a matter of enrolling it.
    if (!newest) return
    const { priority, deadline_at: deadlineAt } = newest
    const kept = { ...planned, priority, ...(deadlineAt === null ? {} : { deadlineAt }) }
    const plan = newest.revision_id === of.revisionId ? newest.plan + 1 : 0
    moved.push(...this.#deliveries.write(of, [kept], plan, at))
  }

  #isSame(newest: Newest, planned: PlannedDelivery): boolean {
    if (planned.payload) return sameHash(newest.payload_hash, planned.payload.hash)
    if (newest.payload_hash !== null || newest.state !== planned.state) return false
    const problems = toProblems({ ...newest, upstream: planned.upstream }, this.#sql.sealing)
    return canonicalJson(problems) === canonicalJson(planned.problems)
  }
}
