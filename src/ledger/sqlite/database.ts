/** SQLite as the ledger's database: `node:sqlite`, in the thread that asks. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Database, SqlValue, Statement } from '../sql/database.ts'
import { storageError } from './storage-error.ts'

class Prepared implements Statement {
  readonly #statement

  constructor(statement: StatementSync) {
    this.#statement = statement
  }

  get(...values: SqlValue[]): unknown {
    return this.#statement.get(...values)
  }

  all(...values: SqlValue[]): unknown[] {
    return this.#statement.all(...values)
  }

  ask(...values: SqlValue[]): () => unknown[] {
    const rows = this.#statement.all(...values)
    return () => rows
  }

  run(...values: SqlValue[]): void {
    this.#statement.run(...values)
  }

  change(...values: SqlValue[]): number {
    return Number(this.#statement.run(...values).changes)
  }

  insert(...values: SqlValue[]): number {
    return Number(this.#statement.run(...values).lastInsertRowid)
  }
}

export class SqliteDatabase implements Database {
  readonly plain = 'text'
  readonly isShared = false
  readonly #db
  readonly #file: string
  readonly #prepared = new Map<string, StatementSync>()

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#file = db.location() ?? ':memory:'
  }

  failure = (error: unknown): unknown => storageError(error, this.#file)

  prepare(sql: string): Statement {
    return new Prepared(this.#db.prepare(sql))
  }

  begin(): void {
    this.#run('BEGIN IMMEDIATE')
  }

  commit(): void {
    this.#run('COMMIT')
  }

  rollback(): void {
    this.#run('ROLLBACK')
  }

  save(): void {
    this.#run('SAVEPOINT task')
  }

  takeBack(): void {
    this.#run('ROLLBACK TO task')
    this.#run('RELEASE task')
  }

  keep(): void {
    this.#run('RELEASE task')
  }

  get isTransaction(): boolean {
    return this.#db.isTransaction
  }

  version(): number {
    return (this.#statement('PRAGMA data_version').get() as { data_version: number }).data_version
  }

  /** Its version is asked for each time. */
  renew(): void {}

  /** There is nobody else. */
  tell(): void {}

  #run(sql: string): void {
    this.#statement(sql).run()
  }

  #statement(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? this.#db.prepare(sql)
    this.#prepared.set(sql, known)
    return known
  }
}
