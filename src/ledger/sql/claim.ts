/**
 * The claim transaction: rate tokens, and everything that must be on disk before a byte leaves (I2): `sending`, the
 * parcel with its members, keys and message, the attempt with its lease.
 */
import { accountGate } from '../../upstream/index.ts'
import { parcelKey, type Secrets } from '../keys.ts'
import type { Claim, ClaimRequest, ClaimResult } from '../rows-claim.ts'
import { decideClaim } from '../rules/claim.ts'
import type { Gates } from './gate.ts'
import type { InHand, Reserved } from './in-hand.ts'
import type { Movements } from './movements.ts'
import { type DueRow, isAsSeen, SEEN_COLUMNS, toDelivery, toTarget } from './rows.ts'
import type { Statements } from './statements.ts'
import type { KnownUpstream } from './upstreams.ts'

interface ParcelRow {
  id: number
  key: string
  /** Number of the attempt that begins, from 1. */
  attempt: number
}

/** Several of one group, or a single one. */
type Together = readonly [Reserved, ...Reserved[]]

/** What is read before anything is claimed. */
interface Found {
  /** Of deliveries, by target: once one of a target has been claimed, no other of it may be (I7). */
  readonly rows: Map<number, () => DueRow[]>
  readonly parcels: Map<number, () => ParcelRow[]>
}

export class Claiming {
  readonly #sql
  readonly #gates
  readonly #movements
  readonly #secrets
  readonly #owner
  readonly #inHand

  constructor(sql: Statements, gates: Gates, movements: Movements, secrets: Secrets, owner: number, inHand: InHand) {
    this.#sql = sql
    this.#gates = gates
    this.#movements = movements
    this.#secrets = secrets
    this.#owner = owner
    this.#inHand = inHand
  }

  /** Runs inside a transaction. */
  claim(request: ClaimRequest, upstream: KnownUpstream): ClaimResult {
    const { now, items } = request
    this.#gates.foresee(upstream.gate)
    const found = this.#readAgain(items, upstream)
    const {
      allowed,
      nextAt: opensAt,
      probe,
    } = this.#gates.allowance(upstream.gate, items.length, now, upstream.leaseMs)
    const claims: Claim[] = []
    const shut: number[] = []
    for (const { deliveries, message } of items) {
      if (claims.length === allowed) {
        shut.push(...deliveries)
        continue
      }
      const reserved = deliveries.map((delivery) => this.#inHand.reserved.get(delivery))
      for (const delivery of deliveries) this.#inHand.giveBack(delivery)
      // Prepared for just these: when one of them is no longer due, the others are found due again.
      if (
        isTogether(reserved) &&
        this.#isOpen(reserved[0], upstream, now) &&
        this.#isStillDue(reserved, found, upstream, now)
      ) {
        for (const { row } of reserved) found.rows.delete(row.target_id)
        claims.push(this.#parcel(reserved, message, found, upstream, now))
      } else for (const one of reserved) if (one) forOthers(this.#sql, one)
    }
    this.#gates.take(upstream.gate, claims.length, now)
    return { claims, shut, ...(opensAt === undefined ? {} : { opensAt }), ...(probe ? { probe } : {}) }
  }

  /**
   * Rows and parcels as they stand, where somebody else may have moved them since they were read: asked together, before any
   * is claimed. None of these changes another's, since a target has one delivery that may leave (I7).
   */
  #readAgain(items: ClaimRequest['items'], { gate }: KnownUpstream): Found {
    const found: Found = { rows: new Map(), parcels: new Map() }
    for (const { row, parcel } of items.flatMap(({ deliveries }) => this.#inHand.held(deliveries))) {
      this.#gates.foresee(gate, row.account)
      if (row.seen !== undefined)
        found.rows.set(row.target_id, this.#sql.ask<DueRow>(`SELECT ${SEEN_COLUMNS} WHERE d.id = ?`, row.id))
      if (parcel !== undefined && !found.parcels.has(parcel)) found.parcels.set(parcel, this.#readParcel(parcel))
    }
    return found
  }

  /** The account's gate may have been shut since it was read: then it is found due again when that opens. */
  #isOpen({ row: { account } }: Reserved, { gate }: KnownUpstream, now: number): boolean {
    return account === null || this.#gates.isShut(accountGate(gate, account), now) === undefined
  }

  /** Judged again: it may have moved since it was read, or what was harmless then may not be any more (I4). */
  #isStillDue(reserved: Together, { rows }: Found, upstream: KnownUpstream, now: number): boolean {
    return reserved.every(({ row, act, apart }) => {
      if (decideClaim(toDelivery(row), toTarget(row), { ...upstream, now, apart }).act !== act) return false
      if (row.seen !== undefined) {
        const [read] = rows.get(row.target_id)?.() ?? []
        return isAsSeen(read, row)
      }
      return this.#sql.get('SELECT 1 FROM delivery WHERE id = ? AND state = ?', row.id, row.state) !== undefined
    })
  }

  #parcel(reserved: Together, message: string, found: Found, upstream: KnownUpstream, now: number): Claim {
    const [
      {
        act,
        parcel: again,
        row: { account },
      },
    ] = reserved
    const parcelAct = act === 'resend' ? 'send' : act
    const parcel =
      again === undefined
        ? this.#newParcel(reserved, message, parcelAct, upstream, now)
        : this.#nextAttempt(again, found, parcelAct, upstream, now)
    const leaseUntil = now + upstream.leaseMs
    const members = reserved.map((one) => {
      const { row } = one
      const left = row.parcel_id
      const claimed =
        act === 'send' ? this.#exposeNew(one, parcel.id, now, leaseUntil) : this.#goOn(one, parcel.id, now, leaseUntil)
      if (left !== null && left !== parcel.id) this.#movements.leaveParcel(row.id, left)
      return { row: claimed, exposedBefore: row.exposed_by === row.id }
    })
    this.#inHand.claimed(parcel.id, { attempt: parcel.attempt, members })
    const positions = act === 'poll' ? reserved.map(({ position = 0 }) => position) : undefined
    return {
      act: parcelAct,
      parcel: parcel.id,
      attempt: parcel.attempt,
      at: now,
      parcelKey: parcel.key,
      ...(account === null ? {} : { account }),
      deliveries: reserved.map(({ row }) => row.id),
      ...(positions?.some((position) => position > 0) ? { positions } : {}),
    }
  }

  #nextAttempt(id: number, { parcels }: Found, act: Claim['act'], upstream: KnownUpstream, now: number): ParcelRow {
    const read = parcels.get(id) ?? this.#readParcel(id)
    parcels.delete(id)
    this.#sql.run(
      'UPDATE parcel SET attempts = attempts + 1, act = ?, attempted_at = ?, owner = ?, lease_until = ? WHERE id = ?',
      act,
      now,
      this.#owner,
      now + upstream.leaseMs,
      id,
    )
    return read()[0] as ParcelRow
  }

  /** As its next attempt finds it. */
  #readParcel(id: number): () => ParcelRow[] {
    return this.#sql.ask('SELECT id, key, attempts + 1 AS attempt FROM parcel WHERE id = ?', id)
  }

  #newParcel(reserved: Together, message: string, act: Claim['act'], upstream: KnownUpstream, now: number): ParcelRow {
    const key = parcelKey(
      this.#secrets,
      reserved.map((one) => one.key),
    )
    const id = this.#sql.insert(
      `INSERT INTO parcel (upstream_id, account, key, message_hash, message, key_id, state, attempts, act, attempted_at, owner, lease_until,
         first_sent_at, created_at) VALUES (?, ?, ?, ?, ?, ?, 'open', 1, ?, ?, ?, ?, ?, ?)`,
      upstream.id,
      reserved[0].row.account,
      key,
      this.#secrets.content(message),
      this.#sql.sealing.seal(message, 'message', key),
      this.#sql.sealing.keyId,
      act,
      now,
      this.#owner,
      now + upstream.leaseMs,
      now,
      now,
    )
    for (const [position, { row, operation, key: memberKey }] of reserved.entries()) {
      this.#sql.run(
        'INSERT INTO parcel_member (parcel_id, position, delivery_id, operation, key, payload_hash) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        position,
        row.id,
        operation,
        memberKey,
        row.payload_hash,
      )
    }
    return { id, key, attempt: 1 }
  }

  #exposeNew({ row, operation, key, again }: Reserved, parcelId: number, now: number, leaseUntil: number): DueRow {
    const ordinal = again ? row.target_ordinal : row.target_ordinal + 1
    const firstSentAt = (again && row.first_sent_at) || now
    this.#sql.run(
      `UPDATE delivery SET state = 'sending', due_at = ?, operation = ?, parcel_id = ?, ordinal = ?, idempotency_key = ?,
         first_sent_at = ? WHERE id = ?`,
      this.#comesUpAt(leaseUntil),
      operation,
      parcelId,
      again ? row.ordinal : ordinal,
      key,
      firstSentAt,
      row.id,
    )
    this.#sql.run(
      // What stands there under another account stays that one's until there is evidence.
      `UPDATE target SET exposed_by = ?, account = CASE WHEN there = 1 THEN account ELSE ? END, ordinal = ?, first_sent_at = ?, last_sent_at = ? WHERE id = ?`,
      row.id,
      row.account,
      ordinal,
      now,
      now,
      row.target_id,
    )
    // The row as it stands now: what an answer will be judged on.
    return {
      ...row,
      state: 'sending',
      operation,
      idempotency_key: key,
      parcel_id: parcelId,
      exposed_by: row.id,
      target_account: row.there === 1 ? row.target_account : row.account,
      first_sent_at: firstSentAt,
      target_last_sent_at: now,
    }
  }

  /**
   * When what is being sent comes up again, whoever is there then: at the end of its lease. Where one process owns the
   * ledger, that process settles it, or its successor finds it at start.
   */
  #comesUpAt(leaseUntil: number): number | null {
    return this.#sql.isShared ? leaseUntil : null
  }

  /**
   * Exposed already. A repeat leaves the index while it is sent. Asking changes nothing upstream, so its state stays, and
   * a lost answer is asked for again when the lease is over.
   */
  #goOn({ row, act }: Reserved, parcelId: number, now: number, leaseUntil: number): DueRow {
    if (act !== 'resend') {
      this.#sql.run('UPDATE delivery SET due_at = ?, parcel_id = ? WHERE id = ?', leaseUntil, parcelId, row.id)
      return { ...row, parcel_id: parcelId }
    }
    this.#sql.run(
      `UPDATE delivery SET state = 'sending', due_at = ?, parcel_id = ? WHERE id = ?`,
      this.#comesUpAt(leaseUntil),
      parcelId,
      row.id,
    )
    this.#sql.run('UPDATE target SET last_sent_at = ? WHERE id = ?', now, row.target_id)
    return { ...row, state: 'sending', target_last_sent_at: now, parcel_id: parcelId }
  }
}

/** What is given back is due for everybody as before. */
export function forOthers(sql: Statements, { row, dueAt }: Reserved): void {
  if (!sql.isShared) return
  sql.run(
    'UPDATE delivery SET due_at = ? WHERE id = ? AND state = ? AND due_at = ?',
    dueAt,
    row.id,
    row.state,
    row.due_at,
  )
}

/** All of them are still reserved. */
const isTogether = (reserved: readonly (Reserved | undefined)[]): reserved is Together =>
  reserved.length > 0 && !reserved.includes(undefined)
