/** Exit codes, and which of them a result means. */
import { StorageError } from '../base/errors.ts'
import type { StateCounts } from '../batch/index.ts'
import { type DeliveryState, isMoving, needsPerson } from '../ledger/index.ts'

export const EXIT = {
  /** Everything settled. */
  settled: 0,
  /** Some records need a person. Wins over `waiting`: waiting ends by itself. */
  person: 1,
  /** The command, its files or the settings. */
  usage: 2,
  /** Deliveries still waited when `--wait` ran out. */
  waiting: 3,
  /** The ledger, or the disk under it. */
  storage: 4,
  /** Stopped by Ctrl-C, as shells count it: 128 + SIGINT. */
  interrupted: 130,
} as const

export const exitCodeOf = (error: unknown): number => (error instanceof StorageError ? EXIT.storage : EXIT.usage)

/** @param refused - rows that were not accepted */
export function exitCodeFor(upstreams: StateCounts, refused: number): number {
  const states = Object.values(upstreams).flatMap((counts) => Object.keys(counts)) as DeliveryState[]
  if (refused > 0 || states.some(needsPerson)) return EXIT.person
  return states.some(isMoving) ? EXIT.waiting : EXIT.settled
}
