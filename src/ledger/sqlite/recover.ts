/**
 * What an owner finds at start: deliveries that were `sending` when their process died. Their bytes may have left at
 * any moment until now, so `now` counts as their last send, and all of them are uncertain (crash table).
 */
import type { Statements } from './statements.ts'

/** Runs inside a transaction. @returns how many were in flight */
export function recover(sql: Statements, now: number): number {
  sql.run(`UPDATE target SET last_sent_at = ? WHERE id IN (SELECT target_id FROM delivery WHERE state = 'sending')`, now)
  return sql.run(`UPDATE delivery SET state = 'uncertain', due_at = ? WHERE state = 'sending'`, now)
}
