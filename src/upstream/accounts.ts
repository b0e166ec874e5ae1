/**
 * Accounts of a system: each township, or each worker, logs in for itself there, and what is reported goes under that
 * name. Which account a record goes under follows from whom and which division it was handed in for, and nothing else.
 */
import { divisionFault } from '../base/checks/division-code.ts'
import type { Problem } from '../base/problem.ts'
import { type Text, type Title, toText } from '../base/text.ts'
import { isSecret, type Secret, soundsSecret } from './auth-secrets.ts'
import type { Account } from './contract-v1.ts'

export interface AccountSpec {
  /** For people; default: its name. */
  readonly title?: Title
  /**
   * Division codes (6, 9 or 12 digits; one serves all that lies within) or actors (as `by` has them). Empty or absent only
   * for the default.
   */
  readonly for?: readonly string[]
  /**
   * What stands in for `${account.NAME}` in the adapter's settings, by NAME. One that sounds like a secret (`password`) is
   * written as `${VARIABLE}`. Every account has the same names.
   */
  readonly values: Readonly<Record<string, Secret | string>>
}

export interface AccountsSpec {
  /** What decides about the account: the division that a record was handed in for, or who handed it in. */
  readonly by: 'division' | 'actor'
  /** By name (`[a-z][a-z0-9-]*`), which stays the same for ever: what was sent is asked about under it. */
  readonly each: Readonly<Record<string, AccountSpec>>
  /** Name of the account for whoever none is named for. Absent: such a delivery waits until the settings have one. */
  readonly default?: string
  /**
   * A record whose account changes while it stands at the upstream under the former one. `hold`, the default: a person sees
   * to it that the upstream has moved it, then it is sent. `send`: the new account may overwrite it, so it is sent.
   */
  readonly moved?: 'hold' | 'send'
}

/** What decides about the account of a delivery. Plain data: a ledger has it too. */
export interface AccountRules {
  readonly by: 'division' | 'actor'
  /** Name of the account by division code, without the zeros that pad it, or by actor. */
  readonly serves: Readonly<Record<string, string>>
  readonly names: readonly string[]
  readonly default?: string
  readonly moved: 'hold' | 'send'
}

export interface NamedAccount extends Account {
  readonly title: Text
}

export interface Accounts extends AccountRules {
  readonly each: ReadonlyMap<string, NamedAccount>
}

/** Name of an account's gate, which stands behind that of its system. */
export const accountGate = (gate: string, account: string): string => `${gate}/${account}`

/** Which account; undefined where none fits. Of a division the longest code wins: its village's, its township's, its county's. */
export function pickAccount(
  { by, serves, default: otherwise }: Pick<AccountRules, 'by' | 'serves' | 'default'>,
  { by: actor, division }: { readonly by?: string; readonly division?: string },
): string | undefined {
  const candidates = by === 'actor' ? [actor] : withinOf(division)
  const found = candidates.find((key) => key !== undefined && Object.hasOwn(serves, key))
  return found === undefined ? otherwise : serves[found]
}

/** Told while a delivery waits for the settings to have an account for it. */
export function accountMissing(
  upstream: string,
  { by }: Pick<AccountRules, 'by'>,
  { by: actor = '—', division }: { readonly by?: string; readonly division?: string },
): Problem {
  const whom: Text =
    by === 'actor'
      ? { zh: `填报人 ${actor}`, en: `the actor ${actor}` }
      : division === undefined
        ? { zh: '没有写区划的记录', en: 'records without a division' }
        : { zh: `区划 ${division}`, en: `the division ${division}` }
  return { code: 'account_missing', who: 'operator', upstream, params: { whom } }
}

/** @param spec - without faults, as `accountFaults` finds them */
export function accountsOf({ by, each, default: otherwise, moved = 'hold' }: AccountsSpec): Accounts {
  const accounts = Object.entries(each).map(
    ([name, { title, values }]): NamedAccount =>
      Object.freeze({ name, title: title === undefined ? { zh: name, en: name } : toText(title), values }),
  )
  const served = Object.entries(each).flatMap(([name, { for: keys = [] }]) => keys.map((key) => [keyOf(by, key), name]))
  return Object.freeze({
    by,
    serves: Object.fromEntries(served),
    names: accounts.map(({ name }) => name),
    ...(otherwise === undefined ? {} : { default: otherwise }),
    moved,
    each: new Map(accounts.map((account) => [account.name, account])),
  })
}

export interface AccountFault {
  readonly path: readonly (string | number)[]
  readonly detail: Text
}

/** What is wrong with accounts, each at its place; no value is quoted. */
export function accountFaults({ by, each, default: otherwise }: AccountsSpec): readonly AccountFault[] {
  const names = Object.keys(each)
  const valueNames = new Set(Object.values(each).flatMap(({ values }) => Object.keys(values)))
  const owners = new Map<string, string>()
  const faults: AccountFault[] = []
  const fault = (path: AccountFault['path'], zh: string, en: string) => faults.push({ path, detail: { zh, en } })
  if (names.length === 0) fault(['each'], '至少要有一个账号', 'there must be at least one account')
  if (otherwise !== undefined && !names.includes(otherwise))
    fault(['default'], '没有这个账号', 'there is no account of that name')
  for (const [name, { for: keys = [], values }] of Object.entries(each)) {
    const at = ['each', name]
    if (!/^[a-z][a-z0-9-]*$/.test(name))
      fault(
        at,
        '账号名只能用小写字母、数字和连字符，并以字母开头',
        'its name takes lower-case letters, digits and hyphens',
      )
    if (keys.length === 0 && name !== otherwise)
      fault(
        [...at, 'for'],
        '没有谁用它：请写上区划代码或填报人',
        'nobody uses it: name the divisions or actors it is for',
      )
    for (const [index, key] of keys.entries()) {
      const place = [...at, 'for', index]
      if (by === 'division' && divisionFault(key) !== undefined)
        fault(place, '应是 6、9 或 12 位的区划代码', 'it must be a division code of 6, 9 or 12 digits')
      const owner = owners.get(keyOf(by, key))
      if (owner !== undefined) fault(place, `账号 ${owner} 也写了它`, `the account ${owner} names it too`)
      owners.set(keyOf(by, key), name)
    }
    for (const value of valueNames) {
      if (!Object.hasOwn(values, value))
        fault([...at, 'values'], `缺 ${value}，别的账号有`, `it lacks ${value}, which other accounts have`)
      else if (soundsSecret(value) && !isSecret(values[value]))
        fault([...at, 'values', value], '机密要写成 ${变量名}', 'write a secret as ${NAME}')
    }
  }
  return faults
}

const keyOf = (by: AccountRules['by'], key: string): string => (by === 'actor' ? key : unpadded(key))

/** Without the zeros that pad the code of a township or county: `500103001000` is the township `500103001`. */
const unpadded = (code: string): string => code.replace(/^(\d{6})(?:000){1,2}$/, '$1').replace(/^(\d{9})000$/, '$1')

/** The code and those of what it lies in, the narrowest first. */
function withinOf(division: string | undefined): readonly string[] {
  if (division === undefined) return []
  const code = unpadded(division)
  return [code, code.slice(0, 9), code.slice(0, 6)].filter((each, index, all) => all.indexOf(each) === index)
}
