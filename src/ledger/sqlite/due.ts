/** What is due for an upstream, by index, judged by the rules: handed out for preparing, not claimed yet. */
import type { Operation } from '../../upstream/contract-v1.ts'
import type { Due, DueResult, Moved } from '../contract.ts'
import { contentHash, idempotencyKey, type Secrets } from '../keys.ts'
import { decideClaim } from '../rules/claim.ts'
import type { Gates } from './gate.ts'
import type { InHand, Reserved } from './in-hand.ts'
import type { Movements } from './movements.ts'
import { DUE_COLUMNS, type DueRow, opened, sealProblem, toDelivery, toTarget } from './rows.ts'
import { SealError, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'
import type { KnownUpstream } from './upstreams.ts'

const PRIORITIES = [0, 1, 2] as const

export class DueDeliveries {
  readonly #sql
  readonly #movements
  readonly #secrets
  readonly #inHand
  readonly #gates

  constructor(sql: Statements, movements: Movements, secrets: Secrets, inHand: InHand, gates: Gates) {
    this.#sql = sql
    this.#movements = movements
    this.#secrets = secrets
    this.#inHand = inHand
    this.#gates = gates
  }

  /** Runs inside a transaction: what needs no send (unchanged, held …) moves at once. */
  find(upstream: KnownUpstream, limit: number, now: number): DueResult {
    const shut = this.#gates.isShut(upstream.gate, now)
    if (shut) return { due: [], moved: [], ...shut }
    const shutMs = this.#gates.shutMs(upstream.gate, now)
    const due: Due[] = []
    const moved: Moved[] = []
    for (;;) {
      const rows = this.#rows(upstream.id, limit - due.length, now)
      for (const row of rows) {
        // The give-up clock stands still while the gate is shut.
        row.give_up_at += shutMs - row.shut_ms
        const one = this.#readable(row, upstream, now, moved)
        if (one) due.push(one)
      }
      if (rows.length === 0 || due.length >= limit) break
    }
    const nextAt = this.#nextAt(upstream.id, now)
    return { due, moved, ...(nextAt === undefined ? {} : { nextAt }) }
  }

  #rows(upstreamId: number, limit: number, now: number): DueRow[] {
    const rows: DueRow[] = []
    const { reserved } = this.#inHand
    for (const priority of PRIORITIES) {
      if (rows.length >= limit) break
      // What is reserved is still in the index: read past it.
      const found = this.#sql.all<DueRow>(
        `SELECT ${DUE_COLUMNS} WHERE d.upstream_id = ? AND d.priority = ? AND d.due_at <= ? ORDER BY d.due_at, d.id LIMIT ?`,
        upstreamId,
        priority,
        now,
        limit - rows.length + reserved.size,
      )
      for (const row of found) if (!reserved.has(row.id) && rows.length < limit) rows.push(row)
    }
    return rows
  }

  #nextAt(upstreamId: number, now: number): number | undefined {
    let next: number | undefined
    for (const priority of PRIORITIES) {
      const row = this.#sql.get<{ due_at: number }>(
        'SELECT due_at FROM delivery WHERE upstream_id = ? AND priority = ? AND due_at > ? ORDER BY due_at LIMIT 1',
        upstreamId,
        priority,
        now,
      )
      if (row && (next === undefined || row.due_at < next)) next = row.due_at
    }
    return next
  }

  /** What can't be opened waits for the operator, and for nothing else: everything behind it goes on. */
  #readable(row: DueRow, upstream: KnownUpstream, now: number, moved: Moved[]): Due | undefined {
    try {
      return this.#one(opened(row, this.#sql.sealing), upstream, now, moved)
    } catch (error) {
      if (!(error instanceof SealError)) throw error
      const problems = [sealProblem(error, row.upstream)]
      const wait = { cause: 'settings', subject: error.key } as const
      moved.push(
        ...this.#movements.apply(row, { delivery: { state: 'blocked', dueAt: null, problems, wait } }, now, 'gateway'),
      )
      return undefined
    }
  }

  #one(row: DueRow, upstream: KnownUpstream, now: number, moved: Moved[]): Due | undefined {
    const decision = decideClaim(toDelivery(row), toTarget(row), { ...upstream, now })
    if (decision.act === 'move') {
      moved.push(...this.#movements.apply(row, decision, now, 'gateway'))
      return undefined
    }
    const operation = decision.act === 'send' ? decision.operation : (row.operation as Operation)
    // A retry of what provably wasn't applied is the same parcel under the same key (I10).
    const parcel = decision.act !== 'send' || row.operation === operation ? this.#openParcel(row.parcel_id) : undefined
    const key = parcel ? (row.idempotency_key as string) : this.#newKey(row)
    const body = this.#body(row)
    const reserved: Reserved = { row, act: decision.act, operation, key, again: parcel !== undefined }
    this.#inHand.reserve(row.id, reserved)
    return {
      delivery: row.id,
      act: decision.act,
      operation,
      idempotencyKey: key,
      body,
      ...(row.reference === null ? {} : { reference: row.reference }),
      ...(row.ticket === null ? {} : { ticket: row.ticket }),
      ...(parcel ? { message: parcel.message } : {}),
    }
  }

  #openParcel(id: number | null): { message: string } | undefined {
    const parcel =
      id === null
        ? undefined
        : this.#sql.get<{ message: Stored; key: string }>(
            `SELECT message, key FROM parcel WHERE id = ? AND state = 'open'`,
            id,
          )
    return parcel && { message: this.#sql.sealing.open(parcel.message, 'message', parcel.key) }
  }

  /** Deterministic: a restored backup makes the same keys again. The ordinal rises with other content, never on a retry. */
  #newKey(row: DueRow): string {
    const hash = row.payload_hash ?? contentHash('null')
    return idempotencyKey(this.#secrets, row.origin, row.upstream, row.target_ordinal + 1, hash)
  }

  /** What is reported; for a withdrawal, what was sent last. */
  #body(row: DueRow): string {
    const { target_id } = row
    if (row.body) return this.#sql.sealing.open(row.body, 'delivery', target_id, row.revision_id)
    const sent = this.#sql.get<{ body: Stored; revision_id: number }>(
      `SELECT body, revision_id FROM delivery WHERE target_id = ? AND body IS NOT NULL AND id < ?
       ORDER BY state = 'delivered' DESC, id DESC LIMIT 1`,
      target_id,
      row.id,
    )
    return sent ? this.#sql.sealing.open(sent.body, 'delivery', target_id, sent.revision_id) : '{}'
  }
}
