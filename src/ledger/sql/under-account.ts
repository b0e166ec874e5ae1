/** Whether what is due may go under its account, as settings and target stand now, however it came to be due. */
import { accountMoved, isDeclared, withoutAccount } from '../rules/account.ts'
import type { ClaimDecision, DeliveryPatch } from '../verdict.ts'
import type { Rerouting } from './reroute.ts'
import { type ContextRow, type DueRow, toContext } from './rows.ts'
import type { Statements } from './statements.ts'
import type { KnownUpstream, Upstreams } from './upstreams.ts'

// Long enough for whoever has the account to find it, short enough for a report.
const OTHERS_MS = 30_000

export class UnderAccount {
  readonly #sql
  readonly #upstreams
  readonly #rerouting

  constructor(sql: Statements, upstreams: Upstreams, rerouting: Rerouting) {
    this.#sql = sql
    this.#upstreams = upstreams
    this.#rerouting = rerouting
  }

  /** Runs inside a transaction. @returns what becomes of it instead; undefined where it may go */
  instead(
    row: DueRow,
    act: Exclude<ClaimDecision['act'], 'move'>,
    { upstream, now }: { readonly upstream: KnownUpstream; readonly now: number },
  ): DeliveryPatch | undefined {
    const { accounts } = upstream
    if (isDeclared(row.account, accounts)) {
      // Replayed, or it waited behind another: what stands there may be somebody else's.
      if (act !== 'send' || row.wanted === 'withdrawn' || !accounts || row.account === null) return undefined
      const moved = accountMoved(
        row.upstream,
        row.account,
        { stands: row.there === 1, account: row.target_account },
        accounts,
      )
      return moved && { state: 'held', dueAt: null, problems: [moved] }
    }
    // Who told the ledger of its accounts last has this one, or knows that nobody does.
    if (!this.#upstreams.isCurrent(upstream)) return { state: row.state, dueAt: now + OTHERS_MS }
    const account = row.exposed_by === row.id ? row.account : this.#rerouting.repick(row.id, upstream, now)
    // Found due again, under the account that fits.
    if (isDeclared(account, accounts)) return { state: row.state, dueAt: now }
    return withoutAccount(row.upstream, account, accounts, this.#contextOf(row))
  }

  #contextOf({ id }: DueRow) {
    const select = 'SELECT v.by, v.division, v.period, v.task FROM delivery d JOIN revision v ON v.id = d.revision_id'
    return toContext(this.#sql.get<ContextRow>(`${select} WHERE d.id = ?`, id) as ContextRow)
  }
}
