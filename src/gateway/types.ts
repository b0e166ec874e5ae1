/** What callers of the gateway see. */
import type { Clock } from '../base/clock.ts'
import type { Json, JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import type { AcceptOptions, Decided, DecisionFilter, DecisionOptions, Origin, Word } from '../delivery/index.ts'
import type { Entry, Form, RecordOf } from '../form/index.ts'
import type {
  AuditRow,
  AuditVerdict,
  DeliveryFilter,
  DeliveryState,
  ProblemRow,
  ReceiptRow,
  Rotated,
  RotateOptions,
} from '../ledger/index.ts'
import type { FieldAt, Upstream } from '../upstream/index.ts'
import type { Logger } from './logging.ts'
import type { DeliveryStatus, FailureGroup, GatewayStatus, RecordStatus } from './status-types.ts'

export interface GatewaySettings {
  /**
   * `file:PATH` for the default ledger; `postgres://USER@HOST/DATABASE?schema=yibiao` for one that several processes share;
   * `memory:` for one that is forgotten at the end.
   */
  readonly ledger: string
  /**
   * Keys that encrypt what the ledger keeps: `KEY`, or `ID:KEY`, several with commas, the current one first; each 32 bytes as
   * base64 or hex. Default: the environment variable `YIBIAO_LEDGER_KEY`; with neither, nothing is encrypted.
   */
  readonly ledgerKeys?: string
  // biome-ignore lint/suspicious/noExplicitAny: a list holds upstreams of different forms and payloads
  readonly upstreams: readonly Upstream<any, any>[]
  /** false: only accepts; another process delivers. Default true. */
  readonly deliver?: boolean
  /** false: mappings run as closures, for hosts that forbid generated code. Default true. */
  readonly codegen?: boolean
  /** Bytes of the ledger's disk that accepting leaves free, so that what was accepted can settle. Default 64 MB. */
  readonly minFreeBytes?: number
  readonly clock?: Clock
  /** In [0, 1): decides the jitter of retries. Default Math.random. */
  readonly random?: () => number
  /**
   * The operator's log, such as `pino()`: one line per delivery that moves, per adapter that throws, per failure of the ledger.
   * Without personal data and secrets. Default: none.
   */
  readonly logger?: Logger
}

export type SubmitOptions = AcceptOptions

/** The answer to one `submit`. */
export interface Submission {
  /** accepted: a new revision · unchanged: it says what is known · repeated: this client key was answered before. */
  readonly state: 'accepted' | 'unchanged' | 'repeated'
  /** 受理号: record number and revision, to be read aloud. */
  readonly number: string
  /** Each upstream's state right after accepting. */
  readonly deliveries: readonly DeliveryStatus[]
  /** Resolves when nothing moves by itself any more, or when the time is over (`settled: false`). */
  settled(options?: { readonly timeoutMs?: number }): Promise<RecordStatus>
}

/** One line of `submitMany`, in the order of the entries. */
export type SubmitResult =
  | {
      readonly index: number
      readonly state: 'accepted' | 'unchanged' | 'repeated'
      readonly number: string
      readonly deliveries: readonly DeliveryStatus[]
    }
  | { readonly index: number; readonly state: 'refused'; readonly problems: readonly Problem[] }

/** An entry with options of its own. */
export interface ManyEntry<F extends Form> {
  readonly entry: Entry<F>
  readonly clientKey?: string
  readonly record?: string
  readonly base?: number
}

export interface Many extends AsyncIterable<SubmitResult> {
  /** 受理号 of the whole: what `status` and the CLI take. */
  readonly number: Promise<string>
  /** Resolves when no delivery of this submission moves any more, or when the time is over. */
  settled(options?: { readonly timeoutMs?: number }): Promise<boolean>
}

/** `blocked`: a record that it names isn't there yet, or not yet registered at the upstream; it goes there by itself then. */
export type PreflightState = 'ready' | 'unchanged' | 'incomplete' | 'invalid' | 'not-applicable' | 'blocked'

export interface PreflightOptions extends Partial<Origin> {
  readonly record?: string
  readonly base?: number
  readonly formVersion?: number
  /**
   * Fields in which something stands that can't be read (a cell of a sheet), by path, as text: the entry is refused, and told
   * of is what else is wrong with it.
   */
  readonly unread?: Readonly<Record<string, string>>
}

export interface Preflight {
  /** Problems of the record itself; with any, no upstream is asked. */
  readonly problems: readonly Problem[]
  /** What accepting would do to the record. */
  readonly record: 'new' | 'revised' | 'unchanged' | 'refused'
  readonly upstreams: readonly {
    readonly upstream: string
    readonly state: PreflightState
    readonly problems: readonly Problem[]
  }[]
}

/** What an upstream knows of a record that is being filled in. */
export interface Prefill {
  /** found: see the rest · same: nothing there that wasn't typed · absent: not there · unseen: it can't be told. */
  readonly state: 'found' | 'same' | 'absent' | 'unseen'
  /** Why it can't be told, for the operator. */
  readonly detail?: string
  /** Values for fields that were left empty, each valid by the form; to be merged into the entry. */
  readonly values: JsonObject
  /** Fields that were typed and say something else there: shown, never overwritten. */
  readonly conflicts: readonly {
    readonly field: string
    readonly title: Text
    readonly typed: Json
    readonly there: Json
  }[]
  /** Sensitive fields that are known there and not handed out. */
  readonly withheld: readonly string[]
  readonly problems: readonly Problem[]
}

/** One record, at one upstream. */
export interface Reconciled {
  /**
   * equal · changed: other content stands there · missing: delivered and not there · unknown: there and not in the ledger ·
   * moving: a delivery is under way · unseen: it can't be told.
   */
  readonly state: 'equal' | 'changed' | 'missing' | 'unknown' | 'moving' | 'unseen'
  /** The record's number; absent for what only the upstream knows. */
  readonly number?: string
  readonly revision?: number
  /** The upstream's own id of it, where a receipt named one. */
  readonly reference?: string
  /** Position in the upstream's list, from 1. */
  readonly position?: number
  /** Of a changed one: which properties, and the fields behind them. Empty where the upstream doesn't show them. */
  readonly fields?: readonly FieldAt[]
  readonly detail?: string
}

export interface DeliveryEvent {
  readonly number: string
  readonly form: string
  readonly upstream: string
  readonly state: DeliveryState
  readonly problems: readonly Problem[]
  readonly reference?: string
  /** It waited for a record that it names, or follows one that changed: planned anew, whoever handed it in. */
  readonly woken?: true
}

export interface GatewayEvents {
  readonly delivery: DeliveryEvent
  /** The ledger refused a write: deliveries wait, and are tried again until it answers. Nothing is lost meanwhile. */
  readonly failed: { readonly error: unknown }
  /** The ledger writes again, this long after `failed`. */
  readonly recovered: { readonly afterMs: number }
}

/** A file that a person hands in. */
export interface Handover {
  readonly upstream: string
  readonly file: string
  /** Folder or address it lies at; absent where the adapter tells none. */
  readonly address?: string
  /** 受理号 of the records in it. */
  readonly records: readonly string[]
}

export type { Decided, DecisionFilter, DecisionOptions, DeliveryStatus, FailureGroup, GatewayStatus, RecordStatus }

export interface UpgradeReport {
  readonly upgraded: number
  /** The first hundred that the form's present version doesn't accept, and why: a person revises them. */
  readonly left: readonly { readonly number: string; readonly problems: readonly Problem[] }[]
}

export interface Gateway {
  /**
   * Accepts one entry. Resolves once it is on disk: from then on it isn't lost.
   *
   * @throws {RecordInvalidError} the entry doesn't satisfy the form, or looks like a repeat (`allowRepeat`)
   * @throws {ConflictError} a field moved since `base`, or the client key came with other content
   * @throws {StorageError} the ledger can't be written; nothing was accepted
   */
  submit<F extends Form>(form: F, entry: Entry<NoInfer<F>>, options: SubmitOptions): Promise<Submission>
  /** Accepts a stream of entries with flat memory; a refused one doesn't stop the rest. Iterate to run it. */
  submitMany<F extends Form>(
    form: F,
    entries: Iterable<ManyEntry<NoInfer<F>>> | AsyncIterable<ManyEntry<NoInfer<F>>>,
    options: Omit<SubmitOptions, 'clientKey' | 'record' | 'base'> & {
      readonly source?: string
      readonly signal?: AbortSignal
    },
  ): Many
  /**
   * What would happen, upstream by upstream. Writes nothing and sends nothing. Mappings that read `$by`, `$division`, `$period`
   * or `$task` need them here as in `submit`.
   */
  preflight<F extends Form>(form: F, entry: Entry<NoInfer<F>>, options?: PreflightOptions): Promise<Preflight>
  /**
   * What the upstream already knows of the record that `entry` is about: its key at least, and what was typed so far. Looks
   * up and writes nothing.
   *
   * @param options.sensitive - this person may see sensitive fields. Default false: they are withheld
   */
  prefill<F extends Form>(
    form: F,
    entry: Entry<NoInfer<F>>,
    options: { readonly upstream: string; readonly sensitive?: boolean } & Partial<Origin>,
  ): Promise<Prefill>
  /**
   * Compares the ledger with what stands at an upstream, record by record. Writes nothing, sends nothing.
   *
   * @throws {SettingsError} there is no such upstream, or its adapter can neither list nor look up
   */
  reconcile(upstream: string, options?: { readonly signal?: AbortSignal }): AsyncIterable<Reconciled>
  /** Asks every upstream that has the record to take it back. `number` is any 受理号 of the record. */
  withdraw<F extends Form>(form: F, number: string, options: Origin): Promise<Submission>
  /**
   * The same record under a corrected key (a mistyped number, 15 digits become 18): its history stays, and what is sent
   * goes to the same targets under keys made as before. The old key leads to it from then on, and records that follow it are
   * rewritten. Where an upstream knows it by the key alone, the delivery is held for a person: sent, it could stand there twice.
   *
   * @param key - the key's fields, corrected
   * @throws {ConflictError} another record has that key, or had it
   * @throws {RecordInvalidError} the key isn't a right one
   */
  rekey<F extends Form>(
    form: F,
    number: string,
    key: Partial<RecordOf<F>>,
    options: Origin & { readonly note?: string },
  ): Promise<Submission>
  /**
   * Two records that turn out to be one. `from` is taken back at every upstream that has it (by hand where that can't be asked
   * for), its keys and its number lead to `into`, and so does what named it. `into` stays as it is: hand in what only the
   * other said.
   *
   * @throws {ConflictError} they aren't two records of the form, or one of them is withdrawn
   */
  merge<F extends Form>(
    form: F,
    records: { readonly from: string; readonly into: string },
    options: Origin & { readonly note?: string },
  ): Promise<Submission>
  /**
   * Stores records of older versions of their forms anew, as further revisions; nothing is reported by it. Without it they come up
   * to date whenever they are read or revised. A stopped run goes on with what is left.
   *
   * @param options.form - name of one form; default: all that the upstreams take, and those they name
   * @throws {GatewayError} `form-version`: a record is newer than the program, or a form doesn't say how to upgrade
   */
  upgrade(options: {
    readonly by: string
    readonly form?: string
    readonly dryRun?: boolean
    readonly signal?: AbortSignal
  }): Promise<UpgradeReport>
  /** By 受理号 of a record. What waits behind a shut gate has the gate's problem among its own. */
  record(number: string): Promise<RecordStatus>
  /** Counts by upstream and state: of everything, of a submission, of a record; and which of these upstreams are shut. */
  status(filter?: DeliveryFilter): Promise<GatewayStatus>
  problems(filter?: DeliveryFilter): AsyncIterable<ProblemRow>
  receipts(filter?: DeliveryFilter): AsyncIterable<ReceiptRow>
  /** Who did what, in order: of everything, or of one record by its 受理号. Content only as keyed hashes. */
  audit(filter?: { readonly record?: string }): AsyncIterable<AuditRow>
  /**
   * Walks the audit's chain from its first row.
   *
   * @param anchor - what an earlier call gave as `anchor` and was kept elsewhere: shows that the end was cut off since
   * @throws {SettingsError} `anchor_malformed`
   */
  verifyAudit(options?: { readonly anchor?: string; readonly signal?: AbortSignal }): Promise<AuditVerdict>
  /** What stands still or waits behind a shut gate, grouped by upstream and problem, the largest group first. */
  failures(filter?: DecisionFilter): Promise<readonly FailureGroup[]>
  /**
   * Plans with today's mapping and sends again what stands still (`rejected`, `dead`, `held`, `incomplete`) or waits. What
   * may have arrived is looked into first; its doubt stays.
   */
  replay(filter: DecisionFilter, options: DecisionOptions): Promise<Decided>
  /**
   * Stops what has not left yet, or is in doubt, until somebody decides.
   *
   * @throws {GatewayError} `filter-empty` when the filter means everything
   */
  hold(filter: DecisionFilter, options: DecisionOptions): Promise<Decided>
  /**
   * A named person's word, after looking at the upstream: `delivered` (it stands there), `rejected` (it does not),
   * `send-again` (it does not: send it) or `cancelled` (it is not to be reported; not while it may stand there).
   *
   * @throws {GatewayError} `filter-empty` when the filter means everything
   */
  resolve(
    filter: DecisionFilter,
    decision: 'delivered' | 'rejected' | 'cancelled' | 'send-again',
    options: DecisionOptions & Word & { readonly note: string },
  ): Promise<Decided>
  /** Files that are ready and wait for a person to hand them in. `resolve({ file }, 'delivered' | 'rejected', …)` settles one. */
  handovers(filter?: DeliveryFilter): Promise<readonly Handover[]>
  /**
   * Sends nothing more through the gate of this upstream or system until `resume`; `SYSTEM/ACCOUNT` means one account's.
   *
   * @throws {GatewayError} `gate-unknown`
   */
  pause(name: string, options: Omit<DecisionOptions, 'dryRun'>): Promise<void>
  /**
   * Opens the gate, whatever shut it, and allows one more log-in. A system's leaves those of its accounts as they are.
   *
   * @throws {GatewayError} `gate-unknown`
   */
  resume(name: string, options: Omit<DecisionOptions, 'dryRun'>): Promise<void>
  /**
   * Opens the gate with a session that a person got by logging in themselves, past a captcha or a second factor. Kept in the
   * memory of this process alone, used for all upstreams behind the gate until it is refused; then we log in again, once.
   *
   * @param name - of an upstream or a system; where it has accounts, `SYSTEM/ACCOUNT`
   * @param options.token - what a log-in of our own would have brought: the token, or for `form-login` the browser's `Cookie` line
   * @throws {GatewayError} `gate-unknown`
   */
  unlock(name: string, options: Omit<DecisionOptions, 'dryRun'> & { readonly token: string }): Promise<void>
  /**
   * Seals what the ledger keeps anew with the current key (the first of `ledgerKeys`), while it is in use; with `index`, also
   * lays a new key over the hashes that records are found by. Nothing is made new or sent again. Goes on where it was stopped.
   *
   * @throws {SettingsError} a key that some rows still need is missing
   */
  rotateKeys(options?: RotateOptions): Promise<Rotated>
  /**
   * What Prometheus reads (text format 0.0.4): deliveries by upstream and state, attempts, their durations, gates, commits of the
   * ledger, how long the oldest due delivery has waited. Names and figures only. OpenTelemetry gets the same, and spans, as
   * soon as the host installs an SDK.
   */
  metrics(): Promise<string>
  /**
   * Takes the texts out of records that have been settled and unexposed since before a moment: what was typed, sent and said.
   * Tombstones stay (number, keyed hashes of key, client key and content, receipts), so a repeat is recognised and unchanged
   * content isn't sent again; each is a row of the audit. A purged record is corrected by handing it in whole.
   *
   * @param options.before - epoch ms
   * @returns how many records; with `dryRun` how many it would be, and nothing changes
   */
  purge(options: {
    readonly before: number
    readonly by: string
    readonly dryRun?: boolean
    readonly signal?: AbortSignal
  }): Promise<number>
  /**
   * Ends the doubt after a restored backup: a person's word, kept in the audit, that nothing which the lost part of the ledger
   * sent is handed in again. Until then each first send of a new record counts as sent, and is looked up first.
   */
  endDoubt(options: { readonly by: string }): Promise<void>
  on<Name extends keyof GatewayEvents>(event: Name, listener: (event: GatewayEvents[Name]) => void): () => void
  /** Takes nothing new, lets what is in flight end (at most `graceMs`, default 10 s), and gives the ledger back. */
  close(options?: { readonly graceMs?: number }): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
