/**
 * The claim transaction: rate tokens, and everything that must be on disk before a byte leaves (I2): `sending`, the
 * parcel with its members, keys and message, the attempt with its lease.
 */
import type { Claim, ClaimItem, ClaimRequest, ClaimResult } from '../contract.ts'
import type { Secrets } from '../keys.ts'
import { decideClaim } from '../rules/claim.ts'
import type { Gates } from './gate.ts'
import type { InHand, Reserved } from './in-hand.ts'
import { type DueRow, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'
import type { KnownUpstream } from './upstreams.ts'

interface ParcelRow {
  id: number
  key: string
  /** Number of the attempt that begins, from 1. */
  attempt: number
}

export class Claiming {
  readonly #sql
  readonly #gates
  readonly #owner
  readonly #inHand
  readonly #secrets

  constructor(sql: Statements, gates: Gates, owner: number, inHand: InHand, secrets: Secrets) {
    this.#sql = sql
    this.#gates = gates
    this.#owner = owner
    this.#inHand = inHand
    this.#secrets = secrets
  }

  /** Runs inside a transaction. */
  claim(request: ClaimRequest, upstream: KnownUpstream): ClaimResult {
    const { now, items } = request
    const {
      allowed,
      nextAt: opensAt,
      probe,
    } = this.#gates.allowance(upstream.gate, items.length, now, upstream.leaseMs)
    const claims: Claim[] = []
    const shut: number[] = []
    for (const item of items) {
      if (claims.length === allowed) {
        shut.push(item.delivery)
        continue
      }
      const reserved = this.#inHand.reserved.get(item.delivery)
      this.#inHand.giveBack(item.delivery)
      const claim = reserved && this.#one(reserved, item, upstream, now)
      if (claim) claims.push(claim)
    }
    this.#gates.take(upstream.gate, claims.length, now)
    return { claims, shut, ...(opensAt === undefined ? {} : { opensAt }), ...(probe ? { probe } : {}) }
  }

  #one(reserved: Reserved, { message }: ClaimItem, upstream: KnownUpstream, now: number): Claim | undefined {
    const { row, act } = reserved
    // Judged again: what was harmless when it was handed out may not be any more, such as a repeat under a key (I4).
    if (decideClaim(toDelivery(row), toTarget(row), { ...upstream, now }).act !== act) return undefined
    if (!this.#stillDue(row, act, now + upstream.leaseMs)) return undefined
    const parcelAct = act === 'resend' ? 'send' : act
    const parcel = reserved.again
      ? this.#nextAttempt(row.parcel_id as number, parcelAct, upstream, now)
      : this.#newParcel(reserved, message, upstream, now)
    const exposedBefore = row.exposed_by === row.id
    if (act === 'send') this.#exposeNew(reserved, parcel.id, now)
    else if (act === 'resend') this.#exposeAgain(row, now)
    this.#inHand.claimed(parcel.id, { attempt: parcel.attempt, members: [{ row, exposedBefore }] })
    return {
      act: parcelAct,
      parcel: parcel.id,
      attempt: parcel.attempt,
      at: now,
      parcelKey: parcel.key,
      deliveries: [row.id],
    }
  }

  /**
   * Takes it out of the index, unless it moved since it was read (a newer revision superseded it). Asking changes
   * nothing upstream, so its state stays, and a lost answer is asked for again when the lease is over.
   */
  #stillDue(row: DueRow, act: Reserved['act'], leaseUntil: number): boolean {
    const changed =
      act === 'send' || act === 'resend'
        ? this.#sql.run(
            `UPDATE delivery SET state = 'sending', due_at = NULL WHERE id = ? AND state = ?`,
            row.id,
            row.state,
          )
        : this.#sql.run('UPDATE delivery SET due_at = ? WHERE id = ? AND state = ?', leaseUntil, row.id, row.state)
    return changed === 1
  }

  #nextAttempt(id: number, act: Claim['act'], upstream: KnownUpstream, now: number): ParcelRow {
    return this.#sql.get<ParcelRow>(
      `UPDATE parcel SET attempts = attempts + 1, act = ?, attempted_at = ?, owner = ?, lease_until = ?
       WHERE id = ? RETURNING id, key, attempts AS attempt`,
      act,
      now,
      this.#owner,
      now + upstream.leaseMs,
      id,
    ) as ParcelRow
  }

  #newParcel({ row, operation, key }: Reserved, message: string, upstream: KnownUpstream, now: number): ParcelRow {
    const id = this.#sql.insert(
      `INSERT INTO parcel (upstream_id, key, message_hash, message, key_id, state, attempts, act, attempted_at, owner, lease_until,
         first_sent_at, created_at) VALUES (?, ?, ?, ?, ?, 'open', 1, 'send', ?, ?, ?, ?, ?)`,
      upstream.id,
      key,
      this.#secrets.content(message),
      this.#sql.sealing.seal(message, 'message', key),
      this.#sql.sealing.keyId,
      now,
      this.#owner,
      now + upstream.leaseMs,
      now,
      now,
    )
    this.#sql.run(
      'INSERT INTO parcel_member (parcel_id, position, delivery_id, operation, key, payload_hash) VALUES (?, 0, ?, ?, ?, ?)',
      id,
      row.id,
      operation,
      key,
      row.payload_hash,
    )
    return { id, key, attempt: 1 }
  }

  #exposeNew({ row, operation, key, again }: Reserved, parcelId: number, now: number): void {
    const ordinal = again ? row.target_ordinal : row.target_ordinal + 1
    const firstSentAt = (again && row.first_sent_at) || now
    this.#sql.run(
      `UPDATE delivery SET operation = ?, parcel_id = ?, ordinal = ?, idempotency_key = ?, first_sent_at = ? WHERE id = ?`,
      operation,
      parcelId,
      again ? row.ordinal : ordinal,
      key,
      firstSentAt,
      row.id,
    )
    this.#sql.run(
      `UPDATE target SET exposed_by = ?, ordinal = ?, first_sent_at = ?, last_sent_at = ? WHERE id = ?`,
      row.id,
      ordinal,
      now,
      now,
      row.target_id,
    )
    // The row as it stands now: what an answer will be judged on.
    Object.assign(row, {
      state: 'sending',
      operation,
      idempotency_key: key,
      parcel_id: parcelId,
      exposed_by: row.id,
      first_sent_at: firstSentAt,
      target_last_sent_at: now,
    } satisfies Partial<DueRow>)
  }

  #exposeAgain(row: DueRow, now: number): void {
    this.#sql.run('UPDATE target SET last_sent_at = ? WHERE id = ?', now, row.target_id)
    Object.assign(row, { state: 'sending', target_last_sent_at: now } satisfies Partial<DueRow>)
  }
}
