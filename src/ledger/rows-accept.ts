/** What the accepting side of the ledger writes and reads. */
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { RecordContext } from '../mapping/index.ts'
import type { Moved } from './contract.ts'
import type { Hash } from './keys.ts'

/** One call or one file that handed records in. */
export interface SubmissionRow {
  readonly id: number
  readonly number: string
  readonly form: string
  readonly by: string
  readonly division?: string
  readonly period?: string
  readonly task?: string
  /** Where it came from, without personal data: `api`, or a file's extension and content hash. */
  readonly source: string
  readonly at: number
}

export type NewSubmission = Omit<SubmissionRow, 'id' | 'number'>

/** What one revision says. */
export interface StoredRevision {
  readonly form: string
  readonly formVersion: number
  readonly values: JsonObject
}

export interface StoredRecord {
  readonly id: number
  readonly number: string
  readonly form: string
  readonly formVersion: number
  readonly revision: number
  readonly withdrawn: boolean
  readonly values: JsonObject
  readonly contentHash: Hash
  readonly origin: Hash
  /** Who handed the latest revision in, for which place and time. */
  readonly context: RecordContext
  /** It was found by a key that it had before: corrected since, or of a record that was merged into it. */
  readonly byFormerKey?: true
  /** Number of the record that it was merged into. */
  readonly mergedInto?: string
  /** Its texts are gone: `values` is empty, `contentHash` still says what it held. */
  readonly purged?: true
}

/** One due delivery as planned: frozen with the revision. */
export interface PlannedDelivery {
  readonly upstream: string
  /** `rejected` here: refused by our own check against the contract; nothing left. */
  readonly state: 'pending' | 'incomplete' | 'rejected' | 'not-applicable' | 'blocked'
  /** What a blocked one waits for. */
  readonly wait?: PlannedWait
  /** Whose log-in it goes under; absent: there is one for all, or none of the accounts fits. */
  readonly account?: string
  readonly wanted: 'present' | 'withdrawn'
  /** Absent where nothing could be mapped, and for withdrawals. */
  readonly payload?: { readonly json: string; readonly hash: Hash }
  readonly problems: readonly Problem[]
  /** 0 before 1 before 2. */
  readonly priority: 0 | 1 | 2
  /** Epoch ms from which it may be sent. */
  readonly dueAt: number
  /** Epoch ms by which the report is due; absent: no such time. */
  readonly deadlineAt?: number
  readonly giveUpAt: number
}

/** A record that is named isn't there, or an upstream has not yet said what it calls it. */
export type ReferentWait =
  | { readonly cause: 'reference' }
  | { readonly cause: 'target'; readonly record: number; readonly upstream: string }

/** What a planned delivery waits for; `account`: the settings have none for it. */
export type PlannedWait = ReferentWait | { readonly cause: 'account'; readonly upstream: string }

/** One record that the accepted one names. */
export interface NamedReferent {
  readonly form: string
  readonly keyHash: Hash
  readonly mode: 'follow' | 'freeze'
  /** What planning read of it, null where it was missing: another state of it means planning again. Absent: nothing was read. */
  readonly seen?: { readonly id: number; readonly revision: number } | null
}

export type RecordChange =
  /** `keyHash` is another one from now on; the former still leads to the record. */
  | { readonly kind: 'rekey'; readonly note?: string }
  /** The record is the same as another (its id): it is taken back everywhere, and what named it names that one. */
  | { readonly kind: 'merge'; readonly into: number; readonly note?: string }
  /** The gateway wrote corrected keys of other records into it. */
  | { readonly kind: 'rewrite' }
  /** Stored anew by its form's present version, on behalf of `who`. */
  | { readonly kind: 'upgrade'; readonly who: string }

export interface Acceptance {
  /** An open submission, or what a new one is made of in the same transaction. */
  readonly submission: Pick<SubmissionRow, 'id' | 'number'> | NewSubmission
  readonly form: string
  readonly formVersion: number
  /** Present for a record that exists; `revision` is the one the caller merged with. */
  readonly existing?: { readonly id: number; readonly revision: number }
  readonly keyHash?: Hash
  readonly origin: Hash
  readonly eventHash?: Hash
  /** Refuses a new record whose event key another record has already. */
  readonly refuseSameEvent: boolean
  readonly clientKeyHash?: Hash
  /** Of what was handed in, before merging: a repeated client key must come with the same. */
  readonly entryHash: Hash
  /** Of the merged record. */
  readonly contentHash: Hash
  readonly values: JsonObject
  readonly withdrawn: boolean
  readonly by: string
  readonly division?: string
  readonly period?: string
  readonly task?: string
  readonly base?: number
  readonly at: number
  /** More than its content changes. Absent: that alone does. */
  readonly change?: RecordChange
  /** Absent: it names nobody. */
  readonly references?: readonly NamedReferent[]
  readonly deliveries: readonly PlannedDelivery[]
}

export interface RecordRef {
  readonly id: number
  readonly number: string
  readonly revision: number
}

export type Accepted =
  | {
      readonly state: 'accepted'
      readonly submission: Pick<SubmissionRow, 'id' | 'number'>
      readonly record: RecordRef
      readonly moved: readonly Moved[]
    }
  /** The record, or one that it names, moved since the caller read it: merge and plan again. */
  | { readonly state: 'moved' }
  /** Another record has the key that this one should get. */
  | { readonly state: 'key-taken'; readonly record: RecordRef }
  /** This client key was used before, with this very content. */
  | { readonly state: 'repeated'; readonly record: RecordRef }
  /** This client key was used before, with other content. */
  | { readonly state: 'conflict'; readonly record: RecordRef }
  /** Another record has the same `sameEvent` values: probably the same visit, typed twice. */
  | { readonly state: 'same-event'; readonly record: RecordRef }
