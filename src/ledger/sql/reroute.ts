/**
 * At start, where the accounts of an upstream are other ones than before: what has not left goes under the account that fits
 * now, and what waited for one goes on. What is exposed keeps its own, since it is asked about under the name it was sent
 * under. All open deliveries are read once, a page at a time, in the transaction that keeps the new settings.
 */
import { type AccountRules, pickAccount } from '../../upstream/index.ts'
import { accountSubject } from '../rows-referent.ts'
import { accountMoved, isDeclared, takenBackUnder } from '../rules/account.ts'
import type { DeliveryPatch } from '../verdict.ts'
import type { Gates } from './gate.ts'
import type { Movements } from './movements.ts'
import { DUE_COLUMNS, type DueRow } from './rows.ts'
import type { Statements } from './statements.ts'
import type { KnownUpstream } from './upstreams.ts'

// Rows read at once: enough to be quick, few enough to stay small.
const PAGE = 1_000

interface OpenRow {
  id: number
  target_id: number
  parcel_id: number | null
  state: DueRow['state']
  wanted: DueRow['wanted']
  account: string | null
  there: number
  exposed_by: number | null
  target_account: string | null
  by: string
  division: string | null
  cause: string | null
  subject: string | null
}

const OPEN = `
  SELECT d.id, d.target_id, d.parcel_id, d.state, d.wanted, d.account, t.there, t.exposed_by, t.account AS target_account, v.by, v.division,
    w.cause, w.subject
  FROM delivery d JOIN target t ON t.id = d.target_id JOIN revision v ON v.id = d.revision_id LEFT JOIN wait w ON w.delivery_id = d.id`

export class Rerouting {
  readonly #sql
  readonly #gates
  readonly #movements

  constructor(sql: Statements, gates: Gates, movements: Movements) {
    this.#sql = sql
    this.#gates = gates
    this.#movements = movements
  }

  /** All that is open. Runs inside a transaction. */
  run(upstream: KnownUpstream, now: number): void {
    const page = (after: number) =>
      this.#sql.all<OpenRow>(
        `${OPEN} WHERE d.upstream_id = ? AND d.open = 1 AND d.id > ? ORDER BY d.id LIMIT ?`,
        upstream.id,
        after,
        PAGE,
      )
    this.#each(page, upstream, now)
  }

  /** What waits for an account that the settings have. Runs inside a transaction. */
  wake(upstream: KnownUpstream, now: number): void {
    const page = (after: number) =>
      this.#sql.all<OpenRow>(
        `${OPEN} WHERE w.cause = 'settings' AND w.subject = ? AND d.open = 1 AND d.id > ? ORDER BY d.id LIMIT ?`,
        accountSubject(upstream.upstream),
        after,
        PAGE,
      )
    this.#each(page, upstream, now)
  }

  /** Never sent, and due under an account that the settings don't have: it goes under the one that fits. @returns that */
  repick(delivery: number, upstream: KnownUpstream, now: number): string | null {
    const row = this.#sql.get<OpenRow>(`${OPEN} WHERE d.id = ?`, delivery) as OpenRow
    const account = nextAccount(row, upstream.accounts)
    if (account !== row.account) this.#assign(row, account, upstream, now)
    return account
  }

  #each(page: (after: number) => readonly OpenRow[], upstream: KnownUpstream, now: number): void {
    for (let after = 0; ; ) {
      const rows = page(after)
      for (const row of rows) this.#one(row, upstream, now)
      const last = rows.at(-1)
      if (last === undefined) return
      after = last.id
    }
  }

  /** Its give-up clock goes on behind the other gate. */
  #assign(row: OpenRow, account: string | null, upstream: KnownUpstream, now: number): void {
    this.#sql.run(
      'UPDATE delivery SET account = ?, give_up_at = give_up_at - shut_ms + ?, shut_ms = ? WHERE id = ?',
      account,
      this.#gates.shutMs(upstream.gate, now, row.account),
      this.#gates.shutMs(upstream.gate, now, account),
      row.id,
    )
  }

  #one(row: OpenRow, upstream: KnownUpstream, now: number): void {
    const { accounts } = upstream
    const isExposed = row.exposed_by === row.id
    // Nothing was ever sent under none: in doubt it is asked about under the one that fits.
    const account = isExposed && row.account !== '' ? keptAccount(row, accounts) : nextAccount(row, accounts)
    if (account !== row.account) {
      this.#assign(row, account, upstream, now)
      // The same parcel still, asked about or sent again under its key (I10).
      if (isExposed) {
        this.#sql.run('UPDATE target SET account = ? WHERE id = ?', account, row.target_id)
        this.#sql.run('UPDATE parcel SET account = ? WHERE id = ?', account, row.parcel_id)
      }
    }
    if (!isDeclared(account, accounts)) return
    const waits = row.cause === 'settings' && row.subject === accountSubject(upstream.upstream)
    const stands = row.there === 1 || row.exposed_by !== null
    const moved =
      accounts && account !== null && !isExposed && row.wanted === 'present'
        ? accountMoved(upstream.upstream, account, { stands, account: row.target_account }, accounts)
        : undefined
    if (moved && (waits || row.state === 'pending' || row.state === 'waiting'))
      this.#move(row.id, { state: 'held', dueAt: null, problems: [moved] }, now)
    else if (waits) this.#goOn(row.id, isExposed, now)
  }

  #goOn(id: number, isExposed: boolean, now: number): void {
    const row = this.#row(id)
    const state = isExposed ? (row.ticket === null ? 'uncertain' : 'processing') : 'pending'
    // All its time again: it waited for somebody else.
    const giveUpAt = now + Math.max(row.give_up_at - row.created_at, 0)
    this.#movements.apply(row, { delivery: { state, dueAt: now, problems: [], giveUpAt } }, now, 'gateway')
  }

  #move(id: number, delivery: DeliveryPatch, now: number): void {
    this.#movements.apply(this.#row(id), { delivery }, now, 'gateway')
  }

  #row(id: number): DueRow {
    return this.#sql.get<DueRow>(`SELECT ${DUE_COLUMNS} WHERE d.id = ?`, id) as DueRow
  }
}

/** What was sent before there were accounts is asked about under the default, which is everybody's. */
const keptAccount = ({ account }: OpenRow, accounts: AccountRules | undefined): string | null =>
  account ?? accounts?.default ?? null

function nextAccount(row: OpenRow, accounts: AccountRules | undefined): string | null {
  if (!accounts) return null
  const { by, division, wanted, there, exposed_by, target_account } = row
  const standing = { stands: there === 1 || exposed_by !== null, account: target_account }
  const own = wanted === 'withdrawn' ? takenBackUnder(standing, accounts) : undefined
  if (own !== undefined) return own
  return pickAccount(accounts, { by, ...(division === null ? {} : { division }) }) ?? ''
}
