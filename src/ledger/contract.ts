/**
 * The ledger contract: the durable store of records, targets, deliveries, parcels and evidence.
 *
 * Everything that crosses it is plain data, so that a ledger may live in another thread or behind a database. What a
 * claim or an answer means is decided by the pure rules of rules/, which a ledger runs *inside* its transaction, on
 * rows nobody else can move: SQLite and PostgreSQL share one set, and it can be searched without any database.
 */
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { RecordContext } from '../mapping/index.ts'
import type { AccountRules } from '../upstream/accounts.ts'
import type { OpeningHours } from '../upstream/opening-hours.ts'
import type { AuditRow } from './audit-chain.ts'
import type { Hash, LedgerSecrets } from './keys.ts'
import type { Acceptance, Accepted, NewSubmission, StoredRecord, StoredRevision, SubmissionRow } from './rows-accept.ts'
import type { ClaimRequest, ClaimResult, DueResult, Settlement } from './rows-claim.ts'
import type { GateReason, Reason } from './rows-decision.ts'
import type { DeliveryCount, DeliveryRow, ProblemRow, ReceiptRow, TargetRow } from './rows-delivery.ts'
import type { Doubtful, Exposure, KeyProgress, LedgerStats, Purged, PurgeRequest } from './rows-keeping.ts'
import type { KeptLogIn, LogInRequest, TakenLogIn } from './rows-log-in.ts'
import type { Dependants, Replanned } from './rows-referent.ts'
import type { UpstreamFacts } from './rules/facts.ts'
import type { Sharing } from './sharing.ts'
import type { DeliveryState } from './states.ts'
import type { GatePatch, Verdict } from './verdict.ts'

export interface UpstreamSpec extends UpstreamFacts {
  readonly contractHash: Hash
  readonly mappingHash: Hash
  /** Name of the gate that guards it: its system's. */
  readonly gate: string
  /** Which account a delivery goes under; each has a gate of its own behind the system's. Absent: one log-in for all. */
  readonly accounts?: AccountRules
  /** It can be asked without a payload whether it is at work: only then its gate shuts when it fails. */
  readonly canProbe: boolean
  /** From the moment its gate shuts because it fails to the first probe, in ms; absent: 30 s. */
  readonly probeGapMs?: number
  /** When its gate stands open at all; absent: always. */
  readonly hours?: OpeningHours
  /** Sends per minute through that gate; absent: unlimited. */
  readonly perMinute?: number
}

/** A delivery that changed state, for events. */
export interface Moved {
  readonly delivery: number
  readonly submission: number
  readonly record: string
  readonly revision: number
  readonly form: string
  readonly upstream: string
  /** Whose log-in it goes under; absent: there is one for all, or none fits. */
  readonly account?: string
  readonly state: DeliveryState
  readonly problems: readonly Problem[]
  readonly reference?: string
  /** Epoch ms when it is looked at again; where somebody reads a record. */
  readonly dueAt?: number
}

export interface DeliveryFilter {
  readonly upstream?: string
  /** Whose log-in they go under. */
  readonly account?: string
  readonly states?: readonly DeliveryState[]
  /** 受理号 of what was handed in together, as people type it. */
  readonly submission?: string
  /** 受理号 of the record, as people type it; with or without a revision, all of it is meant. */
  readonly record?: string
  /** Epoch ms: accepted at or after, and before. */
  readonly since?: number
  readonly until?: number
}

/** A delivery that stands still or waits, for whoever decides about it anew. */
export interface StandingStill {
  readonly recordId: number
  /** The record's number, and which of its revisions is meant. */
  readonly record: string
  readonly revision: number
  readonly delivery: DeliveryRow
  readonly target: TargetRow
  readonly problems: readonly Problem[]
  readonly form: string
  readonly formVersion: number
  readonly values: JsonObject
  /** Who handed this revision in, for which place and time. */
  readonly context: RecordContext
}

export interface Redecision {
  readonly delivery: number
  /** The state it was decided in: it is left alone when it has moved since. */
  readonly from: DeliveryState
  readonly verdict: Verdict
  /** A re-planned payload for a delivery that never left. */
  readonly payload?: { readonly json: string; readonly hash: Hash }
  /** Whose log-in it goes under from now on, where it isn't exposed; absent: as before. */
  readonly account?: string
}

export interface Page {
  /** Last id of the page before; 0 for the first. */
  readonly after: number
  readonly limit: number
}

/** How a record is found: by keyed hash of its key, by its number, or by keyed hash of the caller's key. */
export type RecordBy =
  | { readonly form: string; readonly keyHash: Hash }
  | { readonly number: string }
  | { readonly form: string; readonly clientKeyHash: Hash }

/** A gate as the ledger sees it: a system's, or one of its accounts'. */
export interface GateStatus extends GatePatch {
  readonly gate: string
  /** Whose it is; absent: the system's own. */
  readonly account?: string
  /** Epoch ms. */
  readonly since: number
  readonly upstreams: readonly string[]
}

export interface LedgerReader {
  /** The bytes that keyed hashes are made under. */
  readonly secrets: LedgerSecrets
  findRecord(by: RecordBy): Promise<StoredRecord | undefined>
  /** An earlier state of a record. */
  revisionOf(recordId: number, revision: number): Promise<StoredRevision | undefined>
  /** Records of a form that were stored by an older version of it and are not withdrawn or purged, in order of their id. */
  outdated(
    form: string,
    version: number,
    page: Page,
  ): Promise<readonly { readonly id: number; readonly number: string }[]>
  findSubmission(number: string): Promise<SubmissionRow | undefined>
  /** Hash of the payload that stands at each upstream, as far as evidence says. */
  standing(recordId: number): Promise<ReadonlyMap<string, Hash>>
  /** Of the records that a record's latest revision names: which revision of each it keeps, by record id. */
  frozenOf(recordId: number): Promise<ReadonlyMap<number, number>>
  /** What upstreams call a record, by upstream; without those where nothing stands, or none was told. */
  referencesAt(recordId: number): Promise<ReadonlyMap<string, string>>
  /** Hash of each known upstream's contract, as it was last registered, by name. */
  contractHashes(): Promise<ReadonlyMap<string, Hash>>
  counts(filter: DeliveryFilter): Promise<readonly DeliveryCount[]>
  /** Gates that let nothing through now, and why. */
  shutGates(now: number): Promise<readonly GateStatus[]>
  /** True while a delivery of the submission, or of the record, still moves by itself. */
  isMoving(of: { readonly submissionId: number } | { readonly recordId: number }): Promise<boolean>
  /** The latest delivery of one record at each upstream. */
  deliveriesOf(recordNumber: string): Promise<readonly Moved[]>
  /** Deliveries not in flight, a page at a time, in order of delivery id. */
  standingStill(filter: DeliveryFilter, page: Page): Promise<readonly StandingStill[]>
  /** Deliveries that stand still, with their problems, in order of delivery id. */
  problems(filter: DeliveryFilter, page: Page): Promise<readonly ProblemRow[]>
  receipts(filter: DeliveryFilter, page: Page): Promise<readonly ReceiptRow[]>
  /** The audit in order, of everything or of one record. */
  audit(filter: { readonly record?: string }, page: Page): Promise<readonly AuditRow[]>
  close(): Promise<void>
}

export interface Ledger extends LedgerReader {
  /** Absent: this process owns the ledger, and nobody else writes it. */
  readonly sharing?: Sharing

  /** Makes upstreams known; at start. Deliveries of upstreams no longer named stay where they are. */
  register(upstreams: readonly UpstreamSpec[]): Promise<void>

  // — accept —
  openSubmission(submission: NewSubmission): Promise<SubmissionRow>
  /** One transaction: revision, targets, deliveries, audit. Resolves after the commit. */
  accept(acceptance: Acceptance): Promise<Accepted>

  // — due → claim → send → settle —
  /** What may be claimed next, `limit` parcels or little more, none twice until it is claimed or released. Moves what needs no send. */
  due(request: { readonly upstream: string; readonly limit: number; readonly now: number }): Promise<DueResult>
  /** Gives deliveries back that were due and are not going to be claimed; with problems they are refused. */
  release(
    items: readonly { readonly delivery: number; readonly problems?: readonly Problem[] }[],
    now: number,
  ): Promise<readonly Moved[]>
  /**
   * Takes rate tokens and commits what must be on disk before a byte leaves (I2). When it fails nothing was claimed, and
   * its items are given back.
   */
  claim(request: ClaimRequest): Promise<ClaimResult>
  /** Fenced by parcel and attempt: a late answer is kept as evidence, never as state (`applied: false`). */
  settle(settlement: Settlement): Promise<{ readonly applied: boolean; readonly moved: readonly Moved[] }>
  /** What a probe found. Where it opens the gate, what was put off because the upstream failed is due at once. */
  probed(probe: {
    readonly upstream: string
    /** Whose log-in it was made with. */
    readonly account?: string
    readonly finding: 'alive' | 'failing' | 'barred'
    readonly now: number
  }): Promise<{ readonly opened: boolean; readonly nextAt?: number }>
  /** Result of a step of a several-step send, stored before the next step. */
  step(parcel: number, name: string): Promise<string | undefined>
  keepStep(parcel: number, name: string, result: string): Promise<void>

  // — records that name a changed one —
  /** The next chunk to plan anew; undefined where nothing is to be done. */
  dependants(limit: number): Promise<Dependants | undefined>
  replanned(chunk: Replanned): Promise<readonly Moved[]>

  // — decide anew —
  /** @param reason - a person's decision: audited for each delivery, before what it does */
  redecide(by: string, now: number, decisions: readonly Redecision[], reason?: Reason): Promise<readonly Moved[]>
  /** Opened by a person, whatever was known of its log-ins is forgotten. */
  setGate(gate: string, patch: GatePatch, now: number, reason?: GateReason): Promise<void>

  // — log-ins —
  /** The account's token or refusal, or whose turn it is to log in. Tokens are kept only where the ledger is sealed. */
  takeLogIn(request: LogInRequest): Promise<TakenLogIn>
  /** What the log-in came to. */
  keepLogIn(kept: KeptLogIn): Promise<void>

  /** Commits so far, and what has been due longest. */
  stats(): Promise<LedgerStats>

  // — purging —
  /** One chunk of records that have been settled and unexposed since before a moment: their texts go. */
  purge(request: PurgeRequest): Promise<Purged>

  // — after a restored backup —
  /** True while what the lost part of the ledger sent is in doubt. */
  isInDoubt(): Promise<boolean>
  /** Deliveries that count as sent and wait to be prepared, in order of delivery id. */
  doubtful(page: Page): Promise<readonly Doubtful[]>
  /** Exposes them, as if they had been sent when the backup was taken. */
  expose(items: readonly Exposure[], now: number): Promise<readonly Moved[]>
  /** A person's word that nothing of the lost part is handed in again any more. */
  endDoubt(by: string, now: number): Promise<void>

  // — keys —
  /** Seals a chunk of rows anew with the current key; again until `done`. Goes on where it stopped. */
  reseal(limit: number): Promise<KeyProgress>
  /** Makes a new index key, unless one is being laid already. */
  beginIndexKey(): Promise<void>
  /** Lays it over the searchable hashes of a chunk of rows; again until `done`. */
  layIndexKey(limit: number): Promise<KeyProgress>
}
