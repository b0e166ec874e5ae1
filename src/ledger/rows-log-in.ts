/** What crosses the ledger's contract about log-ins: one row for each account and version of its credentials. */
import type { LogIn } from '../upstream/contract-v1.ts'
import type { Hash } from './keys.ts'

export interface LogInRequest {
  readonly gate: string
  /** Keyed hash of the credentials' version. */
  readonly version: Hash
  readonly now: number
  /** How long whoever is told to log in may take for it. */
  readonly leaseMs: number
  /** A token that ends before this is as good as none, in epoch ms. */
  readonly usableUntil: number
  /** The token that was refused last. */
  readonly refused?: string
}

export type TakenLogIn =
  | Extract<LogIn, { state: 'token' | 'barred' }>
  | { readonly state: 'yours'; readonly turn: number; readonly refresh?: string }
  | { readonly state: 'taken' }

export interface KeptLogIn {
  readonly gate: string
  readonly version: Hash
  /** As `yours` said: a later one has begun otherwise, and this is ignored. */
  readonly turn: number
  readonly result: LogIn
}
