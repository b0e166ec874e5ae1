/**
 * The adapter contract, version 1: what every *kind* of upstream implements. Imports types only.
 *
 * `prepare` is pure and runs once per parcel; its message is stored before the first byte leaves and is the same on
 * every attempt. `send` adds credentials and signature, tries once and reports one outcome per member, in order. It
 * never retries, never throws for what the upstream said, and never decides by HTTP status alone.
 */
import type { Clock } from '../base/clock.ts'
import type { Json, JsonObject } from '../base/json.ts'
import type { MessageCode } from '../base/messages/index.ts'
import type { Params } from '../base/problem.ts'
import type { Title } from '../base/text.ts'
import type { Secret } from './auth-secrets.ts'
import type { Http } from './http-contract.ts'
import type { Bar, Found, Outcome } from './outcome.ts'

export type Operation = 'create' | 'update' | 'withdraw'

/** One delivery inside a parcel. */
export interface Member {
  readonly operation: Operation
  /** Deterministic; the same on every attempt at this content, another for other content. At most 64 characters, [0-9a-f]. */
  readonly idempotencyKey: string
  /** The payload in the upstream's own shape; for `withdraw`, the last one that was sent. */
  readonly payload: JsonObject
  /** The upstream's own id of what stands there, where an earlier receipt named one. */
  readonly reference?: string
}

export interface Capabilities {
  /** What makes a repeat harmless. Several may hold. Empty or absent: nothing does. */
  readonly idempotency?: {
    /** The upstream recognises our key: per item or per call, for this long after the *first* send. */
    readonly key?: { readonly scope: 'item' | 'call'; readonly windowMs: number }
    /** A send of the same natural key overwrites. */
    readonly upsert?: true
    /** `lookup` exists; "absent" is believed only `settleMs` after the last send. */
    readonly lookup?: { readonly settleMs: number }
  }
  /** Operations it has. A missing one makes the delivery `held`, never a second create. */
  readonly operations: readonly Operation[]
  readonly batch?: { readonly max: number; readonly atomic: boolean; readonly answers: 'each' | 'whole' }
  /** Longest time between the last byte sent and the effect, in ms: other content waits that long after an unknown outcome. */
  readonly maxProcessingMs: number
  /** Window in which the upstream refuses an identical repeat without saying whether it took the first, in ms. */
  readonly repeatGuardMs?: number
}

/** What a log-in came to. */
export type LogIn =
  | {
      readonly state: 'token'
      readonly value: string
      /** Epoch ms; absent: until refused. */
      readonly expiresAt?: number
      /** Trades for the next token, once. Kept where the ledger is sealed, else in memory. */
      readonly refresh?: string
    }
  /** The upstream says no: wrong password, captcha, locked. */
  | {
      readonly state: 'barred'
      readonly bar: Bar
      readonly detail: string
      /** Name of the environment variable that has to be set first. */
      readonly variable?: string
    }
  /** No answer that says anything about the credentials. The message itself was not sent. */
  | { readonly state: 'unavailable'; readonly detail: string; readonly retryAfterMs?: number }

/** Logs in, or trades what the last log-in left for the next token. */
export type RunLogIn = (refresh?: string) => Promise<LogIn>

/** Sessions of one account: fetched once for everybody, however many sends wait for it (single flight). */
export interface Tokens {
  /**
   * The current token, or what `logIn` comes to.
   *
   * A barred log-in is remembered for this `version` (a digest of the credentials) and not tried again: five wrong
   * passwords lock an account. Another version logs in anew.
   */
  get(version: string, logIn: RunLogIn): Promise<LogIn>
  /** Says that this token was refused: the next `get` logs in again, once. */
  refused(value: string): void
}

/** Whose log-in a call is made with. */
export interface Account {
  readonly name: string
  /** What stands in for `${account.NAME}` in the adapter's settings, by NAME. */
  readonly values: Readonly<Record<string, Secret | string>>
}

export interface SendContext {
  /** The parcel's own key (for a parcel of one, its member's). */
  readonly parcelKey: string
  /** Number of this attempt at the parcel, from 1. */
  readonly attempt: number
  /** Aborts at the total deadline, and when the gateway closes without draining. */
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly http: Http
  /** Of this account alone. */
  readonly tokens: Tokens
  /** Absent: the upstream has one log-in for everybody, and the settings are complete without it. */
  readonly account?: Account
  /** Runs a step of a several-step send once, ever, for this parcel: its result is stored before the next step. */
  once<T extends Json>(step: string, run: () => Promise<T>): Promise<T>
  /** Facts without personal data. */
  log(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
}

/** One value that this upstream can't take, by what the contract can't say: bytes, characters, a drop-down list. */
export interface PayloadFault {
  /** Into the payload (RFC 6901). */
  readonly pointer: string
  /** A message of the catalogue; `value_unfit` takes words of the adapter's own as `detail`. */
  readonly code: MessageCode
  /** Lengths, limits and names; never what was typed. */
  readonly params?: Params
  /** Who must act. Default: the reporter, where the value came from a field. */
  readonly who?: 'author' | 'operator'
}

export interface Diagnosis {
  readonly check: string
  readonly ok: boolean
  /** Words in both languages, or one text for both: a code such as ECONNREFUSED. */
  readonly detail: Title
  /** It may mean something else: told by `yibiao doctor`, and no reason to keep a gate shut. */
  readonly unsure?: true
}

export interface Adapter<Message extends Json = Json> {
  readonly contract: 'v1'
  /** Kind of upstream: `http`, `soap`, `sql`, `table` … */
  readonly name: string
  readonly capabilities: Capabilities
  /** Origin or path without credentials, for people and for the gate's default name. */
  readonly address?: string
  /**
   * Reads what planning needs, such as a template: awaited once before any other call, after which `capabilities` and
   * `validate` know it. May be called again. Nothing is sent.
   *
   * @throws {SettingsError} when what the settings name can't be used
   */
  open?(): Promise<void>
  /** What its settings take from the account (`${account.NAME}`), by NAME; absent: nothing. */
  readonly accountValues?: readonly string[]
  /** What can't be taken of one payload. Pure; asked whenever a record is planned, so that its reporter hears it at once. */
  validate?(payload: JsonObject): readonly PayloadFault[]
  prepare(members: readonly Member[]): Message
  send(message: Message, context: SendContext): Promise<readonly Outcome[]>
  lookup?(member: Member, context: SendContext): Promise<Found>
  poll?(ticket: string, context: SendContext): Promise<readonly Outcome[]>
  /** Every payload the upstream has: for reconciliation. */
  list?(context: SendContext): AsyncIterable<JsonObject>
  /** The upstream's own contract, where it can tell (OpenAPI, WSDL, a template's headers). */
  describe?(context: SendContext): Promise<JsonObject>
  /**
   * Reach, credentials, clock skew, one look-up; writes nothing upstream. Also the probe of an upstream that failed: its
   * gate opens again when every check but `clock` is ok, so `reach` must be false for an error page.
   */
  diagnose?(context: SendContext): Promise<readonly Diagnosis[]>
  close?(): Promise<void>
}
