/** The payload of a delivery as it goes to the adapter; for a withdrawal, what was sent last. */
import type { DueRow } from './rows.ts'
import type { Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

/** @throws {SealError} */
export function bodyOf(sql: Statements, row: DueRow): string {
  const { target_id } = row
  if (row.body) return sql.sealing.open(row.body, 'delivery', target_id, row.revision_id)
  const sent = sql.get<{ body: Stored; revision_id: number }>(
    `SELECT body, revision_id FROM delivery WHERE target_id = ? AND body IS NOT NULL AND id < ?
     ORDER BY state = 'delivered' DESC, id DESC LIMIT 1`,
    target_id,
    row.id,
  )
  return sent ? sql.sealing.open(sent.body, 'delivery', target_id, sent.revision_id) : '{}'
}
