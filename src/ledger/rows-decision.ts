/** A person's decision, as it goes into the audit. */

/** What a person decided, and why. */
export interface Reason {
  /** One word: `replay`, `delivered`, `pause` … */
  readonly decision: string
  /** In their own words. Kept in the audit and the receipt. */
  readonly note?: string
}

export interface GateReason extends Reason {
  readonly by: string
  /** A session that comes with it: everybody's until it is refused, where the ledger is sealed. */
  readonly session?: string
}
