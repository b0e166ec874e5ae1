/** The door for tests of adapters, ledgers and whole journeys (`yibiao/testing`). Re-exports only. */
export { brokenInvariants, type Invariant, invariants } from './ledger/invariants.ts'
export { type ManualClock, manualClock } from './manual-clock.ts'
export * from './sandbox/index.ts'
