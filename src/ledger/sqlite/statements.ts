/** Prepared statements, made once per text, and how texts are sealed on their way into them. Rows come back as the caller's row type; SQLite is STRICT, so types hold. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { Sealing } from './sealed.ts'

export class Statements {
  readonly #db
  readonly sealing
  readonly #prepared = new Map<string, StatementSync>()

  /** @param sealing - absent: texts stand in the file as they are */
  constructor(db: DatabaseSync, sealing = new Sealing([])) {
    this.#db = db
    this.sealing = sealing
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#prepared.get(sql)
    if (!statement) {
      statement = this.#db.prepare(sql)
      this.#prepared.set(sql, statement)
    }
    return statement
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[]
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes)
  }

  /** Row id of the new row. */
  insert(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).lastInsertRowid)
  }
}
