/**
 * What the ledger's SQL stands on: one connection, used synchronously by the ledger's own thread. SQLite answers in the
 * thread itself; PostgreSQL is waited for, which is what that thread is there for.
 *
 * Both run the same statements. Parameters are `?`, times and ids are numbers, hashes are bytes. A column that may hold
 * a sealed text holds bytes then, and a plain one as `plain` says.
 */

export type SqlValue = null | number | string | Uint8Array

export interface Statement {
  get(...values: SqlValue[]): unknown
  all(...values: SqlValue[]): unknown[]
  /** Asked in its turn, and answered with whatever is asked next: several of them cost one wait. @returns the rows, once */
  ask(...values: SqlValue[]): () => unknown[]
  /** Nobody asks how many rows it changed: it may be sent later, together with what is asked next. */
  run(...values: SqlValue[]): void
  /** @returns rows changed */
  change(...values: SqlValue[]): number
  /** Of an INSERT into a table whose rows have an `id`. @returns the new row's */
  insert(...values: SqlValue[]): number
}

export interface Database {
  prepare(sql: string): Statement
  /** From here on nobody else writes, until `commit` or `rollback`. */
  begin(): void
  commit(): void
  rollback(): void
  /**
   * Where a part of the transaction begins: `takeBack` undoes it alone, and either that or `keep` ends it.
   *
   * @throws {Spoiled} it can't be told, or undone, alone: the transaction has to be rolled back, and each part made alone
   */
  save(): void
  takeBack(): void
  keep(): void
  /** false also where the database has given the transaction up by itself. */
  readonly isTransaction: boolean
  /** Other processes write it too: what was read in an earlier transaction may have changed. */
  readonly isShared: boolean
  /** Changes when somebody else has written, or may have: at each transaction, and where `renew` says so. */
  version(): number
  /** Outside of transactions: what others have written is read from here on. */
  renew(): void
  /** Tells the other processes, once this transaction commits. */
  tell(payload: string): void
  /** How a plain text stands where a sealed one may stand. */
  readonly plain: 'text' | 'bytes'
  /** The database's own errors as StorageError; everything else unchanged. */
  failure(error: unknown): unknown
}

/** One part of a transaction has failed, and the others can't stand without it. */
export class Spoiled extends RangeError {}
