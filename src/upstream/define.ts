/**
 * What a portal declares: systems and the upstreams behind them, as plain frozen values. Nothing is checked here but
 * names and numbers; `compileUpstream` reads contract and mapping.
 */
import { SettingsError } from '../base/errors.ts'
import { type Text, type Title, toText } from '../base/text.ts'
import type { Contract } from '../contract/index.ts'
import type { Form } from '../form/index.ts'
import type { Computed, Condition, MappingData, ObjectRules, Seen } from '../mapping/index.ts'
import { type Accounts, type AccountsSpec, accountFaults, accountsOf } from './accounts.ts'
import type { Adapter } from './contract-v1.ts'
import { checkParts } from './declared-parts.ts'
import { hoursFault, type OpeningHours } from './opening-hours.ts'

export interface Limits {
  /** Sends in flight at once. Default 4. */
  readonly concurrency: number
  /** Sends that may start in a minute, over all processes. Absent: no limit. */
  readonly perMinute?: number
  /** Bound on one send in ms, its reply included. Default 30 000. */
  readonly timeoutMs: number
  /** Gaps between attempts in ms, the last one repeated. Absent: the ladder's own. */
  readonly retryGapsMs?: readonly number[]
  /**
   * A failing system is left alone and asked this many ms later whether it is at work again; the gap doubles up to 15
   * minutes. Absent: 30 000.
   */
  readonly probeGapMs?: number
  /**
   * Window in ms in which deliveries gather to leave in one call or one file, where the adapter takes several: what is
   * accepted in the same window (counted from the epoch) becomes due at its end. Absent: each is due at once, and leaves
   * with whatever else is due.
   */
  readonly gatherMs?: number
  /** Time in ms that a delivery may wait behind an open gate before it is given up. Absent: 14 days. */
  readonly giveUpMs?: number
  /** When it takes anything. Outside of that nothing is sent, nothing given up; it goes on by itself. Absent: always. */
  readonly hours?: OpeningHours
}

/** What several upstreams share: address, accounts, rate and gate. */
export interface System {
  readonly name: string
  readonly title: Text
  /** Origin without credentials, for people. */
  readonly address?: string
  /** Absent: one log-in for everybody, as the adapter's settings have it. */
  readonly accounts?: Accounts
  readonly limits: Limits
  /** Name of the gate that all its upstreams stand behind; the system's own name unless two share one. Each account has one of its own behind it. */
  readonly gate: string
}

export interface SystemSpec {
  /** `[a-z][a-z0-9-]*`. */
  readonly name: string
  readonly title: Title
  readonly address?: string
  /** Log-ins of its own for each division or actor. Absent: one for everybody, as the adapter's settings have it. */
  readonly accounts?: AccountsSpec
  readonly limits?: Partial<Limits>
  /** Default: `name`. Two systems behind the same account of a single sign-on share a gate. */
  readonly gate?: string
}

// biome-ignore lint/suspicious/noExplicitAny: the default stands for "some upstream" and must accept every record and payload type
export interface Upstream<R = any, P = any> {
  readonly name: string
  readonly title: Text
  readonly form: Form<R>
  readonly system?: System
  readonly contract: Contract<P>
  /** Plain data, without its types: the compiler reads every mapping the same way. */
  readonly mapping: MappingData
  readonly computed: Readonly<Record<string, Computed>>
  /** Absent: every record of the form goes there. */
  readonly when?: unknown
  readonly adapter: Adapter
  readonly limits: Limits
  /** False: nothing leaves; what is planned waits until it is enabled again. */
  readonly enabled: boolean
  /** sha256 of the contract that was accepted last, where it replaced another one: see `acceptedContract` of the declaration. */
  readonly acceptedContract?: string
  /** What its draft was unsure of, by JSON pointer of the rule: warned of by `checkUpstream` until somebody looked. */
  readonly doubtful?: Readonly<Record<string, Text>>
  /** Where its parts were read from, where they came from files: named in findings. */
  readonly files?: UpstreamFiles
}

export interface UpstreamFiles {
  /** Of the `upstream.json`, where `when` stands. */
  readonly upstream?: string
  readonly mapping?: string
  readonly contract?: string
}

// biome-ignore lint/complexity/noBannedTypes: `{}` is "no computed values"; a Record would make every name valid
export interface UpstreamSpec<R, P, C = {}, X extends object = {}> {
  /** `[a-z][a-z0-9-]*`; stays the same for ever, since targets are kept under it. */
  readonly name: string
  readonly title: Title
  readonly form: Form<R, string, string, X>
  readonly system?: System
  readonly contract: Contract<P>
  /** Pure functions that the mapping names by `{ compute }`. */
  readonly computed?: C
  /** Which records concern this upstream. */
  readonly when?: Condition<Seen<R, X>>
  readonly mapping: ObjectRules<Seen<R, X>, P, C>
  readonly adapter: Adapter
  readonly limits?: Partial<Limits>
  /** Default true. */
  readonly enabled?: boolean
  /**
   * sha256 (hex) of a contract that may replace the one the ledger knows. Without it a changed contract is refused at
   * start: nothing leaves for this upstream, what is planned waits. `yibiao diff … --accept` writes or prints it.
   */
  readonly acceptedContract?: string
  /** Rules that somebody should look at, with the reason (`{ zh, en }`, or one text for both), by JSON pointer; as `yibiao suggest` writes under `$doubtful`. */
  readonly doubtful?: Readonly<Record<string, Title>>
  /** Paths of the files that mapping and contract were read from, for messages. */
  readonly files?: UpstreamFiles
}

const NAME = /^[a-z][a-z0-9-]*$/

// Enough to hide one slow answer; more looks like an attack to a county office's server.
const DEFAULT_CONCURRENCY = 4

// Slow bureaus answer in 10 to 20 s; a longer wait only blocks the lane, since an unknown outcome is looked up anyway.
const DEFAULT_TIMEOUT_MS = 30_000

/**
 * @throws {SettingsError} when a name isn't `[a-z][a-z0-9-]*`, a limit isn't a positive whole number, or an account is wrong
 */
export function defineSystem(spec: SystemSpec): System {
  checkName('system.name', spec.name)
  if (spec.gate !== undefined) checkName('system.gate', spec.gate)
  return Object.freeze({
    name: spec.name,
    title: toText(spec.title),
    ...(spec.address === undefined ? {} : { address: spec.address }),
    ...(spec.accounts === undefined ? {} : { accounts: readAccounts(spec.name, spec.accounts) }),
    limits: limitsOf(spec.name, spec.limits),
    gate: spec.gate ?? spec.name,
  })
}

function readAccounts(system: string, spec: AccountsSpec): Accounts {
  const faults = accountFaults(spec)
  if (faults.length === 0) return accountsOf(spec)
  throw new SettingsError(
    faults.map(({ path, detail }) => ({
      code: 'settings_invalid',
      who: 'operator',
      params: { setting: [system, 'accounts', ...path].join('.'), detail },
    })),
  )
}

/**
 * An upstream as a plain value. The record's type comes from `form`, the payload's from `contract`, so that `mapping`,
 * `when` and `computed` are checked against both where they are written.
 *
 * @throws {SettingsError} as `defineSystem`, and when form, contract, mapping or adapter isn't what its function returns
 */
// biome-ignore lint/complexity/noBannedTypes: as above
export function defineUpstream<R, P, const C extends Readonly<Record<string, Computed>> = {}, X extends object = {}>(
  spec: UpstreamSpec<R, P, C, X>,
): Upstream<R, P> {
  const { name, form, contract, adapter, system, when } = spec
  checkName('upstream.name', name)
  checkParts(name, spec)
  checkAccountValues(name, adapter, system)
  return Object.freeze({
    name,
    title: toText(spec.title),
    form,
    ...(system ? { system } : {}),
    contract,
    mapping: spec.mapping as MappingData,
    computed: spec.computed ?? {},
    ...(when === undefined ? {} : { when }),
    adapter,
    limits: limitsOf(name, spec.limits),
    enabled: spec.enabled ?? true,
    ...(spec.acceptedContract === undefined ? {} : { acceptedContract: spec.acceptedContract }),
    ...(spec.doubtful ? { doubtful: toTexts(spec.doubtful) } : {}),
    ...(spec.files ? { files: spec.files } : {}),
  })
}

const toTexts = (titles: Readonly<Record<string, Title>>): Readonly<Record<string, Text>> =>
  Object.fromEntries(Object.entries(titles).map(([pointer, title]) => [pointer, toText(title)]))

/** An adapter that took nothing from the account would send everything under one log-in. */
function checkAccountValues(upstream: string, { accountValues = [] }: Adapter, system: System | undefined): void {
  const { accounts } = system ?? {}
  const [account] = accounts?.each.values() ?? []
  const missing = accountValues.find((value) => account === undefined || !Object.hasOwn(account.values, value))
  const detail: Text | undefined =
    missing !== undefined
      ? {
          zh: `它要用账号的 ${missing}，系统的 accounts 里没有`,
          en: `it takes ${missing} of the account, and accounts of its system has no such value`,
        }
      : account !== undefined && accountValues.length === 0
        ? {
            zh: '系统有多个账号，它却没有用：请把账号密码写成 ${account.名}，或不写 system',
            en: 'its system has accounts, and it takes nothing from them: write credentials as ${account.NAME}, or leave system out',
          }
        : undefined
  if (detail === undefined) return
  const params = { setting: `${upstream}.adapter`, detail }
  throw new SettingsError([{ code: 'settings_invalid', who: 'operator', upstream, params }])
}

function checkName(setting: string, name: unknown): void {
  if (typeof name === 'string' && NAME.test(name)) return
  const detail = {
    zh: '只能用小写字母、数字和连字符，并以字母开头',
    en: 'it takes lower-case letters, digits and hyphens, a letter first',
  }
  throw new SettingsError([{ code: 'settings_invalid', who: 'author', params: { setting, detail } }])
}

function limitsOf(owner: string, { hours, ...given }: Partial<Limits> = {}): Limits {
  const limits = {
    ...given,
    concurrency: given.concurrency ?? DEFAULT_CONCURRENCY,
    timeoutMs: given.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  }
  const invalid = (limit: string, detail: Text) =>
    ({
      code: 'settings_invalid',
      who: 'operator',
      params: { setting: `${owner}.limits.${limit}`, detail },
    }) as const
  const problems = Object.entries(limits)
    .filter(([, value]) => ![value].flat().every((number) => Number.isSafeInteger(number) && Number(number) >= 1))
    .map(([limit]) => invalid(limit, { zh: '应是正整数', en: 'it must be a positive whole number' }))
  const fault = hours && hoursFault(hours)
  if (problems.length > 0 || fault) throw new SettingsError(fault ? [...problems, invalid('hours', fault)] : problems)
  return Object.freeze({ ...limits, ...(hours ? { hours } : {}) })
}
