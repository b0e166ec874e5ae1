/** The accepting transaction: revision, targets, deliveries, audit (I1), and what newer content supersedes (I7). */

import { sameHash } from '../keys.ts'
import { newNumber } from '../number.ts'
import type { Accepted, NewSubmission, RecordRef, SubmissionRow } from '../rows-accept.ts'
import { type AcceptRead, AcceptReads } from './accept-reads.ts'
import type { Audit } from './audit.ts'
import type { Fingerprinted } from './fingerprints.ts'
import { FormerKeys } from './former-keys.ts'
import type { PlannedDeliveries } from './planned.ts'
import type { References } from './references.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'

type Opened = Pick<SubmissionRow, 'id' | 'number'>

export class Accepting {
  readonly #sql
  readonly #audit
  readonly #deliveries
  readonly #references
  readonly #formerKeys
  readonly #reads

  constructor(sql: Statements, audit: Audit, deliveries: PlannedDeliveries, references: References, undo: Undo) {
    this.#formerKeys = new FormerKeys(sql)
    this.#reads = new AcceptReads(sql, undo)
    this.#sql = sql
    this.#audit = audit
    this.#deliveries = deliveries
    this.#references = references
  }

  /** Asks what accepting it depends on, before others are accepted. */
  foresee(acceptance: Fingerprinted): void {
    this.#reads.foresee(acceptance)
    this.#audit.foresee()
    this.#deliveries.foresee(acceptance.deliveries)
  }

  /** Runs inside a transaction. */
  accept(acceptance: Fingerprinted): Accepted {
    const read = this.#reads.of(acceptance)
    const [event] = read.sameEvent()
    const repeated = this.#repeated(acceptance, read)
    if (repeated) return repeated
    if (event) return { state: 'same-event', record: event }
    const owner = this.#formerKeys.owner(acceptance)
    if (owner) return { state: 'key-taken', record: owner }
    const named = this.#references.read(acceptance)
    if (!named || !isAsRead(acceptance, read)) return { state: 'moved' }
    const rekeyed = this.#formerKeys.changes(acceptance)
    this.#formerKeys.leave(acceptance)
    const record = this.#writeRecord(acceptance, read)
    this.#reads.wrote(acceptance)
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
      isNew: !acceptance.existing,
    }
    const moved = this.#deliveries.write(of, acceptance.deliveries, 0, acceptance.at)
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

  /** Same client key: the same record again, or a conflict. */
  #repeated({ entryHash }: Fingerprinted, { repeated }: AcceptRead): Accepted | undefined {
    const [row] = repeated()
    if (!row) return undefined
    const { entry_hash, ...record } = row
    return { state: sameHash(entry_hash, entryHash) ? 'repeated' : 'conflict', record }
  }

  #writeRecord(acceptance: Fingerprinted, read: AcceptRead): RecordRef {
    const { existing, form, formVersion, keyHash = null, eventHash = null, indexLayer = 0, at } = acceptance
    const withdrawn = acceptance.withdrawn ? 1 : 0
    if (existing) {
      const { id, revision } = existing
      const layer = keyHash || eventHash ? indexLayer : 0
      this.#sql.run(
        `UPDATE record SET revision = revision + 1, form_version = ?, event_hash = ?, withdrawn = ?, updated_at = ?,
           purged_at = NULL, key_hash = coalesce(?, key_hash),
           index_layer = CASE WHEN index_layer > ? THEN index_layer ELSE ? END
         WHERE id = ?`,
        ...[formVersion, eventHash, withdrawn, at, keyHash, layer, layer, id],
      )
      return { id, number: (read.standing()[0] as { number: string }).number, revision: revision + 1 }
    }
    const { number } = read
    const id = this.#sql.insert(
      `INSERT INTO record (number, form, form_version, key_hash, event_hash, origin, revision, withdrawn, index_layer, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
      ...[number, form, formVersion, keyHash, eventHash, acceptance.origin, withdrawn, indexLayer, at, at],
    )
    return { id, number, revision: 1 }
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

/**
 * Nobody was faster: an existing record is at the revision the caller merged with, and a new one's key is nobody's. Looked at
 * before anything is written; otherwise the caller reads again, merges and comes back.
 */
const isAsRead = ({ existing }: Fingerprinted, { standing }: AcceptRead): boolean =>
  existing ? standing().length > 0 : standing().length === 0
