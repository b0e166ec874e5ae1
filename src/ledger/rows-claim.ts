/** What crosses the ledger's contract on the way due → claim → settle. */
import type { Problem } from '../base/problem.ts'
import type { Operation } from '../upstream/contract-v1.ts'
import type { Found, Outcome } from '../upstream/outcome.ts'
import type { Moved } from './contract.ts'

/** A delivery that is due, as the caller prepares it. Nothing is claimed yet. */
export interface Due {
  readonly delivery: number
  readonly act: 'send' | 'resend' | 'lookup' | 'poll'
  /** Whose log-in it goes under; absent: there is one for all. */
  readonly account?: string
  /** Those with the same number leave together, in this order: one parcel, of one account. */
  readonly group: number
  readonly operation: Operation
  readonly idempotencyKey: string
  /** The payload as JSON text. */
  readonly body: string
  readonly reference?: string
  readonly ticket?: string
  /** Message of the parcel it left with before and goes with again; absent: it has to be prepared. */
  readonly message?: string
}

export interface DueResult {
  readonly due: readonly Due[]
  /** Deliveries that moved without a send (unchanged, held, …). */
  readonly moved: readonly Moved[]
  /** Epoch ms of the next thing that comes due later; absent: nothing does. */
  readonly nextAt?: number
}

/** One parcel to be: the deliveries of one group, or one of them alone. */
export interface ClaimItem {
  readonly deliveries: readonly number[]
  /** JSON of the message prepared for just these: stored before anything leaves. */
  readonly message: string
}

export interface ClaimRequest {
  readonly upstream: string
  /** Never more than lane slots are free. */
  readonly items: readonly ClaimItem[]
  readonly now: number
}

/** One parcel in hand, after the commit that says so. */
export interface Claim {
  readonly act: 'send' | 'lookup' | 'poll'
  readonly parcel: number
  /** Fence: every later write about this attempt must name it. */
  readonly attempt: number
  /** Epoch ms of the claim. */
  readonly at: number
  readonly parcelKey: string
  /** Whose log-in it goes under; what is asked about, whose it was sent under. */
  readonly account?: string
  readonly deliveries: readonly number[]
  /** Of a ticket that several share: which of its answers is each delivery's, from 0. Absent: in order. */
  readonly positions?: readonly number[]
}

export interface ClaimResult {
  readonly claims: readonly Claim[]
  /** Not claimed because the gate lets no more through now; the rest moved meanwhile and is no longer due. */
  readonly shut: readonly number[]
  /** Epoch ms when the gate opens again, where it knows. */
  readonly opensAt?: number
  /** The upstream failed and a probe is due: make it now, and say what it came to (`probed`). Nobody else is told. */
  readonly probe?: true
}

export interface Settlement {
  readonly upstream: string
  readonly claim: Claim
  readonly now: number
  /** In [0, 1): the jitter of a retry. */
  readonly random: number
  /** One per member, in order; `problems` by canonical field where it was refused. */
  readonly answers: readonly (
    | { readonly outcome: Outcome; readonly problems: readonly Problem[] }
    | { readonly found: Found }
  )[]
}
