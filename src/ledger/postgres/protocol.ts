/** What the ledger's thread and the thread of its connection say to each other. Values cross as text, which costs least. */

/** Text of the parameter, or null. Bytes as PostgreSQL writes them: `\x…`. */
export type Parameter = string | null

export interface Question {
  readonly text: string
  /** A statement of this name is prepared once per connection; absent: a plain command. */
  readonly name?: string
  readonly values?: readonly Parameter[]
  /** Somebody reads the answer. */
  readonly wanted?: true
}

export interface Column {
  readonly name: string
  /** Object id of its type. */
  readonly type: number
}

export interface Result {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Parameter[])[]
  /** Rows changed, or read. */
  readonly count: number
  readonly command: string
}

export interface Failed {
  /** SQLSTATE, or the code of a network error. */
  readonly code: string
  readonly message: string
  /** The connection is gone; whatever was not committed is undone. */
  readonly isLost: boolean
}

export type Request =
  | { readonly ask: 'open'; readonly before: readonly string[] }
  /** In this order, sent together; answered by what each of the wanted said, or the first failure. */
  | { readonly ask: 'run'; readonly questions: readonly Question[] }
  | { readonly ask: 'end' }

/** One place for each question; null: nobody reads it. */
export type Answers = readonly (Result | null)[]

export type Reply = { readonly answers: Answers } | { readonly failed: Failed }

export interface ConnectionStart {
  /** As `pg` takes it, the password in it if there is one. */
  readonly url: string
  readonly signal: SharedArrayBuffer
  readonly port: MessagePort
  /** Where notifications go. */
  readonly notices: MessagePort
  /** What it listens to. */
  readonly channel: string
}

/** Somebody else's notification; null: the connection is a new one, and some may have been missed. */
export type Notice = { readonly payload: string } | null
