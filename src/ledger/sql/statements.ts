/** Prepared statements, made once per text, and how texts are sealed on their way into them. Rows come back as the caller's row type; the tables are strict, so types hold. */
import type { Database, SqlValue, Statement } from './database.ts'
import { Sealing } from './sealed.ts'

export class Statements {
  readonly #db
  /** Other processes write it too. */
  readonly isShared
  readonly sealing
  readonly #prepared = new Map<string, Statement>()

  /** @param sealing - absent: texts stand there as they are */
  constructor(db: Database, sealing = new Sealing([], db.plain)) {
    this.#db = db
    this.isShared = db.isShared
    this.sealing = sealing
  }

  #prepare(sql: string): Statement {
    let statement = this.#prepared.get(sql)
    if (!statement) {
      statement = this.#db.prepare(sql)
      this.#prepared.set(sql, statement)
    }
    return statement
  }

  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[]
  }

  /** Questions that need no answer of each other, asked before the first is read, cost one wait. @returns the rows, once */
  ask<Row>(sql: string, ...values: SqlValue[]): () => Row[] {
    return this.#prepare(sql).ask(...values) as () => Row[]
  }

  run(sql: string, ...values: SqlValue[]): void {
    this.#prepare(sql).run(...values)
  }

  /** @returns rows changed */
  change(sql: string, ...values: SqlValue[]): number {
    return this.#prepare(sql).change(...values)
  }

  /** @returns id of the new row */
  insert(sql: string, ...values: SqlValue[]): number {
    return this.#prepare(sql).insert(...values)
  }
}
