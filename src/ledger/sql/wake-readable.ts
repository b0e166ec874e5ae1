/** At start: what waited for a key that is here now goes on from where it stood. */
import type { Sealing } from './sealed.ts'
import type { Statements } from './statements.ts'

/** Runs inside a transaction, or alone. */
export function wakeReadable(sql: Statements, sealing: Sealing, now: number): void {
  sql.run('UPDATE replan SET parked = 0 WHERE parked = 1')
  for (const key of sealing.keyIds) {
    const waiting = `(SELECT delivery_id FROM wait WHERE cause = 'settings' AND subject = ?)`
    // What is exposed stays in doubt: a ticket is asked about, anything else looked into (I12).
    sql.run(
      `UPDATE delivery SET moving = 1, due_at = ?, problems = NULL, 
         give_up_at = CASE WHEN created_at < ? THEN ? + give_up_at - created_at ELSE give_up_at END,
         state = CASE WHEN id NOT IN (SELECT exposed_by FROM target WHERE exposed_by IS NOT NULL) THEN 'pending'
                      WHEN ticket IS NOT NULL THEN 'processing' ELSE 'uncertain' END
       WHERE state = 'blocked' AND id IN ${waiting}`,
      now,
      now,
      now,
      key,
    )
    sql.run(`DELETE FROM wait WHERE cause = 'settings' AND subject = ?`, key)
  }
}
