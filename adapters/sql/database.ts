/** What the two databases have in common, as the rest of the adapter sees them. Types only. */
import type { Bar } from 'yibiao/adapter'
import type { Row, Shape } from './row.ts'

/** As the driver gives it: texts, numbers, null. */
export type Cell = string | number | boolean | null
export type Found = Readonly<Record<string, Cell>>

/** Compared and checked by what a column holds, not by the database's own names of types. */
export type Kind = 'text' | 'char' | 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'time' | 'json' | 'other'

export interface Column {
  readonly name: string
  /** The database's own name, as a cast takes it. */
  readonly type: string
  readonly kind: Kind
  readonly nullable: boolean
  readonly hasDefault: boolean
  /** Characters of a text. */
  readonly maxLength?: number
  /** Digits in all, and behind the point. */
  readonly precision?: number
  readonly scale?: number
  /** Of texts, where the column keeps less than all of Unicode. */
  readonly characters?: 'bmp' | 'gbk' | 'gb2312'
  readonly maySelect: boolean
  readonly mayInsert: boolean
  readonly mayUpdate: boolean
}

/** What the database tells about the table. */
export interface Catalogue {
  readonly columns: ReadonlyMap<string, Column>
  /** Columns of each constraint and unique index, by its name. */
  readonly constraints: ReadonlyMap<string, readonly string[]>
  /** Column sets that are unique. */
  readonly unique: readonly (readonly string[])[]
  /** Rows may be there that this account is not shown: a view, row-level security. */
  readonly hidesRows: boolean
  /** Why it can't be written to in transactions. */
  readonly unusable?: string
}

/** What an error of the driver means. */
export interface Failure {
  /**
   * `row`: this content was refused. `later`: the same may pass later. `barred`: somebody has to act. `lost`: the
   * connection is gone, and with it everything that was not committed.
   */
  readonly kind: 'row' | 'later' | 'barred' | 'lost'
  readonly bar?: Bar
  /** Name of the environment variable that has to be set first. */
  readonly variable?: string
  /** SQLSTATE or error number, or a word: nothing personal. */
  readonly code: string
  /** The database's own words, which may quote values. */
  readonly text?: string
  readonly column?: string
  readonly constraint?: string
  readonly isUnique?: boolean
}

export interface Session {
  /** Nobody knows what became of its transaction. */
  inDoubt?: boolean
  /** @throws whatever the driver throws, for `failureOf` */
  query(sql: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly Found[]; readonly count: number }>
  /** Back into the pool, or closed when it is broken. */
  release(broken: boolean): void
}

/** What became of a row that the database didn't refuse. `not-ours`: somebody else's row of that key was left as it is. */
export type Stored = 'stored' | 'not-ours'

export interface Database {
  /** Finds the package and the certificates. @throws {SettingsError} when they aren't there; a secret is read when it is used */
  ready(): Promise<void>
  /** @throws whatever the driver throws, for `failureOf`; SettingsError */
  connect(signal: AbortSignal): Promise<Session>
  /** Starts a transaction in which every constraint is judged at once. */
  begin(session: Session): Promise<void>
  /** Without columns where there is no such table. */
  catalogue(session: Session): Promise<Catalogue>
  quote(name: string): string
  /** The placeholder of the nth value, from 1. */
  placeholder(position: number): string
  /** Writes rows of one operation, in their order; a refused row makes it throw, and then none of them stands. */
  store(session: Session, catalogue: Catalogue, shape: Shape, rows: readonly Row[]): Promise<readonly Stored[]>
  failureOf(error: unknown): Failure
  close(): Promise<void>
}
