/**
 * The claim transaction: due deliveries by index, judged by the caller's rules on locked rows, and everything that
 * must be on disk before a byte leaves (I2): `sending`, the parcel with its members, keys and message, the attempt.
 */
import type { JsonObject } from '../../base/json.ts'
import type { Problem } from '../../base/problem.ts'
import type { Member, Operation } from '../../upstream/contract-v1.ts'
import type { Claim, ClaimDecision, ClaimedMember, ClaimRequest, ClaimResult, Moved } from '../contract.ts'
import { contentHash, idempotencyKey, type Secrets } from '../keys.ts'
import type { Gates } from './gate.ts'
import type { Movements } from './movements.ts'
import { DUE_COLUMNS, type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'

interface ParcelRow {
  id: number
  key: string
  message: string
  attempts: number
}

export interface UpstreamRef {
  readonly id: number
  readonly gate: string
}

const PRIORITIES = [0, 1, 2] as const

export class Claiming {
  readonly #sql
  readonly #gates
  readonly #movements
  readonly #secrets
  readonly #owner

  constructor(sql: Statements, gates: Gates, movements: Movements, secrets: Secrets, owner: number) {
    this.#sql = sql
    this.#gates = gates
    this.#movements = movements
    this.#secrets = secrets
    this.#owner = owner
  }

  /** Runs inside a transaction. */
  claim(request: ClaimRequest, upstream: UpstreamRef): ClaimResult {
    const { now } = request
    const { allowed, nextAt: gateAt } = this.#gates.allowance(upstream.gate, request.slots(), now)
    const claims: Claim[] = []
    const moved: Moved[] = []
    // What only moves (unchanged, held …) takes no slot: go on until the slots are filled or nothing is due.
    while (claims.length < allowed) {
      const due = this.#due(upstream.id, allowed - claims.length, now)
      for (const row of due) {
        const claim = this.#one(row, request, moved)
        if (claim) claims.push(claim)
      }
      if (due.length === 0) break
    }
    this.#gates.take(upstream.gate, claims.length, now)
    const shut = allowed === 0
    const nextAt = shut ? gateAt : this.#nextAt(upstream.id)
    return { claims, moved, ...(nextAt === undefined ? {} : { nextAt }) }
  }

  #due(upstreamId: number, limit: number, now: number): DueRow[] {
    const rows: DueRow[] = []
    for (const priority of PRIORITIES) {
      if (rows.length === limit) break
      rows.push(
        ...this.#sql.all<DueRow>(
          `SELECT ${DUE_COLUMNS} WHERE d.upstream_id = ? AND d.priority = ? AND d.due_at <= ? ORDER BY d.due_at LIMIT ?`,
          upstreamId,
          priority,
          now,
          limit - rows.length,
        ),
      )
    }
    return rows
  }

  #nextAt(upstreamId: number): number | undefined {
    let next: number | undefined
    for (const priority of PRIORITIES) {
      const row = this.#sql.get<{ due_at: number }>(
        'SELECT due_at FROM delivery WHERE upstream_id = ? AND priority = ? AND due_at IS NOT NULL ORDER BY due_at LIMIT 1',
        upstreamId,
        priority,
      )
      if (row && (next === undefined || row.due_at < next)) next = row.due_at
    }
    return next
  }

  #one(row: DueRow, request: ClaimRequest, moved: Moved[]): Claim | undefined {
    const decision = request.decide(toDelivery(row), toTarget(row))
    switch (decision.act) {
      case 'move':
        moved.push(...this.#movements.apply(row, decision, request.now, 'gateway'))
        return undefined
      case 'send':
        return this.#send(row, decision, request, moved)
      case 'resend':
      case 'lookup':
      case 'poll':
        return this.#again(row, decision, request)
    }
  }

  #send(row: DueRow, { operation }: { operation: Operation }, request: ClaimRequest, moved: Moved[]): Claim | undefined {
    // A retry of what provably wasn't applied is the same parcel under the same key (I10).
    const same = row.parcel_id !== null && row.operation === operation ? this.#parcel(row.parcel_id) : undefined
    const parcel = same ?? this.#newParcel(row, operation, request)
    const { now } = request
    if ('problems' in parcel) {
      const refused = { delivery: { state: 'rejected', dueAt: null, problems: parcel.problems } } as const
      moved.push(...this.#movements.apply(row, refused, now, 'gateway'))
      return undefined
    }
    this.#sql.run(
      `UPDATE delivery SET state = 'sending', due_at = NULL, operation = ?, parcel_id = ?, ordinal = ?, idempotency_key = ?,
         first_sent_at = ? WHERE id = ?`,
      operation,
      parcel.id,
      same ? row.ordinal : row.target_ordinal + 1,
      parcel.key,
      (same && row.first_sent_at) || now,
      row.id,
    )
    this.#sql.run(
      `UPDATE target SET exposed_by = ?, ordinal = ?, first_sent_at = ?, last_sent_at = ? WHERE id = ?`,
      row.id,
      same ? row.target_ordinal : row.target_ordinal + 1,
      now,
      now,
      row.target_id,
    )
    return this.#attempt(parcel, { ...row, operation, idempotency_key: parcel.key }, 'send', request)
  }

  #again(row: DueRow, { act }: Extract<ClaimDecision, { act: 'resend' | 'lookup' | 'poll' }>, request: ClaimRequest): Claim {
    const parcel = this.#parcel(row.parcel_id as number) as ParcelRow
    if (act === 'resend') {
      this.#sql.run(`UPDATE delivery SET state = 'sending', due_at = NULL WHERE id = ?`, row.id)
      this.#sql.run('UPDATE target SET last_sent_at = ? WHERE id = ?', request.now, row.target_id)
      return this.#attempt(parcel, row, 'send', request)
    }
    // Asking changes nothing upstream: the state stays, and a lost answer is asked for again when the lease is over.
    this.#sql.run('UPDATE delivery SET due_at = ? WHERE id = ?', request.now + request.leaseMs, row.id)
    return this.#attempt(parcel, row, act, request)
  }

  #parcel(id: number): ParcelRow | undefined {
    return this.#sql.get<ParcelRow>(`SELECT id, key, message, attempts FROM parcel WHERE id = ? AND state = 'open'`, id)
  }

  #newParcel(row: DueRow, operation: Operation, request: ClaimRequest): ParcelRow | { problems: readonly Problem[] } {
    const hash = row.payload_hash ?? contentHash('null')
    const key = idempotencyKey(this.#secrets, row.origin, row.upstream, row.target_ordinal + 1, hash)
    const prepared = request.prepare([this.#member(row, operation, key)])
    if ('problems' in prepared) return prepared
    const { message } = prepared
    const id = this.#sql.insert(
      `INSERT INTO parcel (upstream_id, key, message_hash, message, state, owner, lease_until, first_sent_at, created_at)
       VALUES ((SELECT upstream_id FROM target WHERE id = ?), ?, ?, ?, 'open', ?, ?, ?, ?)`,
      row.target_id,
      key,
      contentHash(message),
      message,
      this.#owner,
      request.now + request.leaseMs,
      request.now,
      request.now,
    )
    this.#sql.run(
      'INSERT INTO parcel_member (parcel_id, position, delivery_id, operation, key, payload_hash) VALUES (?, 0, ?, ?, ?, ?)',
      id,
      row.id,
      operation,
      key,
      row.payload_hash,
    )
    return { id, key, message, attempts: 0 }
  }

  #attempt(parcel: ParcelRow, row: DueRow, act: Claim['act'], request: ClaimRequest): Claim {
    const attempt = parcel.attempts + 1
    this.#sql.run(
      'UPDATE parcel SET attempts = ?, owner = ?, lease_until = ? WHERE id = ?',
      attempt,
      this.#owner,
      request.now + request.leaseMs,
      parcel.id,
    )
    this.#sql.run(
      'INSERT INTO attempt (parcel_id, number, act, owner, started_at) VALUES (?, ?, ?, ?, ?)',
      parcel.id,
      attempt,
      act,
      this.#owner,
      request.now,
    )
    const member: ClaimedMember = {
      delivery: row.id,
      member: this.#member(row, row.operation as Operation, row.idempotency_key as string),
      exposedBefore: row.exposed_by === row.id,
      ...(row.ticket === null ? {} : { ticket: row.ticket }),
    }
    return { act, parcel: parcel.id, attempt, at: request.now, parcelKey: parcel.key, message: parcel.message, members: [member] }
  }

  #member(row: DueRow, operation: Operation, key: string): Member {
    return {
      operation,
      idempotencyKey: key,
      payload: JSON.parse(this.#body(row)) as JsonObject,
      ...(row.reference === null ? {} : { reference: row.reference }),
    }
  }

  /** What is reported; for a withdrawal, what was sent last. */
  #body(row: DueRow): string {
    const own = this.#sql.get<{ body: string | null }>('SELECT body FROM delivery WHERE id = ?', row.id)?.body
    if (own) return own
    const sent = this.#sql.get<{ body: string }>(
      `SELECT body FROM delivery WHERE target_id = ? AND body IS NOT NULL AND id < ?
       ORDER BY state = 'delivered' DESC, id DESC LIMIT 1`,
      row.target_id,
      row.id,
    )
    return sent?.body ?? '{}'
  }
}
