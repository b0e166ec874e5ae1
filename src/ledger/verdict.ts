/** What the rules decide: plain data that a ledger writes onto rows. */
import type { Problem } from '../base/problem.ts'
import type { Operation } from '../upstream/contract-v1.ts'
import type { Hash } from './keys.ts'
import type { Failure } from './rows-delivery.ts'
import type { DeliveryState } from './states.ts'

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
  readonly receipt?: {
    readonly evidence: 'answer' | 'lookup' | 'person'
    readonly reference?: string
    /** What the evidence says of this content; absent: that it stands there. */
    readonly says?: 'not-there'
  }
  readonly gate?: GatePatch
}

export interface DeliveryPatch {
  readonly state: DeliveryState
  /** Epoch ms when to look at it again; null: it waits for somebody, or is settled. */
  readonly dueAt?: number | null
  readonly problems?: readonly Problem[]
  readonly tries?: number
  /** null: what went wrong before counts no more. */
  readonly failure?: Failure | null
  /** Epoch ms after which it is given up; absent: as before. */
  readonly giveUpAt?: number
  readonly ticket?: string | null
  /** From now on only a look-up settles it (after `duplicate`). */
  readonly lookOnly?: boolean
  /** The last send provably reached nobody: the key's window starts with the next one. */
  readonly neverSent?: true
  /** It leaves its parcel, provably not applied, and travels in another: of at most `max` members where that is given (I10). */
  readonly regroup?: { readonly max?: number }
  /** What it waits for where nothing is due. */
  readonly wait?: { readonly cause: WaitCause; readonly subject?: string }
}

export type WaitCause = 'exposed' | 'doubt' | 'review' | 'reference' | 'target' | 'bundle' | 'settings' | 'person'

export interface TargetPatch {
  /** What may be there now; `null`: nothing. Absent: as before. */
  readonly there?: { readonly payloadHash: Hash | null } | null
  readonly reference?: string | null
  /** false: evidence came in; true: bytes may have left. Absent: as before. */
  readonly exposed?: boolean
  /** Epoch ms until which bytes may have left; after an unknown outcome. */
  readonly lastSentAt?: number
  /** false: a person has seen to it that it stands there under its corrected key, or not at all. */
  readonly rekeyed?: false
  /** A person has seen to it that what stands there is the account's that the delivery goes under. */
  readonly moved?: true
  /** Epoch ms until which an earlier request may still take effect, though this content is evidenced (I8). */
  readonly quietAt?: number
}

export interface GatePatch {
  readonly state: 'open' | 'probing' | 'throttled' | 'paused' | 'barred'
  readonly untilAt?: number
  /** Of a barred one a `Bar`, and behind a space the environment variable that has to be set first. */
  readonly why?: string
}
