/** The door for tests of adapters, ledgers and whole journeys (`yibiao/testing`). Re-exports only. */
export { describeLedger, type LedgerSuiteOptions } from './ledger/describe-ledger.ts'
export { brokenInvariants, type Invariant, invariants } from './ledger/invariants.ts'
export type { Expectation, TestApi } from './ledger/test-api.ts'
export { type ManualClock, manualClock } from './manual-clock.ts'
export * from './sandbox/index.ts'
