/** What planning reads of the records that a record names, and how those that name a changed one are planned anew. */
import type { PlannedDelivery, PlannedWait, StoredRecord } from './rows-accept.ts'
import type { WaitCause } from './verdict.ts'

/** A chunk of the records that name one which changed, in order of their id. */
export interface Dependants {
  readonly referent: number
  /** Changes whenever the referent does: what was begun before then begins anew. */
  readonly stamp: number
  readonly records: readonly StoredRecord[]
  /** Id of the last of the chunk, whether it could be read or not; 0 for none. */
  readonly after: number
  /** The first that could not be read: its key is missing, or its row was damaged. */
  readonly left?: number
  /** Nothing is left after these. */
  readonly last: boolean
}

/** What a chunk came to. One transaction; a record that moved meanwhile was planned by that and is left alone. */
export interface Replanned extends Pick<Dependants, 'referent' | 'stamp' | 'last' | 'after'> {
  /** The first that could not be read or planned: it is tried again at the next start, and when the referent changes. */
  readonly left?: number
  readonly at: number
  readonly records: readonly {
    readonly id: number
    readonly revision: number
    /** For every upstream of the form. Where the payload is as before, nothing is written. */
    readonly deliveries: readonly PlannedDelivery[]
    /** Referents that were missing and are frozen from now on, at these revisions. */
    readonly frozen: readonly { readonly id: number; readonly revision: number }[]
  }[]
}

/** As a wait is kept. */
export function waitOf(wait: PlannedWait): { readonly cause: WaitCause; readonly subject?: string } {
  if (wait.cause === 'target') return { cause: 'target', subject: targetSubject(wait.record, wait.upstream) }
  return wait.cause === 'account' ? { cause: 'settings', subject: accountSubject(wait.upstream) } : wait
}

/** What waits for the settings to have an account for it waits for this. */
export const accountSubject = (upstream: string): string => `account ${upstream}`

/** What waits for an upstream's own reference of a record waits for this. */
export const targetSubject = (record: number, upstream: string): string => `${record} ${upstream}`

export function parseTargetSubject(subject: string): { readonly record: number; readonly upstream: string } {
  const [record = '', upstream = ''] = subject.split(' ')
  return { record: Number(record), upstream }
}
