/**
 * What an owner finds at start: deliveries that were `sending` when their process died. Their bytes may have left at
 * any moment until now, so `now` counts as their last send, and all of them are uncertain (crash table).
 */
import type { Statements } from './statements.ts'

const SENDING = `(SELECT id FROM delivery WHERE moving = 1 AND state = 'sending')`

/** Runs inside a transaction. @returns how many were in flight */
export function recover(sql: Statements, now: number): number {
  sql.run(`UPDATE target SET last_sent_at = ? WHERE exposed_by IN ${SENDING}`, now)
  sql.run(
    `INSERT INTO attempt (parcel_id, number, act, owner, started_at, ended_at, result)
     SELECT p.id, p.attempts, p.act, p.owner, p.attempted_at, ?, 'lost' FROM parcel p
     WHERE p.id IN (SELECT parcel_id FROM delivery WHERE id IN ${SENDING}) ON CONFLICT DO NOTHING`,
    now,
  )
  return sql.run(`UPDATE delivery SET state = 'uncertain', due_at = ? WHERE id IN ${SENDING}`, now)
}
