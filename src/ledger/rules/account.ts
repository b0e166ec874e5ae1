/** Under which account a delivery may go, seen from what stands at the upstream. Pure. */
import type { Problem } from '../../base/problem.ts'
import type { RecordContext } from '../../mapping/index.ts'
import { type AccountRules, accountMissing } from '../../upstream/index.ts'
import { accountSubject } from '../rows-referent.ts'
import type { DeliveryPatch } from '../verdict.ts'

/** What may stand there, as far as it matters here. */
export interface Standing {
  /** It stands there, or may. */
  readonly stands: boolean
  /** Whose log-in it stands under, or may; null or empty: nobody knows, as from before there were accounts. */
  readonly account: string | null
}

/** What stands there is taken back by whoever put it there; undefined where nothing stands, or nobody knows whose it is. */
export const takenBackUnder = ({ stands, account }: Standing, accounts: AccountRules): string | undefined =>
  stands ? account || accounts.default : undefined

/** Whether the settings have the account that a delivery names. Null: there is one log-in for all. */
export const isDeclared = (account: string | null, accounts: AccountRules | undefined): boolean =>
  accounts === undefined ? account === null : account !== null && accounts.names.includes(account)

/** What stands there under another account: sending it under this one could make a second of it, or be refused. */
export function accountMoved(
  upstream: string,
  account: string,
  { stands, account: last }: Standing,
  accounts: AccountRules,
): Problem | undefined {
  // What is from before there were accounts counts as everybody's.
  const under = last || accounts.default
  if (!stands || accounts.moved === 'send' || under === account) return undefined
  const params = { from: under ?? '—', to: account }
  return { code: 'account_moved', who: 'operator', upstream, params }
}

/** It waits until the settings have the account: for a new one, or for the one that it was sent under. */
export function withoutAccount(
  upstream: string,
  account: string | null,
  accounts: AccountRules | undefined,
  context: RecordContext,
): DeliveryPatch {
  const problem: Problem =
    account === '' && accounts
      ? accountMissing(upstream, accounts, context)
      : { code: 'account_gone', who: 'operator', upstream, params: { account: account ?? '—' } }
  const wait = { cause: 'settings', subject: accountSubject(upstream) } as const
  return { state: 'blocked', dueAt: null, problems: [problem], wait }
}
