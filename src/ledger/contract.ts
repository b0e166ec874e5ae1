/**
 * The ledger contract: the durable store of records, targets, deliveries, parcels and evidence.
 *
 * A ledger stores and locks; it doesn't judge. What a claim or an answer means is decided by pure functions that
 * delivery/ passes in and the ledger runs *inside* its transaction, on rows nobody else can move. So SQLite and
 * PostgreSQL share one set of rules, and the rules can be searched without any database.
 */
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { Member, Operation } from '../upstream/contract-v1.ts'
import type { Outcome } from '../upstream/outcome.ts'
import type { Hash, Secrets } from './keys.ts'
import type { Accepted, Acceptance, NewSubmission, StoredRecord, SubmissionRow } from './rows-accept.ts'
import type { DeliveryCount, DeliveryRow, ProblemRow, ReceiptRow, TargetRow } from './rows-delivery.ts'
import type { DeliveryState } from './states.ts'

export interface UpstreamSpec {
  readonly name: string
  readonly contractHash: Hash
  readonly mappingHash: Hash
  /** Name of the gate that guards it: its system's account. */
  readonly gate: string
  /** Sends per minute through that gate; absent: unlimited. */
  readonly perMinute?: number
}

/** What the rules decide for one due delivery, in the claim transaction. */
export type ClaimDecision =
  /** New content for this target: a new parcel, a new ordinal unless this delivery has one. */
  | { readonly act: 'send'; readonly operation: Operation }
  /** The same parcel again, byte for byte, under its key. */
  | { readonly act: 'resend' }
  | { readonly act: 'lookup' }
  | { readonly act: 'poll' }
  | { readonly act: 'move'; readonly delivery: DeliveryPatch; readonly target?: TargetPatch }

/** What evidence means for a delivery and its target. */
export interface Verdict {
  readonly delivery: DeliveryPatch
  readonly target?: TargetPatch
  readonly receipt?: { readonly evidence: 'answer' | 'lookup' | 'person'; readonly reference?: string }
  readonly gate?: GatePatch
}

export interface DeliveryPatch {
  readonly state: DeliveryState
  /** Epoch ms when to look at it again; null: it waits for somebody, or is settled. */
  readonly dueAt?: number | null
  readonly problems?: readonly Problem[]
  readonly tries?: number
  readonly ticket?: string | null
  /** From now on only a look-up settles it (after `duplicate`). */
  readonly lookOnly?: boolean
  /** The last send provably reached nobody: the key's window starts with the next one. */
  readonly neverSent?: true
  /** What it waits for where nothing is due. */
  readonly wait?: { readonly cause: WaitCause; readonly subject?: string }
}

export type WaitCause = 'exposed' | 'review' | 'reference' | 'target' | 'bundle' | 'settings' | 'person'

export interface TargetPatch {
  /** What may be there now; `null`: nothing. Absent: as before. */
  readonly there?: { readonly payloadHash: Hash | null } | null
  readonly reference?: string | null
  /** false: evidence came in; true: bytes may have left. Absent: as before. */
  readonly exposed?: boolean
  /** Epoch ms until which bytes may have left; after an unknown outcome. */
  readonly lastSentAt?: number
  /** Epoch ms until which an earlier request may still take effect, though this content is evidenced (I8). */
  readonly quietAt?: number
}

export interface GatePatch {
  readonly state: 'open' | 'probing' | 'throttled' | 'paused' | 'barred'
  readonly untilAt?: number
  readonly why?: string
}

export interface ClaimRequest {
  readonly upstream: string
  /** Free lane slots: never more are claimed. Asked inside the transaction, so that one claim serves every slot freed until then. */
  slots(): number
  readonly now: number
  /** Lease of what is claimed, in ms. */
  readonly leaseMs: number
  decide(delivery: DeliveryRow, target: TargetRow): ClaimDecision
  /** Adapter's pure `prepare` as JSON text: runs once per new parcel, before the commit. Problems when it can't. */
  prepare(members: readonly Member[]): { readonly message: string } | { readonly problems: readonly Problem[] }
}

/** One parcel in hand, after the commit that says so. */
export interface Claim {
  readonly act: 'send' | 'lookup' | 'poll'
  readonly parcel: number
  /** Fence: every later write about this attempt must name it. */
  readonly attempt: number
  /** Epoch ms of the claim's commit. */
  readonly at: number
  readonly parcelKey: string
  /** JSON of the prepared message. */
  readonly message: string
  readonly members: readonly ClaimedMember[]
}

export interface ClaimedMember {
  readonly delivery: number
  readonly member: Member
  /** Bytes of an earlier attempt may have been applied. */
  readonly exposedBefore: boolean
  readonly ticket?: string
}

export interface ClaimResult {
  readonly claims: readonly Claim[]
  /** Deliveries that moved without a send (unchanged, held, …). */
  readonly moved: readonly Moved[]
  /** Epoch ms of the next thing due for this upstream, or of its gate opening; absent: nothing is due. */
  readonly nextAt?: number
}

export interface Settlement {
  readonly upstream: string
  readonly claim: Claim
  readonly now: number
  /** How the attempt ended, for the attempt's row. */
  readonly result: string
  /** Kept with the members, for late questions. */
  readonly outcomes?: readonly Outcome[]
  decide(delivery: DeliveryRow, target: TargetRow, index: number): Verdict
}

/** A delivery that changed state, for events. */
export interface Moved {
  readonly delivery: number
  readonly submission: number
  readonly record: string
  readonly revision: number
  readonly form: string
  readonly upstream: string
  readonly state: DeliveryState
  readonly problems: readonly Problem[]
  readonly reference?: string
}

export interface DeliveryFilter {
  readonly upstream?: string
  readonly states?: readonly DeliveryState[]
  readonly submission?: string
  readonly record?: string
}

export interface Ledger {
  readonly secrets: Secrets
  /** Makes upstreams known; at start. Deliveries of upstreams no longer named stay where they are. */
  register(upstreams: readonly UpstreamSpec[]): Promise<void>

  // — accept —
  openSubmission(submission: NewSubmission): Promise<SubmissionRow>
  /** Latest state of a record, by keyed hash of its key, by its number, or by keyed hash of the caller's key. */
  findRecord(by: { form: string; keyHash: Hash } | { number: string } | { form: string; clientKeyHash: Hash }): Promise<StoredRecord | undefined>
  /** An earlier state of a record. */
  revisionOf(recordId: number, revision: number): Promise<JsonObject | undefined>
  /** Hash of the payload that stands at each upstream, as far as evidence says. */
  standing(recordId: number): Promise<ReadonlyMap<string, Hash>>
  /** One transaction: revision, targets, deliveries, audit. Resolves after the commit. */
  accept(acceptance: Acceptance): Promise<Accepted>

  // — claim → send → settle —
  claim(request: ClaimRequest): Promise<ClaimResult>
  /** Fenced by parcel, attempt and owner: a late answer is kept as evidence, never as state (`applied: false`). */
  settle(settlement: Settlement): Promise<{ applied: boolean; moved: readonly Moved[] }>
  /** Result of a step of a several-step send, stored before the next step. */
  step(parcel: number, name: string): Promise<string | undefined>
  keepStep(parcel: number, name: string, result: string): Promise<void>
  /** Person's or program's decision about deliveries that are not in flight. */
  redecide(
    filter: DeliveryFilter,
    by: string,
    now: number,
    decide: (delivery: DeliveryRow, target: TargetRow, values: JsonObject) => Redecision | undefined,
  ): Promise<readonly Moved[]>
  setGate(gate: string, patch: GatePatch): Promise<void>

  // — read —
  counts(filter?: DeliveryFilter): Promise<readonly DeliveryCount[]>
  /** True while a delivery of the submission, or of the record, still moves by itself. */
  isMoving(of: { submissionId: number } | { recordId: number }): Promise<boolean>
  /** The latest delivery of one record at each upstream. */
  deliveriesOf(recordNumber: string): Promise<readonly Moved[]>
  /** Pages of deliveries with their problems, in order of delivery id; `after` is the last id of the page before. */
  problems(filter: DeliveryFilter, page: { after: number; limit: number }): Promise<readonly ProblemRow[]>
  receipts(filter: DeliveryFilter, page: { after: number; limit: number }): Promise<readonly ReceiptRow[]>
  findSubmission(number: string): Promise<SubmissionRow | undefined>
  close(): Promise<void>
}

export interface Redecision {
  readonly verdict: Verdict
  /** A re-planned payload for a delivery that never left. */
  readonly payload?: { readonly json: string; readonly hash: Hash }
}
