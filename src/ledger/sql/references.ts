/**
 * Whom a revision names, in the accepting transaction: planning read them before, so what it read is looked at once more.
 * Whoever comes second sees the first: a record that arrives or changes notes that its dependants are to be planned anew.
 */
import { randomInt } from 'node:crypto'
import type { Acceptance, NamedReferent, RecordRef } from '../rows-accept.ts'
import { parseTargetSubject, targetSubject } from '../rows-referent.ts'
import { among, type Fingerprinted, type Fingerprints } from './fingerprints.ts'
import type { Statements } from './statements.ts'

// Never the same twice for one record; fits a number.
const STAMPS = 2 ** 47

const NOTHING_KEPT: ReadonlyMap<number, number> = new Map()

/** A record that is named, as it stands. */
interface Standing {
  readonly named: NamedReferent
  readonly id: number | null
  /** Null: it is missing, withdrawn or purged. */
  readonly revision: number | null
}

export class References {
  readonly #sql
  readonly #fingerprints

  constructor(sql: Statements, fingerprints: Fingerprints) {
    this.#sql = sql
    this.#fingerprints = fingerprints
  }

  /** Everything that is named; undefined where it isn't any more what planning read. */
  read({ references = [] }: Acceptance): readonly Standing[] | undefined {
    const found = references.map((named) => this.#find(named))
    const moved = found.some(({ named: { seen }, id, revision }) =>
      seen === undefined ? false : seen === null ? revision !== null : seen.id !== id || seen.revision !== revision,
    )
    return moved ? undefined : found
  }

  write(
    { keyHash, before, form, withdrawn, change }: Fingerprinted,
    record: RecordRef,
    revisionId: number,
    named: readonly Standing[],
  ): void {
    const kept = record.revision > 1 && named.length > 0 ? this.#frozenBefore(record) : NOTHING_KEPT
    // Of what is followed, only the latest revision matters.
    if (record.revision > 1)
      this.#sql.run(
        `DELETE FROM reference WHERE referent_revision IS NULL
         AND revision_id = (SELECT id FROM revision WHERE record_id = ? AND revision = ?)`,
        record.id,
        record.revision - 1,
      )
    for (const { named: one, id, revision } of named) {
      this.#sql.run(
        `INSERT INTO reference (revision_id, form, key_hash, mode, referent_id, referent_revision, index_layer)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        revisionId,
        one.form,
        id === null ? (this.#fingerprints.search(one.keyHash)[0] ?? null) : null,
        one.mode,
        id,
        one.mode === 'freeze' && id !== null && revision !== null ? (kept.get(id) ?? revision) : null,
        this.#fingerprints.layer,
      )
    }
    // Also those that keep a revision of it: one that waited for the other's number waits for this one's now.
    if (change?.kind === 'merge' && this.#isNamed(change.into)) noteReplan(this.#sql, change.into)
    if (withdrawn) return
    if ((record.revision === 1 || change) && keyHash) this.#arrived(form, record.id, [keyHash, before?.keyHash])
    noteReplan(this.#sql, record.id, FOLLOWED)
  }

  /** What the revision before kept of each record that it named: an event that is corrected keeps it too. */
  #frozenBefore({ id, revision }: RecordRef): ReadonlyMap<number, number> {
    const rows = this.#sql.all<{ referent_id: number; referent_revision: number }>(
      `SELECT f.referent_id, f.referent_revision FROM reference f JOIN revision v ON v.id = f.revision_id
       WHERE v.record_id = ? AND v.revision = ? AND f.referent_revision IS NOT NULL`,
      id,
      revision - 1,
    )
    return new Map(rows.map((row) => [row.referent_id, row.referent_revision]))
  }

  /** A new record: whoever named it before it was there names it now. */
  #arrived(form: string, id: number, hashes: readonly (Uint8Array | undefined)[]): void {
    const given = hashes.filter((hash) => hash !== undefined)
    this.#sql.run(
      `UPDATE reference SET referent_id = ?, key_hash = NULL WHERE referent_id IS NULL AND form = ? AND key_hash ${among(given)}`,
      id,
      form,
      ...given,
    )
  }

  #isNamed(recordId: number): boolean {
    return this.#sql.get('SELECT 1 FROM reference WHERE referent_id = ? LIMIT 1', recordId) !== undefined
  }

  #find(named: NamedReferent): Standing {
    const hashes = this.#fingerprints.search(named.keyHash)
    const row = this.#sql.get<{ id: number; revision: number; gone: number }>(
      `SELECT id, revision, CASE WHEN withdrawn = 1 OR purged_at IS NOT NULL THEN 1 ELSE 0 END AS gone
       FROM record WHERE form = ? AND key_hash ${among(hashes)}
       UNION ALL SELECT r.id, r.revision, CASE WHEN r.withdrawn = 1 OR r.purged_at IS NOT NULL THEN 1 ELSE 0 END
       FROM former_key k JOIN record r ON r.id = k.record_id WHERE k.form = ? AND k.key_hash ${among(hashes)} LIMIT 1`,
      named.form,
      ...hashes,
      named.form,
      ...hashes,
    )
    return { named, id: row?.id ?? null, revision: row && row.gone === 0 ? row.revision : null }
  }
}

const isTold = (
  sql: Statements,
  { record, upstream }: { readonly record: number; readonly upstream: string },
): boolean =>
  sql.get(
    `SELECT 1 FROM target t JOIN upstream u ON u.id = t.upstream_id WHERE t.record_id = ? AND u.name = ? AND t.reference IS NOT NULL`,
    record,
    upstream,
  ) !== undefined

/** For what begins to wait: it may have come since that was looked up, and nobody else would wake it. Runs inside a transaction. */
export function noteIfTold(sql: Statements, subject: string): void {
  const target = parseTargetSubject(subject)
  if (isTold(sql, target)) noteReplan(sql, target.record)
}

// Whoever keeps a revision of it is not concerned by its next one.
const FOLLOWED = 'AND EXISTS (SELECT 1 FROM reference f WHERE f.referent_id = r.id AND f.referent_revision IS NULL)'

/** Those who name the record are to be planned anew, where `where` holds. Runs inside a transaction. */
function noteReplan(sql: Statements, recordId: number, where = ''): void {
  sql.run(
    `INSERT INTO replan (record_id, after_id, stamp) SELECT r.id, 0, CAST(? AS BIGINT) FROM record r WHERE r.id = ? ${where}
     ON CONFLICT (record_id) DO UPDATE SET after_id = 0, stamp = excluded.stamp, left_id = NULL, parked = 0`,
    randomInt(STAMPS),
    recordId,
  )
}

/** An upstream has said what it calls a record: who waited for that is planned anew. Runs inside a transaction. */
export function noteTold(sql: Statements, targetId: number, upstream: string): void {
  const target = sql.get<{ record_id: number }>('SELECT record_id FROM target WHERE id = ?', targetId)
  if (!target) return
  const subject = targetSubject(target.record_id, upstream)
  if (sql.get(`SELECT 1 FROM wait WHERE cause = 'target' AND subject = ? LIMIT 1`, subject))
    noteReplan(sql, target.record_id)
}
