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
import { RowIds, withId } from './row-ids.ts'
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
  /** Nobody could be asked. */
  failure?: unknown
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
  readonly #ids = new RowIds((text) => this.#later({ text, name: this.#name(text), values: [] }))

  constructor(parts: PostgresParts) {
    this.#parts = parts
  }

  prepare(sql: string): Statement {
    const text = numbered(sql)
    const name = this.#name(text)
    let inserting: ReturnType<typeof withId> | undefined
    let full: string | undefined
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
        const id = this.#ids.next(inserting.table)
        full ??= numbered(inserting.text)
        this.#wait({ text: full, name: this.#name(full), values: [id, ...values].map(parameterOf) })
        return id
      },
    }
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
    this.#ids.begin()
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
    return this.#version
  }

  renew(): void {
    this.#version++
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
      if (asked.result === undefined && this.#waiting.includes(asked)) this.#flushFor(asked)
      if (asked.failure !== undefined) throw asked.failure
      if (asked.result === undefined) {
        if (this.#inTransaction) throw new RangeError('asked in a transaction that is over')
        // Asked beside one that the server refused: once more, alone.
        asked.result = this.#now({ ...question, wanted: true })
      }
      return rowsOf(asked.result)
    }
  }

  /** Outside of transactions nobody's question stands or falls with another's. */
  #flushFor(asked: Asked): void {
    try {
      this.#flush()
    } catch (error) {
      if (this.#inTransaction || asked.failure !== undefined) throw error
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
    const answers = this.#answers(all)
    for (const [index, asked] of all.entries()) {
      const answer = answers[index]
      if (answer) asked.result = answer
    }
  }

  #answers(all: readonly Asked[]): Answers {
    const questions = all.map(({ question }) => question)
    try {
      return this.#send(questions)
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      if (!error.isLost) throw this.#refused(error)
      this.#isOpen = false
      const last = questions.at(-1)?.text
      const mayRepeat = !this.#inTransaction || this.#isFresh
      if (mayRepeat && last !== 'COMMIT' && last !== 'ROLLBACK') return this.#again(all, questions)
      throw this.#lost(all, error)
    }
  }

  #lost(all: readonly Asked[], error: PostgresError): unknown {
    this.#isOpen = false
    this.#inTransaction = false
    const failure = this.failure(error)
    for (const asked of all) asked.failure = failure
    return failure
  }

  /** On a new connection, once: the last one may have been gone for hours before anybody asked. */
  #again(all: readonly Asked[], questions: readonly Question[]): Answers {
    try {
      return this.#send(questions)
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      throw error.isLost ? this.#lost(all, error) : this.#refused(error)
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
