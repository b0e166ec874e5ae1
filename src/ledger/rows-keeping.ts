/** What looking after the ledger takes and gives: keys, purging, doubt after a restored backup, figures. */
import type { Operation } from '../upstream/contract-v1.ts'

export interface PurgeRequest {
  /** Epoch ms: what moved since stays. */
  readonly before: number
  readonly by: string
  readonly now: number
  /** Last record of the chunk before; 0 for the first. */
  readonly after: number
  readonly limit: number
  /** Counts, and changes nothing. */
  readonly dryRun: boolean
}

export interface Purged {
  readonly records: number
  /** Where the next chunk begins; absent: that was the last. */
  readonly after?: number
}

/** A delivery that may have been sent by the lost part of a restored ledger. */
export interface Doubtful {
  readonly delivery: number
  readonly upstream: string
  readonly operation: Operation
  readonly idempotencyKey: string
  /** The payload as JSON text. */
  readonly body: string
  readonly reference?: string
}

export interface Exposure {
  readonly delivery: number
  /** JSON of the prepared message. */
  readonly message: string
}

export interface KeyProgress {
  /** Rows changed in this chunk. */
  readonly sealed: number
  readonly done: boolean
}

export interface LedgerStats {
  /** Since it was opened. */
  readonly commits: number
  /** Epoch ms of the delivery that has been due longest, by upstream; none is due at the others. */
  readonly oldestDue: readonly { readonly upstream: string; readonly dueAt: number }[]
}
