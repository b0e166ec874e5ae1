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
import type { InFlight } from './in-flight.ts'
import type { Movements } from './movements.ts'
import { DUE_COLUMNS, type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'

interface ParcelRow {
  id: number
  key: string
  message: string
  /** Of the attempt under way, from 1. */
  attempt: number
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
  readonly #inFlight

  constructor(sql: Statements, gates: Gates, movements: Movements, secrets: Secrets, owner: number, inFlight: InFlight) {
    this.#inFlight = inFlight
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
        const claim = this.#one(row, upstream.id, request, moved)
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

  #one(row: DueRow, upstreamId: number, request: ClaimRequest, moved: Moved[]): Claim | undefined {
    const decision = request.decide(toDelivery(row), toTarget(row))
    switch (decision.act) {
      case 'move':
        moved.push(...this.#movements.apply(row, decision, request.now, 'gateway'))
        return undefined
      case 'send':
        return this.#send(row, upstreamId, decision, request, moved)
      case 'resend':
      case 'lookup':
      case 'poll':
        return this.#again(row, decision, request)
    }
  }

  #send(
    row: DueRow,
    upstreamId: number,
    { operation }: { operation: Operation },
    request: ClaimRequest,
    moved: Moved[],
  ): Claim | undefined {
    // A retry of what provably wasn't applied is the same parcel under the same key (I10).
    const same =
      row.parcel_id !== null && row.operation === operation ? this.#nextAttempt(row.parcel_id, 'send', request) : undefined
    const parcel = same ?? this.#newParcel(row, upstreamId, operation, request)
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
    const exposedBefore = row.exposed_by === row.id
    // The row as it stands now: what an answer will be judged on.
    Object.assign(row, {
      state: 'sending',
      operation,
      idempotency_key: parcel.key,
      parcel_id: parcel.id,
      exposed_by: row.id,
      first_sent_at: (same && row.first_sent_at) || now,
      target_last_sent_at: now,
    } satisfies Partial<DueRow>)
    return this.#claimed(parcel, row, 'send', exposedBefore, request)
  }

  #again(row: DueRow, { act }: Extract<ClaimDecision, { act: 'resend' | 'lookup' | 'poll' }>, request: ClaimRequest): Claim {
    const parcel = this.#nextAttempt(row.parcel_id as number, act === 'resend' ? 'send' : act, request) as ParcelRow
    const exposedBefore = row.exposed_by === row.id
    if (act === 'resend') {
      this.#sql.run(`UPDATE delivery SET state = 'sending', due_at = NULL WHERE id = ?`, row.id)
      this.#sql.run('UPDATE target SET last_sent_at = ? WHERE id = ?', request.now, row.target_id)
      Object.assign(row, { state: 'sending', target_last_sent_at: request.now } satisfies Partial<DueRow>)
      return this.#claimed(parcel, row, 'send', exposedBefore, request)
    }
    // Asking changes nothing upstream: the state stays, and a lost answer is asked for again when the lease is over.
    this.#sql.run('UPDATE delivery SET due_at = ? WHERE id = ?', request.now + request.leaseMs, row.id)
    return this.#claimed(parcel, row, act, exposedBefore, request)
  }

  /** The attempt is on disk with its number, kind and lease before anything is sent (I2). */
  #nextAttempt(id: number, act: Claim['act'], request: ClaimRequest): ParcelRow | undefined {
    return this.#sql.get<ParcelRow>(
      `UPDATE parcel SET attempts = attempts + 1, act = ?, attempted_at = ?, owner = ?, lease_until = ?
       WHERE id = ? AND state = 'open' RETURNING id, key, message, attempts AS attempt`,
      act,
      request.now,
      this.#owner,
      request.now + request.leaseMs,
      id,
    )
  }

  #newParcel(row: DueRow, upstreamId: number, operation: Operation, request: ClaimRequest): ParcelRow | { problems: readonly Problem[] } {
    const hash = row.payload_hash ?? contentHash('null')
    const key = idempotencyKey(this.#secrets, row.origin, row.upstream, row.target_ordinal + 1, hash)
    const prepared = request.prepare([this.#member(row, operation, key)])
    if ('problems' in prepared) return prepared
    const { message } = prepared
    const id = this.#sql.insert(
      `INSERT INTO parcel (upstream_id, key, message_hash, message, state, attempts, act, attempted_at, owner, lease_until,
         first_sent_at, created_at) VALUES (?, ?, ?, ?, 'open', 1, 'send', ?, ?, ?, ?, ?)`,
      upstreamId,
      key,
      contentHash(message),
      message,
      request.now,
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
    return { id, key, message, attempt: 1 }
  }

  #claimed(parcel: ParcelRow, row: DueRow, act: Claim['act'], exposedBefore: boolean, request: ClaimRequest): Claim {
    const member: ClaimedMember = {
      delivery: row.id,
      member: this.#member(row, row.operation as Operation, row.idempotency_key as string),
      exposedBefore,
      ...(row.ticket === null ? {} : { ticket: row.ticket }),
    }
    const { id, attempt, key, message } = parcel
    this.#inFlight.set(id, { attempt, rows: [row] })
    return { act, parcel: id, attempt, at: request.now, parcelKey: key, message, members: [member] }
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
    if (row.body) return row.body
    const sent = this.#sql.get<{ body: string }>(
      `SELECT body FROM delivery WHERE target_id = ? AND body IS NOT NULL AND id < ?
       ORDER BY state = 'delivered' DESC, id DESC LIMIT 1`,
      row.target_id,
      row.id,
    )
    return sent?.body ?? '{}'
  }
}
