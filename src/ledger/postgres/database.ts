/**
 * PostgreSQL as the ledger's database. Many processes write it, one transaction at a time: each begins by taking the
 * ledger's lock, so the rows it judges can't be moved by anybody else and the audit stays one chain.
 *
 * What changes rows without being asked for an answer waits and leaves together with the next question: a group of
 * writes costs a round trip per question, not per statement.
 */
import type { Database, SqlValue, Statement } from '../sql/database.ts'
import { type Connection, PostgresError } from './connection.ts'
import type { Question, Result } from './protocol.ts'
import { storageError } from './storage-error.ts'
import { parameterOf, rowsOf } from './values.ts'

export interface PostgresParts {
  readonly connection: Connection
  /** Commands for every new connection. */
  readonly before: readonly string[]
  /** Name of what waits for the ledger's lock, and of the channel it tells others on. */
  readonly name: string
  /** Address without the password, for messages. */
  readonly label: string
}

// PostgreSQL refuses a longer one, and with it the transaction (NOTIFY, payload).
const NOTICE_BYTES = 8_000
const ANY_OF_THEM = '[]'

const NOTHING: Result = { columns: [], rows: [], count: 0, command: '' }

export class PostgresDatabase implements Database {
  readonly plain = 'bytes'
  readonly isShared = true
  readonly #parts
  readonly #names = new Map<string, string>()
  #isOpen = false
  #inTransaction = false
  /** Nothing of the transaction has been answered yet: it may begin again on a new connection. */
  #isFresh = false
  #waiting: Question[] = []
  /** Where the savepoint of the task stands in `waiting`; -1: it was sent. */
  #mark = -1
  #version = 0
  /** The last row of each table, in this transaction. */
  readonly #ids = new Map<string, number>()
  /** Tables that are counted, all of them with the first. */
  readonly #counted = new Set<string>()

  constructor(parts: PostgresParts) {
    this.#parts = parts
  }

  prepare(sql: string): Statement {
    const text = numbered(sql)
    const name = this.#name(text)
    let inserting: ReturnType<typeof withId> | undefined
    const ask = (values: readonly SqlValue[]) => this.#ask({ text, name, values: values.map(parameterOf) })
    return {
      get: (...values) => rowsOf(ask(values))[0],
      all: (...values) => rowsOf(ask(values)),
      change: (...values) => ask(values).count,
      run: (...values) => {
        const question = { text, name, values: values.map(parameterOf) }
        if (this.#inTransaction) this.#waiting.push(question)
        else this.#ask(question)
      },
      insert: (...values) => {
        inserting ??= withId(sql)
        const id = this.#nextId(inserting.table)
        const { text: full } = inserting
        this.#waiting.push({ text: full, name: this.#name(full), values: [id, ...values].map(parameterOf) })
        return id
      },
    }
  }

  /**
   * Counted here, since nobody else writes meanwhile: an insert then waits for no answer. A sequence of the database's own
   * would have to be asked each time.
   */
  #nextId(table: string): number {
    if (!this.#ids.has(table)) {
      this.#counted.add(table)
      const tables = [...this.#counted]
      const text = `SELECT ${tables.map((each) => `(SELECT coalesce(max(id), 0) FROM ${each}) AS ${each}`).join(', ')}`
      const [row] = rowsOf(this.#ask({ text, name: this.#name(text), values: [] })) as [Record<string, number>]
      for (const each of tables) this.#ids.set(each, this.#ids.get(each) ?? (row[each] as number))
    }
    const id = (this.#ids.get(table) as number) + 1
    this.#ids.set(table, id)
    return id
  }

  begin(): void {
    this.#version++
    this.#ids.clear()
    this.#inTransaction = true
    this.#isFresh = true
    const lock = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))'
    this.#waiting = [
      { text: 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE' },
      { text: lock, name: this.#name(lock), values: [this.#parts.name] },
    ]
  }

  commit(): void {
    const { command } = this.#ask({ text: 'COMMIT' })
    this.#inTransaction = false
    // What PostgreSQL answers, without an error, where the transaction had failed.
    if (command !== 'COMMIT') throw new PostgresError({ code: '25P02', message: command, isLost: false })
  }

  rollback(): void {
    this.#waiting = []
    this.#inTransaction = false
    if (this.#isFresh || !this.#isOpen) return
    try {
      this.#ask({ text: 'ROLLBACK' })
    } catch {
      // Without a connection the server takes it back by itself; the next question opens another.
      this.#isOpen = false
    }
  }

  save(): void {
    this.#mark = this.#waiting.length
    this.#waiting.push({ text: 'SAVEPOINT task' })
  }

  takeBack(): void {
    if (this.#mark >= 0) this.#waiting.length = this.#mark
    else this.#waiting = [{ text: 'ROLLBACK TO SAVEPOINT task' }, { text: 'RELEASE SAVEPOINT task' }]
  }

  /** Whatever this task wrote is refused now, or it is not this task's fault any more. */
  keep(): void {
    const isIdle = this.#mark >= 0 && this.#waiting.length === this.#mark + 1
    if (isIdle) this.#waiting.length = this.#mark
    else this.#ask({ text: 'RELEASE SAVEPOINT task' })
  }

  get isTransaction(): boolean {
    return this.#inTransaction
  }

  version(): number {
    return this.#inTransaction ? this.#version : ++this.#version
  }

  /** Others hear of it when this transaction commits. */
  tell(payload: string): void {
    const text = 'SELECT pg_notify($1, $2)'
    const told = Buffer.byteLength(payload) < NOTICE_BYTES ? payload : ANY_OF_THEM
    this.#waiting.push({ text, name: this.#name(text), values: [this.#parts.name, told] })
  }

  failure(error: unknown): unknown {
    return storageError(error, this.#parts.label)
  }

  /** What to add to this machine's clock for the database's, in milliseconds. */
  aheadMs(): number {
    const asked = Date.now()
    const text = 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now'
    const [row] = rowsOf(this.#ask({ text, name: this.#name(text), values: [] })) as [{ now: number }]
    return Math.round(row.now - (asked + Date.now()) / 2)
  }

  /** Commands that are run once, in their order. */
  run(commands: readonly string[]): void {
    const last = commands.at(-1)
    if (last === undefined) return
    this.#waiting.push(...commands.slice(0, -1).map((text) => ({ text })))
    this.#ask({ text: last })
  }

  close(): void {
    this.#parts.connection.end()
  }

  #ask(question: Question): Result {
    const questions = [...this.#waiting, question]
    this.#waiting = []
    this.#mark = -1
    try {
      return this.#send(questions)
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      if (!error.isLost) {
        this.#isFresh = false
        throw this.failure(error)
      }
      this.#isOpen = false
      const mayRepeat = !this.#inTransaction || this.#isFresh
      if (mayRepeat && question.text !== 'COMMIT' && question.text !== 'ROLLBACK') return this.#again(questions)
      this.#inTransaction = false
      throw this.failure(error)
    }
  }

  /** On a new connection, once: the last one may have been gone for hours before anybody asked. */
  #again(questions: readonly Question[]): Result {
    try {
      return this.#send(questions)
    } catch (error) {
      if (error instanceof PostgresError && error.isLost) {
        this.#isOpen = false
        this.#inTransaction = false
      } else this.#isFresh = false
      throw this.failure(error)
    }
  }

  #send(questions: readonly Question[]): Result {
    const { connection, before } = this.#parts
    if (!this.#isOpen) {
      connection.ask({ ask: 'open', before })
      this.#isOpen = true
    }
    const result = connection.ask({ ask: 'run', questions })
    this.#isFresh = false
    return result ?? NOTHING
  }

  #name(text: string): string {
    const known = this.#names.get(text) ?? `s${this.#names.size}`
    this.#names.set(text, known)
    return known
  }
}

/** `?` as PostgreSQL counts parameters. None of the ledger's texts has one in a literal. */
function numbered(sql: string): string {
  let count = 0
  return sql.replaceAll('?', () => `$${++count}`)
}

/** `INSERT INTO table (a, b) VALUES (?, ?)`, or `SELECT …`, with the row's id before all others. */
function withId(sql: string): { readonly table: string; readonly text: string } {
  const table = /^\s*INSERT INTO (\w+) \(/.exec(sql)?.[1]
  if (table === undefined) throw new RangeError('an insert that takes no id')
  const text = sql.replace('(', '(id, ').replace(/\b(VALUES \(|SELECT )/, '$1?, ')
  return { table, text: numbered(text) }
}
