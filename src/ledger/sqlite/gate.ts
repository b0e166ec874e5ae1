/** Gates: the token bucket and the open/shut state of a system's account, taken inside the claim transaction. */
import type { GatePatch } from '../verdict.ts'
import type { Statements } from './statements.ts'

interface GateRow {
  state: GatePatch['state']
  until_at: number | null
  per_minute: number | null
  tokens: number
  tokens_at: number
}

// A bucket holds what may leave in this long: enough to keep lanes busy between claims, too little for a burst that
// an upstream counting per second would refuse.
const BURST_MS = 1_000

export class Gates {
  readonly #sql

  constructor(sql: Statements) {
    this.#sql = sql
  }

  register(name: string, perMinute: number | undefined): void {
    this.#sql.run(
      `INSERT INTO gate (name, per_minute, tokens) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET per_minute = excluded.per_minute`,
      name,
      perMinute ?? null,
      perMinute ? capacity(perMinute) : 0,
    )
  }

  /** How many of `slots` may leave now, and when to ask again if fewer. */
  allowance(name: string, slots: number, now: number): { allowed: number; nextAt?: number } {
    const gate = this.#sql.get<GateRow>(
      'SELECT state, until_at, per_minute, tokens, tokens_at FROM gate WHERE name = ?',
      name,
    )
    if (!gate) return { allowed: slots }
    if (gate.state === 'paused' || gate.state === 'barred') return { allowed: 0 }
    if (gate.state === 'throttled') {
      if (gate.until_at !== null && gate.until_at > now) return { allowed: 0, nextAt: gate.until_at }
      this.set(name, { state: 'open' }, now)
    }
    if (gate.per_minute === null) return { allowed: slots }
    // The wall clock jumped back: count from here, or the bucket would stay empty for the length of the jump.
    if (gate.tokens_at > now) this.#sql.run('UPDATE gate SET tokens_at = ? WHERE name = ?', now, name)
    const tokens = this.#refill(gate, now)
    const allowed = Math.min(slots, Math.floor(tokens))
    if (allowed === slots) return { allowed }
    // Also when some may leave now: whoever is left behind needs a time to ask again.
    return { allowed, nextAt: now + Math.ceil(((1 - (tokens - allowed)) * 60_000) / gate.per_minute) }
  }

  /** Takes what was really claimed. */
  take(name: string, count: number, now: number): void {
    if (count === 0) return
    const gate = this.#sql.get<GateRow>(
      'SELECT state, until_at, per_minute, tokens, tokens_at FROM gate WHERE name = ?',
      name,
    )
    if (!gate || gate.per_minute === null) return
    this.#sql.run(
      'UPDATE gate SET tokens = ?, tokens_at = ? WHERE name = ?',
      this.#refill(gate, now) - count,
      now,
      name,
    )
  }

  set(name: string, patch: GatePatch, now: number): void {
    this.#sql.run(
      'UPDATE gate SET state = ?, until_at = ?, why = ?, opened_at = ? WHERE name = ?',
      patch.state,
      patch.untilAt ?? null,
      patch.why ?? null,
      patch.state === 'open' ? now : null,
      name,
    )
  }

  /** What an answer says of the account. It lifts no bar and no pause: those wait for a person, not for a time. */
  answered(name: string, patch: GatePatch, now: number): void {
    const gate = this.#sql.get<Pick<GateRow, 'state' | 'until_at'>>(
      'SELECT state, until_at FROM gate WHERE name = ?',
      name,
    )
    // A later answer to an earlier send doesn't shorten a pause.
    const isShorter =
      gate?.state === 'throttled' && patch.state === 'throttled' && (patch.untilAt ?? 0) < (gate.until_at ?? 0)
    if (isShorter) return
    const isShut = gate?.state === 'barred' || gate?.state === 'paused'
    if (!isShut || patch.state === 'barred') this.set(name, patch, now)
  }

  #refill(gate: GateRow, now: number): number {
    const perMinute = gate.per_minute as number
    const elapsedMs = Math.max(0, now - gate.tokens_at)
    return Math.min(capacity(perMinute), gate.tokens + (elapsedMs * perMinute) / 60_000)
  }
}

const capacity = (perMinute: number) => Math.max(1, (perMinute * BURST_MS) / 60_000)
