/**
 * Deliveries that were `sending` when their process died: all that an owner finds at start, or those whose lease is over
 * where several processes share a ledger. Their bytes may have left at any moment until now, so `now` counts as their last
 * send, and all of them are uncertain (crash table).
 */
import type { Statements } from './statements.ts'

/** Runs inside a transaction. */
export function recover(sql: Statements, now: number): void {
  const sending = `SELECT id FROM delivery WHERE moving = 1 AND state = 'sending'`
  if (sql.isShared) lose(sql, `${sending} AND due_at <= ?`, [now], now)
  else lose(sql, sending, [], now)
}

/** The members of one parcel whose lease is over. Runs inside a transaction. */
export function recoverParcel(sql: Statements, parcel: number, now: number): void {
  lose(sql, `SELECT id FROM delivery WHERE parcel_id = ? AND state = 'sending' AND due_at <= ?`, [parcel, now], now)
}

function lose(sql: Statements, sending: string, values: readonly number[], now: number): void {
  sql.run(`UPDATE target SET last_sent_at = ? WHERE exposed_by IN (${sending})`, now, ...values)
  sql.run(
    `INSERT INTO attempt (parcel_id, number, act, owner, started_at, ended_at, result)
     SELECT p.id, p.attempts, p.act, p.owner, p.attempted_at, ?, 'lost' FROM parcel p
     WHERE p.id IN (SELECT parcel_id FROM delivery WHERE id IN (${sending})) ON CONFLICT DO NOTHING`,
    now,
    ...values,
  )
  // Nobody's any more: whoever had it in hand is answered too late (I5).
  sql.run(
    `UPDATE parcel SET owner = 0 WHERE id IN (SELECT parcel_id FROM delivery WHERE id IN (${sending}))`,
    ...values,
  )
  sql.run(`UPDATE delivery SET state = 'uncertain', due_at = ? WHERE id IN (${sending})`, now, ...values)
}
