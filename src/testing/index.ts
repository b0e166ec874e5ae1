/** The door for tests of adapters, ledgers and whole journeys (`yibiao/testing`). Re-exports only. */
export * from './adapter/index.ts'
export { describeLedger, type LedgerSuiteOptions } from './ledger/describe-ledger.ts'
export { brokenInvariants, type Invariant, invariants } from './ledger/invariants.ts'
export { type ManualClock, manualClock } from './manual-clock.ts'
export * from './sandbox/index.ts'
export type { Expectation, TestApi } from './test-api.ts'
