/** What the delivering side of the ledger reads. */
import type { Problem } from '../base/problem.ts'
import type { Operation } from '../upstream/contract-v1.ts'
import type { Hash } from './keys.ts'
import type { DeliveryState } from './states.ts'

/** One record at one upstream: what may be there now. */
export interface TargetRow {
  readonly id: number
  /** The last evidence: null = nothing is there; `payloadHash: null` = something else than we know. */
  readonly there: { readonly payloadHash: Hash | null } | null
  readonly reference: string | null
  readonly ordinal: number
  /** Delivery whose bytes may have left without evidence since; null: none. */
  readonly exposedBy: number | null
  /** Epoch ms of the first and the last send of what is exposed, or was last. */
  readonly firstSentAt: number | null
  readonly lastSentAt: number | null
  /** Until then an earlier request may still take effect: other content waits (I8). */
  readonly quietAt: number | null
  /** Whose log-in it stands there under, or was sent under last; null: there was one for all. */
  readonly account: string | null
  /** It may stand there under the key that it had before: only a person decides what is sent. */
  readonly rekeyed?: true
}

/** The same failure again and again. */
export interface Failure {
  readonly detail: string
  readonly times: number
  /** Epoch ms of the first. */
  readonly since: number
}

/** One due revision for one target. */
export interface DeliveryRow {
  readonly id: number
  readonly state: DeliveryState
  readonly wanted: 'present' | 'withdrawn'
  readonly operation: Operation | null
  readonly payloadHash: Hash | null
  /** Failed tries since it was last due for the first time. */
  readonly tries: number
  /** First send under the present idempotency key, epoch ms. */
  readonly firstSentAt: number | null
  readonly lookOnly: boolean
  readonly ticket: string | null
  readonly priority: number
  readonly createdAt: number
  /** Epoch ms; behind a shut gate it moves on. */
  readonly giveUpAt: number
  /** Epoch ms by which the report is due; null: no such time. */
  readonly deadlineAt: number | null
  readonly failure: Failure | null
  /** A newer revision has a delivery for the same target, settled or not: this one must not come back over it. */
  readonly newerOpen: boolean
}

export interface DeliveryCount {
  readonly upstream: string
  readonly state: DeliveryState
  readonly count: number
  /** Of those delivered: on a named person's word, handed over above all. Absent: none. */
  readonly byPerson?: number
}

export interface ProblemRow {
  readonly delivery: number
  readonly record: string
  readonly revision: number
  readonly form: string
  readonly upstream: string
  readonly state: DeliveryState
  readonly problems: readonly Problem[]
  readonly source?: string
}

export interface ReceiptRow {
  readonly id: number
  readonly delivery: number
  readonly record: string
  readonly revision: number
  readonly upstream: string
  readonly evidence: 'answer' | 'lookup' | 'person'
  /** `not-there`: a person's word that it does not stand at the upstream. */
  readonly says: 'there' | 'not-there'
  readonly reference?: string
  /** `gateway`, or who decided. */
  readonly by: string
  /** Why, in the words of who decided. */
  readonly note?: string
  readonly at: number
}
