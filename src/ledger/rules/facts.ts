/** What the rules know of an upstream: declared once, plain data, so that rules can run wherever the ledger does. */
import type { Capabilities } from '../../upstream/contract-v1.ts'

export interface UpstreamFacts {
  readonly upstream: string
  readonly capabilities: Capabilities
  /** The adapter has `poll`. */
  readonly canPoll: boolean
  /** Lease of what is claimed, in ms; a key's window is trusted that much less. */
  readonly leaseMs: number
  /** Gaps between tries in ms, the last one repeated; absent: the ladder. */
  readonly retryGapsMs?: readonly number[]
}
