/** What the author of an adapter tells the conformance suite. */
import type { JsonObject } from '../../base/json.ts'
import type { Account, Adapter, SendContext } from '../../upstream/contract-v1.ts'
import type { FaultName, SandboxFault } from '../sandbox/types.ts'

/** What can go wrong with an upstream. `away`: nobody is there any more. */
export type UpstreamFault = SandboxFault | { readonly fault: 'away' }
export type UpstreamFaultName = FaultName | 'away'

/** One upstream for one test: real sockets, real files, real tables. A `Sandbox` becomes one by `sandboxUpstream`. */
export interface TestUpstream {
  /** Where it is: a URL, a folder, a connection string. */
  readonly address: string
  /** What stands there by its own count, in the payload's shape, in the order it came; doubled rows included. */
  rows(): readonly JsonObject[] | Promise<readonly JsonObject[]>
  /** Users that the writes came under, in order; needed where the suite has `accounts`. */
  users?(): readonly string[] | Promise<readonly string[]>
  /** Sends that arrived, answered or not: the suite waits for one before it aborts it. */
  arrived?(): number
  /** Goes wrong in this way from now on; without arguments it is well again. Only faults that the suite's `faults` names. */
  setFaults?(...faults: readonly UpstreamFault[]): void | Promise<void>
  close(): void | Promise<void>
}

/** Three accounts, each with `username` among its values: two that may log in, one that may not. */
export interface TestAccounts {
  /** As `AdapterSuite.adapter`, with every credential taken from the account (`${account.NAME}`). */
  adapter(address: string): Adapter
  readonly right: readonly [Account, Account]
  readonly wrong: Account
}

export interface AdapterSuite {
  /** An empty upstream; called for every test. */
  open(): TestUpstream | Promise<TestUpstream>
  /**
   * The adapter for the upstream at this address, with short time limits (under a second where a call may hang). Also
   * called once with `example`, to learn capabilities and methods.
   */
  adapter(address: string): Adapter
  /** An address of the right form, where nothing needs to be. `http://127.0.0.1:9` by default. */
  readonly example?: string
  /**
   * A payload in the upstream's own shape: the same for the same arguments, its natural key by `index` alone, its content
   * by both. At least one text property. Invented people only.
   */
  payload(index: number, version: number): JsonObject
  /** Another payload whose key only begins like this one's, for look-ups that match loosely. */
  similar?(payload: JsonObject): JsonObject
  /** A property whose value the stand-in refuses, and which may be hidden; the first text property by default. */
  readonly property?: string
  /** Faults its stand-in can show. */
  readonly faults: readonly UpstreamFaultName[]
  /** Why it can't show the others: one sentence for all, or one each. Printed with what is skipped. */
  readonly unable: string | Readonly<Partial<Record<UpstreamFaultName | 'similar', string>>>
  /** Texts that must appear in no message, outcome, log or error: the account's password, tokens, keys. */
  readonly secrets?: readonly string[]
  /** Log-ins of the stand-in; or why there is none to choose from. */
  readonly accounts?: TestAccounts | string
  /** Parts of the context that this kind of adapter needs otherwise. */
  context?(): Partial<SendContext>
}

/** Why this fault is not tested; undefined when it is. */
export function whyNot({ faults, unable }: AdapterSuite, ...names: readonly UpstreamFaultName[]): string | undefined {
  const missing = names.find((name) => !faults.includes(name))
  if (missing === undefined) return undefined
  return typeof unable === 'string' ? unable : (unable[missing] ?? `no reason is given why it can't show ${missing}`)
}
