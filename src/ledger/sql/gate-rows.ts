/**
 * Rows of gates: read once in a transaction, changed in memory, and written before it ends, however often an answer has moved
 * them. What is remembered goes back with a transaction that is taken back.
 */
import { accountGate } from '../../upstream/index.ts'
import { type Breaker, CLOSED, isQuiet } from '../rules/breaker.ts'
import type { GatePatch } from '../verdict.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'

interface GateRow {
  readonly state: GatePatch['state']
  readonly until_at: number | null
  readonly why: string | null
  readonly per_minute: number | null
  readonly tokens: number
  readonly tokens_at: number
  readonly shut_at: number | null
  /** While it isn't shut: since when closed hours are not in the sum yet. */
  readonly open_at: number
  readonly shut_ms: number
  readonly breaker: string | null
}

export interface StoredGate extends Omit<GateRow, 'breaker'> {
  readonly name: string
  readonly breaker: Breaker
}

export class GateRows {
  readonly #sql
  readonly #undo
  readonly #known = new Map<string, StoredGate>()
  readonly #asked = new Map<string, () => GateRow[]>()
  readonly #changed = new Set<string>()

  constructor(sql: Statements, undo: Undo) {
    this.#sql = sql
    this.#undo = undo
    undo.whenShared(() => {
      this.#known.clear()
      this.#asked.clear()
      this.#changed.clear()
    })
  }

  /** It will be looked at: its row comes with what is asked beside. */
  foresee(name: string): void {
    if (this.#known.has(name) || this.#asked.has(name)) return
    const rows = this.#sql.ask<GateRow>(
      'SELECT state, until_at, why, per_minute, tokens, tokens_at, shut_at, open_at, shut_ms, breaker FROM gate WHERE name = ?',
      name,
    )
    this.#asked.set(name, rows)
  }

  get(name: string): StoredGate {
    const known = this.#known.get(name)
    if (known) return known
    this.foresee(name)
    const [row = NOBODYS] = this.#asked.get(name)?.() ?? []
    this.#asked.delete(name)
    const gate = { ...row, name, breaker: row.breaker === null ? CLOSED : (JSON.parse(row.breaker) as Breaker) }
    this.#known.set(name, gate)
    return gate
  }

  put(gate: StoredGate): void {
    const { name } = gate
    const before = this.#known.get(name)
    const hadChanged = this.#changed.has(name)
    this.#undo.add(() => {
      if (before) this.#known.set(name, before)
      else this.#known.delete(name)
      if (!hadChanged) this.#changed.delete(name)
    })
    this.#known.set(name, gate)
    this.#changed.add(name)
  }

  /** Without a need to write it. */
  remember(gate: StoredGate): void {
    this.#known.set(gate.name, gate)
  }

  /** @param perMinute - null: any */
  make(name: string, perMinute: number | null, tokens: number, openAt: number): void {
    this.write()
    this.#known.delete(name)
    this.#asked.delete(name)
    this.#sql.run(
      `INSERT INTO gate (name, per_minute, tokens, open_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET per_minute = excluded.per_minute`,
      name,
      perMinute,
      tokens,
      openAt,
    )
  }

  /** An account's. */
  makeBehind(gate: string, account: string, openAt: number): void {
    this.#sql.run(
      'INSERT INTO gate (name, behind, account, open_at) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING',
      accountGate(gate, account),
      gate,
      account,
      openAt,
    )
  }

  /** Accounts that are shut behind a gate, with epoch ms of when they open by themselves. */
  shutBehind(gate: string, now: number): ReadonlyMap<string, number | null> {
    this.write()
    const rows = this.#sql.all<{ account: string; until_at: number | null }>(
      `SELECT account, until_at FROM gate WHERE behind = ? AND state <> 'open' AND (until_at IS NULL OR until_at > ?)`,
      gate,
      now,
    )
    return new Map(rows.map(({ account, until_at }) => [account, until_at]))
  }

  /** What has changed. Runs at the end of a transaction. */
  write(): void {
    const changed = [...this.#changed]
    for (const name of changed) this.#write(this.get(name))
    this.#changed.clear()
    this.#undo.add(() => {
      for (const name of changed) this.#changed.add(name)
    })
  }

  #write(gate: StoredGate): void {
    this.#sql.run(
      `UPDATE gate SET state = ?, until_at = ?, why = ?, tokens = ?, tokens_at = ?, shut_at = ?, open_at = ?, shut_ms = ?, breaker = ? WHERE name = ?`,
      gate.state,
      gate.until_at,
      gate.why,
      gate.tokens,
      gate.tokens_at,
      gate.shut_at,
      gate.open_at,
      gate.shut_ms,
      !this.#sql.isShared && isQuiet(gate.breaker) ? null : JSON.stringify(gate.breaker),
      gate.name,
    )
  }
}

/** A gate that nobody registered stands open. */
const NOBODYS: GateRow = {
  state: 'open',
  until_at: null,
  why: null,
  per_minute: null,
  tokens: 0,
  tokens_at: 0,
  shut_at: null,
  open_at: 0,
  shut_ms: 0,
  breaker: null,
}
