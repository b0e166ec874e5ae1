/** The accepting transaction: revision, targets, deliveries, audit (I1), and what newer content supersedes (I7). */

import type { Moved } from '../contract.ts'
import { sameHash } from '../keys.ts'
import { newNumber } from '../number.ts'
import type { Accepted, NewSubmission, RecordRef, SubmissionRow } from '../rows-accept.ts'
import type { Audit } from './audit.ts'
import { among, type Fingerprinted } from './fingerprints.ts'
import { FormerKeys } from './former-keys.ts'
import type { PlannedDeliveries } from './planned.ts'
import type { References } from './references.ts'
import type { Statements } from './statements.ts'

type Opened = Pick<SubmissionRow, 'id' | 'number'>

export class Accepting {
  readonly #sql
  readonly #audit
  readonly #deliveries
  readonly #references
  readonly #formerKeys

  constructor(sql: Statements, audit: Audit, deliveries: PlannedDeliveries, references: References) {
    this.#formerKeys = new FormerKeys(sql)
    this.#sql = sql
    this.#audit = audit
    this.#deliveries = deliveries
    this.#references = references
  }

  /** Runs inside a transaction. */
  accept(acceptance: Fingerprinted): Accepted {
    const repeated = this.#repeated(acceptance) ?? this.#sameEvent(acceptance)
    if (repeated) return repeated
    const owner = this.#formerKeys.owner(acceptance)
    if (owner) return { state: 'key-taken', record: owner }
    const named = this.#references.read(acceptance)
    if (!named) return { state: 'moved' }
    if (!this.#isCurrent(acceptance)) return { state: 'moved' }
    const rekeyed = this.#formerKeys.changes(acceptance)
    this.#formerKeys.leave(acceptance)
    const record = this.#writeRecord(acceptance)
    if (!record) return { state: 'moved' }
    const { change } = acceptance
    if (change?.kind === 'merge') this.#formerKeys.merge(record.id, change.into)
    const submission =
      'id' in acceptance.submission ? acceptance.submission : this.openSubmission(acceptance.submission)
    const revisionId = this.#writeRevision(acceptance, submission, record)
    this.#references.write(acceptance, record, revisionId, named)
    const of = {
      submissionId: submission.id,
      recordId: record.id,
      number: record.number,
      revision: record.revision,
      revisionId,
      form: acceptance.form,
      rekeyed,
    }
    const moved: Moved[] = []
    for (const planned of acceptance.deliveries) this.#deliveries.write(of, planned, 0, acceptance.at, moved)
    this.#audit.write({
      at: acceptance.at,
      who: change?.kind === 'rewrite' ? 'gateway' : change?.kind === 'upgrade' ? change.who : acceptance.by,
      action: change && change.kind !== 'rewrite' ? change.kind : acceptance.withdrawn ? 'withdraw' : 'accept',
      ...(change && 'note' in change && change.note !== undefined ? { note: change.note } : {}),
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

  /** Before anything is written of a record whose key changes: what is half done would stay. */
  #isCurrent({ change, existing }: Fingerprinted): boolean {
    if (!change || !existing) return true
    const { id, revision } = existing
    return this.#sql.get('SELECT 1 FROM record WHERE id = ? AND revision = ?', id, revision) !== undefined
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
      `INSERT INTO revision (record_id, revision, submission_id, form, form_version, by, division, period, task, base, client_key_hash,
         entry_hash, content_hash, withdrawn, body, key_id, index_layer, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      record.id,
      record.revision,
      submission.id,
      form,
      acceptance.formVersion,
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
}
