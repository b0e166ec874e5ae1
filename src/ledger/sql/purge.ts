/**
 * Purging: the texts of records that are long settled go, what recognises them stays. The rows remain as tombstones with the
 * hashes of key, client key and payload, the receipt and the number; so a repeat is still a repeat, and unchanged content is
 * still not sent again.
 */
import type { Purged, PurgeRequest } from '../rows-keeping.ts'
import type { Audit } from './audit.ts'
import type { Statements } from './statements.ts'

/** Nothing open, nothing exposed, nothing that moved since. */
const SETTLED = `SELECT r.id, r.number, r.form, r.revision FROM record r
  WHERE r.id > ? AND r.purged_at IS NULL AND r.updated_at < ?
    AND NOT EXISTS (SELECT 1 FROM target t WHERE t.record_id = r.id AND t.exposed_by IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM target t JOIN delivery d ON d.target_id = t.id
                    WHERE t.record_id = r.id AND (d.open = 1 OR d.settled_at >= ?))
  ORDER BY r.id LIMIT ?`

interface Row {
  id: number
  number: string
  form: string
  revision: number
}

/** One chunk, from the record behind `after` on. Runs inside a transaction. */
export function purgeChunk(
  sql: Statements,
  audit: Audit,
  { before, by, now, after, limit, dryRun }: PurgeRequest,
): Purged {
  const rows = sql.all<Row>(SETTLED, after, before, before, limit)
  if (!dryRun) {
    for (const row of rows) {
      purgeOne(sql, row, now)
      audit.write({ at: now, who: by, action: 'purged', form: row.form, record: row.number, revision: row.revision })
    }
  }
  const last = rows.at(-1)
  return { records: rows.length, ...(last && rows.length === limit ? { after: last.id } : {}) }
}

function purgeOne(sql: Statements, { id }: Row, now: number): void {
  for (const { revision } of sql.all<{ revision: number }>('SELECT revision FROM revision WHERE record_id = ?', id)) {
    sql.run(
      'UPDATE revision SET body = ?, key_id = ? WHERE record_id = ? AND revision = ?',
      sql.sealing.seal('{}', 'revision', id, revision),
      sql.sealing.keyId,
      id,
      revision,
    )
  }
  const deliveries = 'SELECT d.id FROM target t JOIN delivery d ON d.target_id = t.id WHERE t.record_id = ?'
  const parcels = `SELECT parcel_id FROM parcel_member WHERE delivery_id IN (${deliveries})`
  // A parcel of several: it is closed as a whole, while another record's answer stays.
  sql.run(`UPDATE parcel SET message = NULL WHERE state = 'closed' AND id IN (${parcels})`, id)
  sql.run(
    `DELETE FROM parcel_step WHERE parcel_id IN (SELECT id FROM parcel WHERE state = 'closed' AND id IN (${parcels}))`,
    id,
  )
  sql.run(`UPDATE parcel_member SET outcome = NULL WHERE delivery_id IN (${deliveries})`, id)
  sql.run(
    `UPDATE delivery SET body = NULL, key_id = NULL, problems = NULL, ticket = NULL WHERE id IN (${deliveries})`,
    id,
  )
  sql.run('UPDATE record SET purged_at = ? WHERE id = ?', now, id)
}
