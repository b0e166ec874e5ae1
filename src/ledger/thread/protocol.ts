/** What the two sides of the ledger's thread say to each other: batches, so that one message serves many callers. */
import type { Problem } from '../../base/problem.ts'
import type { Ledger } from '../contract.ts'
import type { LedgerSecrets } from '../keys.ts'
import type { PostgresLedgerOptions } from '../postgres/index.ts'
import type { SqliteLedgerOptions } from '../sqlite/index.ts'

export type Method = Exclude<keyof Ledger, 'secrets' | 'sharing'>

export interface Call {
  readonly id: number
  readonly method: Method
  readonly args: readonly unknown[]
}

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure }

/** An error as data: classes don't cross threads. `problems` are those of a StorageError or SettingsError. */
export interface Failure {
  readonly name: string
  readonly message: string
  readonly problems?: readonly Problem[]
}

export type FromWorker =
  /** `aheadMs`: of the clock of a database that several processes share. */
  | { readonly opened: { readonly secrets: LedgerSecrets; readonly aheadMs?: number } }
  | { readonly aheadMs: number }
  | { readonly heard: readonly string[] }
  | { readonly refused: Failure }
  | { readonly replies: readonly Reply[] }

export type WorkerStart = { readonly sqlite: SqliteLedgerOptions } | { readonly postgres: PostgresLedgerOptions }
