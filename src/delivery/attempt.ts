/** One attempt as whoever watches the gateway hears of it. */
import type { Claim, Settlement } from '../ledger/index.ts'

export interface Attempt {
  readonly upstream: string
  readonly act: Claim['act']
  /** Records in the parcel. */
  readonly members: number
}

/** Runs an attempt, and tells of it. */
export type Watched = (attempt: Attempt, ask: () => Promise<Settlement['answers']>) => Promise<Settlement['answers']>
