/** A ledger among several processes: what each of them learns, and what one may do beside the others. */
import type { Ledger } from './contract.ts'

/** What a process learns of a ledger that it shares with others. */
export interface Sharing {
  /** Others have made something due for these upstreams; without names, maybe for any. */
  heard(listener: (upstreams: readonly string[]) => void): void
  /** What to add to this machine's clock for the database's, in milliseconds: all times in it are the database's. */
  aheadMs(): number
}

/** What a process of its own does to a ledger that others may be using. */
export interface Upkeep extends Pick<Ledger, 'reseal' | 'beginIndexKey' | 'layIndexKey' | 'close'> {
  /** false: another process owns it and delivers meanwhile. */
  readonly isOwner: boolean
}
