/** What crosses the ledger's contract about log-ins: one row for each account and version of its credentials. */
import type { LogIn } from '../upstream/contract-v1.ts'
import type { LogInAsk, Taken } from '../upstream/log-in-store.ts'
import type { Hash } from './keys.ts'

export interface LogInRequest extends Omit<LogInAsk, 'version'> {
  readonly gate: string
  /** Keyed hash of the credentials' version. */
  readonly version: Hash
  /** How long whoever is told to log in may take for it. */
  readonly leaseMs: number
}

export type TakenLogIn = Taken

export interface KeptLogIn {
  readonly gate: string
  readonly version: Hash
  /** As `yours` said: a later one has begun otherwise, and this is ignored. */
  readonly turn: number
  readonly result: LogIn
}
