/**
 * PostgreSQL as the ledger's database. Many processes write it, one transaction at a time: each begins by taking the
 * ledger's lock, so the rows it judges can't be moved by anybody else and the audit stays one chain.
 *
 * What changes rows without being asked for an answer waits and leaves together with what has to be answered now, and so does
 * a question whose answer is read later: a group of writes costs a round trip where something depends on an answer, not per
 * statement. An error surfaces there, so it may be an earlier task's: the group is rolled back, and each task made alone.
 */
import { type Database, Spoiled, type SqlValue, type Statement } from '../sql/database.ts'
import { type Connection, PostgresError } from './connection.ts'
import type { Answers, Question, Result } from './protocol.ts'
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

// What a task wrote, not what became of the database: wrong data, a constraint, a limit.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
const OF_A_TASK = /^(21|22|23|54)/

/** A question, and what was answered. */
interface Asked {
  readonly question: Question
  result?: Result
}

export class PostgresDatabase implements Database {
  readonly plain = 'bytes'
  readonly isShared = true
  readonly #parts
  readonly #names = new Map<string, string>()
  #isOpen = false
  #inTransaction = false
  /** Nothing of the transaction has been answered yet: it may begin again on a new connection. */
  #isFresh = false
  #waiting: Asked[] = []
  /** Several tasks share the transaction. */
  #isGroup = false
  /** How much waited when the task began; -1: something was sent since. */
  #mark = -1
  /** Why nothing of the transaction can be kept. */
  #broken: unknown
  #version = 0
  /** The last row of each table, in this transaction. */
  readonly #ids = new Map<string, number>()
  /** Tables that are counted, all of them with the first. */
  readonly #counted = new Set<string>()
  #lastIds: (() => unknown[]) | undefined

  constructor(parts: PostgresParts) {
    this.#parts = parts
  }

  prepare(sql: string): Statement {
    const text = numbered(sql)
    const name = this.#name(text)
    let inserting: ReturnType<typeof withId> | undefined
    const questionOf = (values: readonly SqlValue[]) => ({ text, name, values: values.map(parameterOf) })
    const now = (values: readonly SqlValue[]) => this.#now(questionOf(values))
    return {
      get: (...values) => rowsOf(now(values))[0],
      all: (...values) => rowsOf(now(values)),
      ask: (...values) => this.#later(questionOf(values)),
      change: (...values) => now(values).count,
      run: (...values) => {
        if (this.#inTransaction) this.#wait(questionOf(values))
        else now(values)
      },
      insert: (...values) => {
        inserting ??= withId(sql)
        const id = this.#nextId(inserting.table)
        const { text: full } = inserting
        this.#wait({ text: full, name: this.#name(full), values: [id, ...values].map(parameterOf) })
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
      const isNew = !this.#counted.has(table)
      this.#counted.add(table)
      if (isNew || this.#lastIds === undefined) this.#askIds()
      const [row] = (this.#lastIds as () => unknown[])() as [Record<string, number>]
      for (const each of this.#counted) this.#ids.set(each, this.#ids.get(each) ?? (row[each] as number))
    }
    const id = (this.#ids.get(table) as number) + 1
    this.#ids.set(table, id)
    return id
  }

  #askIds(): void {
    const tables = [...this.#counted]
    const text = `SELECT ${tables.map((each) => `(SELECT coalesce(max(id), 0) FROM ${each}) AS ${each}`).join(', ')}`
    this.#lastIds = this.#later({ text, name: this.#name(text), values: [] })
  }

  begin(): void {
    this.#version++
    this.#inTransaction = true
    this.#isFresh = true
    this.#isGroup = false
    this.#broken = undefined
    const lock = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))'
    this.#waiting = []
    this.#wait({ text: 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE' })
    this.#wait({ text: lock, name: this.#name(lock), values: [this.#parts.name] })
    this.#ids.clear()
    this.#lastIds = undefined
    // It leaves with what is asked first, so it costs no wait of its own.
    if (this.#counted.size > 0) this.#askIds()
  }

  commit(): void {
    const { command } = this.#now({ text: 'COMMIT' })
    this.#inTransaction = false
    // What PostgreSQL answers, without an error, where the transaction had failed.
    if (command !== 'COMMIT') throw new PostgresError({ code: '25P02', message: command, isLost: false })
  }

  rollback(): void {
    this.#waiting = []
    this.#inTransaction = false
    if (this.#isFresh || !this.#isOpen) return
    try {
      this.#now({ text: 'ROLLBACK' })
    } catch {
      // Without a connection the server takes it back by itself; the next question opens another.
      this.#isOpen = false
    }
  }

  /** Without a savepoint, which would cost two statements for each task: one that fails is rare, and costs its group a second try. */
  save(): void {
    this.#isGroup = true
    this.#mark = this.#waiting.length
  }

  takeBack(): void {
    if (this.#broken !== undefined) throw this.#broken
    if (this.#mark !== this.#waiting.length) throw new Spoiled()
  }

  keep(): void {}

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
    this.#wait({ text, name: this.#name(text), values: [this.#parts.name, told] })
  }

  failure(error: unknown): unknown {
    return storageError(error, this.#parts.label)
  }

  /** What to add to this machine's clock for the database's, in milliseconds. */
  aheadMs(): number {
    const asked = Date.now()
    const text = 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now'
    const [row] = rowsOf(this.#now({ text, name: this.#name(text), values: [] })) as [{ now: number }]
    return Math.round(row.now - (asked + Date.now()) / 2)
  }

  /** Commands that are run once, in their order. */
  run(commands: readonly string[]): void {
    for (const text of commands) this.#wait({ text })
    this.#flush()
  }

  close(): void {
    this.#parts.connection.end()
  }

  #wait(question: Question): Asked {
    const asked = { question }
    this.#waiting.push(asked)
    return asked
  }

  #later(question: Question): () => unknown[] {
    const asked = this.#wait({ ...question, wanted: true })
    return () => {
      if (asked.result === undefined) this.#flush()
      if (asked.result === undefined) throw new RangeError('asked in a transaction that is over')
      return rowsOf(asked.result)
    }
  }

  #now(question: Question): Result {
    const asked = this.#wait({ ...question, wanted: true })
    this.#flush()
    return asked.result as Result
  }

  /** Sends what waits, and waits for its answers. */
  #flush(): void {
    const all = this.#waiting
    if (all.length === 0) return
    this.#waiting = []
    this.#mark = -1
    const answers = this.#answers(all.map(({ question }) => question))
    for (const [index, asked] of all.entries()) {
      const answer = answers[index]
      if (answer) asked.result = answer
    }
  }

  #answers(questions: readonly Question[]): Answers {
    try {
      return this.#send(questions)
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      if (!error.isLost) throw this.#refused(error)
      this.#isOpen = false
      const last = questions.at(-1)?.text
      const mayRepeat = !this.#inTransaction || this.#isFresh
      if (mayRepeat && last !== 'COMMIT' && last !== 'ROLLBACK') return this.#again(questions)
      this.#inTransaction = false
      throw this.failure(error)
    }
  }

  /** On a new connection, once: the last one may have been gone for hours before anybody asked. */
  #again(questions: readonly Question[]): Answers {
    try {
      return this.#send(questions)
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      if (!error.isLost) throw this.#refused(error)
      this.#isOpen = false
      this.#inTransaction = false
      throw this.failure(error)
    }
  }

  /** The transaction stands on the server, and takes nothing more than ROLLBACK. */
  #refused(error: PostgresError): unknown {
    this.#isFresh = false
    const failure = this.failure(error)
    this.#broken =
      this.#isGroup && OF_A_TASK.test(error.code) ? new Spoiled(error.message, { cause: failure }) : failure
    return this.#broken
  }

  #send(questions: readonly Question[]): Answers {
    const { connection, before } = this.#parts
    if (!this.#isOpen) {
      connection.ask({ ask: 'open', before })
      this.#isOpen = true
    }
    const answers = connection.ask({ ask: 'run', questions })
    this.#isFresh = false
    return answers
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
