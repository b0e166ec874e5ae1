/**
 * What log-ins brought, shared by every process behind an account's gate: one logs in at a time. A token is kept only
 * sealed; without a key each process keeps its own in memory, and a refusal alone stands here.
 */
import type { KeptLogIn, LogInRequest, TakenLogIn } from '../rows-log-in.ts'
import { SealError, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

interface LogInRow {
  turn: number
  lease_until: number | null
  token: Stored | null
  barred: string | null
}

type Token = Extract<KeptLogIn['result'], { state: 'token' }>

// Of a session that a person got: no credentials led to it.
const BY_HAND = new Uint8Array(16)

export class LogIns {
  readonly #sql

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Runs inside a transaction. */
  take({ gate, version, now, leaseMs, usableUntil, refused }: LogInRequest): TakenLogIn {
    const byHand = this.#row(gate, BY_HAND)
    const session = byHand && this.#token(byHand, gate)
    if (session && session.value !== refused) return session
    // One that can't be opened here serves a process that has its key.
    if (session) this.#sql.run('DELETE FROM log_in WHERE gate = ? AND version = ?', gate, BY_HAND)
    const row = this.#row(gate, version)
    if (row?.barred) return JSON.parse(row.barred) as TakenLogIn
    const last = row && this.#token(row, gate)
    if (last && last.value !== refused && (last.expiresAt ?? Number.POSITIVE_INFINITY) > usableUntil) return last
    if (row?.lease_until && row.lease_until > now && row.lease_until <= now + leaseMs) return { state: 'taken' }
    const turn = (row?.turn ?? 0) + 1
    this.#sql.run(
      `INSERT INTO log_in (gate, version, turn, lease_until) VALUES (?, ?, ?, ?)
       ON CONFLICT (gate, version) DO UPDATE SET turn = excluded.turn, lease_until = excluded.lease_until`,
      gate,
      version,
      turn,
      now + leaseMs,
    )
    return { state: 'yours', turn, ...(last?.refresh === undefined ? {} : { refresh: last.refresh }) }
  }

  /** Runs inside a transaction. */
  keep({ gate, version, turn, result }: KeptLogIn): void {
    const kept = this.#sql.change(
      'UPDATE log_in SET lease_until = NULL, barred = ? WHERE gate = ? AND version = ? AND turn = ?',
      result.state === 'barred' ? JSON.stringify(result) : null,
      gate,
      version,
      turn,
    )
    if (kept === 0 || result.state !== 'token' || this.#sql.sealing.keyId === null) return
    const sealed = this.#sql.sealing.seal(JSON.stringify(result), 'log-in', gate)
    this.#sql.run('UPDATE log_in SET token = ? WHERE gate = ? AND version = ?', sealed, gate, version)
  }

  /**
   * An operator says that the account works again: whatever was known of it is no longer. Runs inside a transaction.
   *
   * @param session - one that the operator got, for everybody until it is refused
   */
  forget(gate: string, session?: string): void {
    this.#sql.run('DELETE FROM log_in WHERE gate = ? AND version = ?', gate, BY_HAND)
    this.#sql.run(
      'UPDATE log_in SET turn = turn + 1, lease_until = NULL, token = NULL, barred = NULL WHERE gate = ?',
      gate,
    )
    if (session === undefined || this.#sql.sealing.keyId === null) return
    const token: Token = { state: 'token', value: session }
    const sealed = this.#sql.sealing.seal(JSON.stringify(token), 'log-in', gate)
    this.#sql.run('INSERT INTO log_in (gate, version, turn, token) VALUES (?, ?, 0, ?)', gate, BY_HAND, sealed)
  }

  #row(gate: string, version: Uint8Array): LogInRow | undefined {
    return this.#sql.get<LogInRow>(
      'SELECT turn, lease_until, token, barred FROM log_in WHERE gate = ? AND version = ?',
      gate,
      version,
    )
  }

  /** One that was sealed under a key that is gone is as good as none. */
  #token({ token }: LogInRow, gate: string): Token | undefined {
    if (token === null) return undefined
    try {
      return JSON.parse(this.#sql.sealing.open(token, 'log-in', gate)) as Token
    } catch (error) {
      if (error instanceof SealError) return undefined
      throw error
    }
  }
}
