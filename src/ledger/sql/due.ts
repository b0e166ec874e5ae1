/** What is due for an upstream, by index, judged by the rules: handed out for preparing, not claimed yet. */
import type { Operation } from '../../upstream/contract-v1.ts'
import type { Moved } from '../contract.ts'
import { contentHash, idempotencyKey, type Secrets } from '../keys.ts'
import type { Due, DueResult } from '../rows-claim.ts'
import { type ClaimRules, decideClaim } from '../rules/claim.ts'
import type { ClaimDecision } from '../verdict.ts'
import { bodyOf } from './body.ts'
import { DueRows, type ShutAccounts } from './due-rows.ts'
import type { Gates } from './gate.ts'
import { Gathering } from './gathering.ts'
import { type InHand, RESERVED_MS, type Reserved } from './in-hand.ts'
import type { Movements } from './movements.ts'
import { recoverParcel } from './recover.ts'
import { DUE_COLUMNS, type DueRow, opened, sealProblem, seenOf, toDelivery, toTarget } from './rows.ts'
import { SealError, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'
import type { UnderAccount } from './under-account.ts'
import type { KnownUpstream } from './upstreams.ts'

type Act = Exclude<ClaimDecision, { act: 'move' }>

/** The parcel a delivery left with, still open for it. */
interface LeftWith {
  readonly id: number
  readonly message: string
  readonly size: number
}

/** One question of what is due, while it is answered. */
interface Search {
  readonly upstream: KnownUpstream
  readonly now: number
  readonly due: Due[]
  readonly moved: Moved[]
  readonly gathering: Gathering
  /** Parcels whose members don't all go again: each of them goes alone. */
  readonly apart: Set<number>
}

export interface DueParts {
  readonly sql: Statements
  readonly movements: Movements
  readonly secrets: Secrets
  readonly inHand: InHand
  readonly gates: Gates
  readonly underAccount: UnderAccount
}

export class DueDeliveries {
  readonly #sql
  readonly #movements
  readonly #secrets
  readonly #inHand
  readonly #gates
  readonly #rows

  readonly #underAccount

  constructor({ sql, movements, secrets, inHand, gates, underAccount }: DueParts) {
    this.#sql = sql
    this.#movements = movements
    this.#secrets = secrets
    this.#inHand = inHand
    this.#gates = gates
    this.#underAccount = underAccount
    this.#rows = new DueRows(sql, inHand)
  }

  /** Runs inside a transaction: what needs no send (unchanged, held …) moves at once. @returns the answer, once that has ended */
  find(upstream: KnownUpstream, limit: number, now: number): () => DueResult {
    const shut = this.#gates.isShut(upstream.gate, now)
    if (shut) return () => ({ due: [], moved: [], ...shut })
    const gathering = new Gathering(upstream.capabilities.batch?.max ?? 1)
    const search: Search = { upstream, now, due: [], moved: [], gathering, apart: new Set() }
    const shutAccounts = this.#shutAccounts(upstream, now)
    for (;;) {
      const room = gathering.room(limit)
      const { length: before } = search.moved
      const rows = this.#rows.find(upstream.id, room, now, shutAccounts)
      if (this.#recover(rows, now)) continue
      for (const { account } of rows) this.#gates.foresee(upstream.gate, account)
      for (const row of rows) if (!this.#inHand.reserved.has(row.id)) this.#readable(this.#asRead(row, search), search)
      // What moved may have made something else due.
      const isAll = rows.length < room && search.moved.length === before
      if (isAll || gathering.room(limit) === 0) break
    }
    const next = this.#rows.next(upstream.id, now)
    return () => {
      const nextAt = soonest(next(), shutAccounts)
      return { due: search.due, moved: search.moved, ...(nextAt === undefined ? {} : { nextAt }) }
    }
  }

  /** One that the settings no longer have can't be opened either: what is due under it is told of. */
  #shutAccounts({ gate, accounts }: KnownUpstream, now: number): ShutAccounts {
    if (!accounts) return NONE
    return new Map([...this.#gates.shutAccounts(gate, now)].filter(([name]) => accounts.names.includes(name)))
  }

  /** The give-up clock stands still while the gate is shut. */
  #asRead<Row extends DueRow>(row: Row, { upstream, now }: Search): Row {
    if (this.#sql.isShared) row.seen = seenOf(row)
    row.give_up_at += this.#gates.shutMs(upstream.gate, now, row.account) - row.shut_ms
    return row
  }

  /** What somebody was sending when its lease ended: in doubt from now on. @returns true where there was any */
  #recover(rows: readonly DueRow[], now: number): boolean {
    const parcels = new Set(rows.flatMap(({ state, parcel_id }) => (state === 'sending' ? [parcel_id as number] : [])))
    for (const parcel of parcels) recoverParcel(this.#sql, parcel, now)
    return parcels.size > 0
  }

  /** What can't be opened waits for the operator, and for nothing else: everything behind it goes on. */
  #readable(row: DueRow, search: Search): void {
    try {
      this.#one(opened(row, this.#sql.sealing), search)
    } catch (error) {
      if (!(error instanceof SealError)) throw error
      const problems = [sealProblem(error, row.upstream)]
      const wait = { cause: 'settings', subject: error.key } as const
      const verdict = { delivery: { state: 'blocked', dueAt: null, problems, wait } } as const
      search.moved.push(...this.#movements.apply(row, verdict, search.now, 'gateway'))
    }
  }

  #one(row: DueRow, search: Search): void {
    const rules = { ...search.upstream, now: search.now }
    const decision = this.#decide(row, rules)
    const instead = decision.act === 'move' ? undefined : this.#underAccount.instead(row, decision.act, search)
    if (instead) {
      search.moved.push(...this.#movements.apply(row, { delivery: instead }, search.now, 'gateway'))
      return
    }
    const left = decision.act === 'move' ? undefined : this.#leftWith(row, decision)
    if (!left || left.size === 1) this.#alone(row, decision, left, false, search)
    else if (!this.#together(row, decision as Act, left, search))
      this.#alone(row, this.#decide(row, { ...rules, apart: true }), left, true, search)
  }

  /** Moved, handed out in a parcel of its own, or with others that leave for the first time. */
  #alone(row: DueRow, decision: ClaimDecision, left: LeftWith | undefined, apart: boolean, search: Search): void {
    if (decision.act === 'move') {
      search.moved.push(...this.#movements.apply(row, decision, search.now, 'gateway'))
      return
    }
    const operation = operationOf(decision, row)
    const again = left !== undefined && row.operation === operation
    const parcel = again && !apart ? left : undefined
    const isNew = decision.act === 'send' && parcel === undefined
    const body = bodyOf(this.#sql, row)
    const group = isNew ? search.gathering.join(operation, row.parcel_max, row.account) : search.gathering.alone()
    const key = again ? (row.idempotency_key as string) : this.#newKey(row)
    this.#handOut(
      { row, dueAt: row.due_at, act: decision.act, operation, key, again, apart },
      body,
      group,
      parcel,
      search,
    )
  }

  /** All that left together goes again together, or is asked about together under their one ticket (I10). */
  #together(row: DueRow, decision: Act, left: LeftWith, search: Search): boolean {
    if (decision.act === 'lookup' || search.apart.has(left.id)) return false
    const rules = { ...search.upstream, now: search.now }
    const members = this.#sql
      .all<DueRow & { position: number }>(
        `SELECT m.position, ${DUE_COLUMNS} JOIN parcel_member m ON m.parcel_id = d.parcel_id AND m.delivery_id = d.id
         WHERE d.parcel_id = ? AND m.closed = 0 AND d.due_at <= ? ORDER BY m.position`,
        left.id,
        search.now,
      )
      .map((member) => opened(this.#asRead(member, search), this.#sql.sealing) as typeof member)
      .filter((member) => !this.#inHand.reserved.has(member.id) && member.ticket === row.ticket)
      .filter((member) => member.account === row.account)
      .filter((member) => {
        const own = this.#decide(member, rules)
        return own.act === decision.act && operationOf(own, member) === operationOf(decision, row)
      })
    if (members.length !== (decision.act === 'poll' ? this.#asked(left.id) : left.size)) {
      search.apart.add(left.id)
      return false
    }
    // Opened before any of them is handed out: one that can't be keeps all of them back.
    const bodies = members.map((member) => bodyOf(this.#sql, member))
    const group = search.gathering.alone()
    for (const [index, { position, ...member }] of members.entries()) {
      const operation = operationOf(decision, member)
      const key = member.idempotency_key as string
      const { due_at: dueAt } = member
      const reserved = { row: member, dueAt, act: decision.act, operation, key, again: true, apart: false, position }
      this.#handOut(reserved, bodies[index] as string, group, left, search)
    }
    return true
  }

  /** How many of a parcel wait for what became of them. */
  #asked(parcel: number): number {
    const row = this.#sql.get<{ count: number }>(
      `SELECT count(*) AS count FROM parcel_member m JOIN delivery d ON d.id = m.delivery_id
       WHERE m.parcel_id = ? AND m.closed = 0 AND d.state = 'processing'`,
      parcel,
    )
    return row?.count ?? 0
  }

  #handOut(
    reserved: Reserved,
    body: string,
    group: number,
    parcel: LeftWith | undefined,
    { due, now }: Pick<Search, 'due' | 'now'>,
  ): void {
    const { row } = reserved
    if (this.#sql.isShared) {
      row.due_at = now + RESERVED_MS
      this.#sql.run('UPDATE delivery SET due_at = ? WHERE id = ?', row.due_at, row.id)
    }
    this.#inHand.reserve(row.id, parcel ? { ...reserved, parcel: parcel.id } : reserved)
    due.push({
      delivery: row.id,
      act: reserved.act,
      group,
      operation: reserved.operation,
      idempotencyKey: reserved.key,
      body,
      ...(row.account === null ? {} : { account: row.account }),
      ...(row.reference === null ? {} : { reference: row.reference }),
      ...(row.ticket === null ? {} : { ticket: row.ticket }),
      ...(parcel ? { message: parcel.message } : {}),
    })
  }

  #decide(row: DueRow, rules: ClaimRules): ClaimDecision {
    return decideClaim(toDelivery(row), toTarget(row), rules)
  }

  /** A retry of what provably wasn't applied is the same parcel under the same key, unless operation or account are others (I10). */
  #leftWith(row: DueRow, decision: Act): LeftWith | undefined {
    if (row.parcel_id === null || (decision.act === 'send' && row.operation !== decision.operation)) return undefined
    const left = this.#sql.get<{ id: number; message: Stored; key: string; size: number }>(
      `SELECT p.id, p.message, p.key, (SELECT count(*) FROM parcel_member o WHERE o.parcel_id = p.id) AS size
       FROM parcel p JOIN parcel_member m ON m.parcel_id = p.id
       WHERE p.id = ? AND p.state = 'open' AND m.delivery_id = ? AND m.closed = 0 AND p.account IS NOT DISTINCT FROM ?`,
      row.parcel_id,
      row.id,
      row.account,
    )
    if (!left) return undefined
    const { id, size } = left
    return { id, size, message: this.#sql.sealing.open(left.message, 'message', left.key) }
  }

  /** Deterministic: a restored backup makes the same keys again. The ordinal rises with other content, never on a retry. */
  #newKey(row: DueRow): string {
    const hash = row.payload_hash ?? contentHash('null')
    return idempotencyKey(this.#secrets, row.origin, row.upstream, row.target_ordinal + 1, hash)
  }
}

const NONE: ShutAccounts = new Map()

/** What comes due next, or which account opens by itself before. */
const soonest = (dueAt: number | undefined, shut: ShutAccounts): number | undefined =>
  [dueAt, ...shut.values()].reduce<number | undefined>(
    (first, at) => (typeof at === 'number' && (first === undefined || at < first) ? at : first),
    undefined,
  )

const operationOf = (decision: ClaimDecision, row: DueRow): Operation =>
  decision.act === 'send' ? decision.operation : (row.operation as Operation)
