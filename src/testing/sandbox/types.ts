/** Stand-in upstreams for tests and the demo: what they can be, and what can go wrong with them. */

/**
 * - `ruoyi`: HTTP 200 for everything, `{code, msg}`, bearer token, LIKE searches, repeat guard
 * - `ruoyi-plus`: the same as RuoYi-Vue-Plus has it, with a client id
 * - `jeecg`: `{success, message, code, result}`, token in `X-Access-Token`, a real 401
 * - `rest-key`: recognises `Idempotency-Key` for a window; no look-up
 * - `rest-unique`: a unique key property (409), an exact look-up, pages of all records, several in one call
 * - `portal`: pages and forms alone, log-in with cookie and hidden token; its table asks for JSON
 * - `bare`: takes a POST and says ok; no id, no look-up, nothing
 */
export const SANDBOX_KINDS = ['ruoyi', 'ruoyi-plus', 'jeecg', 'rest-key', 'rest-unique', 'portal', 'bare'] as const
export type SandboxKind = (typeof SANDBOX_KINDS)[number]

/** What goes wrong, at which calls, and until when. */
export type SandboxFault = FaultKind & {
  /** Calls it strikes: by default writes, or look-ups where it concerns what they show. `other`: tickets among them. */
  readonly at?: 'write' | 'lookup' | 'login' | 'other' | 'all'
  /** Only every n-th of those calls, counted from the moment the fault is set; 1 by default. */
  readonly every?: number
  /** Ends after striking so many times, or so many ms after it was set. */
  readonly healAfter?: { readonly times?: number; readonly ms?: number }
}

type FaultKind =
  /** An error page of a broken server; nothing saved. */
  | { readonly fault: 'status5xx'; readonly status?: number }
  /** The upstream's own way of saying "failed", with its own HTTP status. */
  | { readonly fault: 'envelopeFailure'; readonly code?: number | string; readonly text?: string }
  /** 429, with this `Retry-After` where given. */
  | { readonly fault: 'throttle'; readonly retryAfter?: string }
  /** Everything as usual, so many ms late. */
  | { readonly fault: 'slow'; readonly delayMs: number }
  /** Saves, then destroys the connection: the answer is lost. */
  | { readonly fault: 'cutAfterSave' }
  | { readonly fault: 'cutBeforeSave' }
  /** Never answers; nothing saved. */
  | { readonly fault: 'hang' }
  /** A log-in or portal page with status 200; nothing saved. */
  | { readonly fault: 'htmlPage' }
  /** Status 200, JSON type, no body; nothing saved. */
  | { readonly fault: 'emptyBody' }
  /** Saves and answers in GBK. */
  | { readonly fault: 'gbkReply' }
  /** Refuses payloads whose property matches, in the upstream's own words; every payload without `property`. */
  | {
      readonly fault: 'refuse'
      readonly property?: string
      readonly matches?: string
      readonly code?: number | string
      readonly text?: string
    }
  /** Look-ups ignore their filter. */
  | { readonly fault: 'filterIgnored' }
  /** Look-ups show rows without this property. */
  | { readonly fault: 'hidesProperty'; readonly property: string }
  /** Look-ups show no row at all, as a data scope does. */
  | { readonly fault: 'hidesRows' }
  /** Says that it saved, and saves nothing. */
  | { readonly fault: 'lie' }
  /** Takes a create and answers with a ticket: `GET /tickets/…` says `pending` so often (once by default), then saves. */
  | { readonly fault: 'ticket'; readonly pending?: number }
  /** Saves, then answers bytes that are no HTTP. */
  | { readonly fault: 'garbage' }
  /** Saves, then breaks off in the middle of the answer's body. */
  | { readonly fault: 'truncated' }
  /** Saves, then answers a byte at a time, without end. */
  | { readonly fault: 'drip' }
  /** Sends the caller elsewhere (307); nothing saved. */
  | { readonly fault: 'redirect'; readonly location: string }

export type FaultName = SandboxFault['fault']

export type Payload = Readonly<Record<string, unknown>>

/** One row as it stands. */
export interface SandboxRow {
  readonly id: string
  readonly payload: Payload
  /** User that made it; absent where the stand-in knows no users. */
  readonly by?: string
  /** How often it was written: 1 after its creation. */
  readonly writes: number
}

/** One write that took effect, in order. */
export interface SandboxWrite {
  readonly operation: 'create' | 'update' | 'withdraw'
  readonly id: string
  readonly payload: Payload
  /** User that it came under; absent where the stand-in knows no users. */
  readonly by?: string
}

/** One call as it came. */
export interface ReceivedCall {
  readonly kind: CallKind
  readonly method: string
  readonly path: string
  readonly query: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
}

export type CallKind = 'login' | 'create' | 'update' | 'withdraw' | 'lookup' | 'other'

export interface SandboxOptions {
  readonly kind: SandboxKind
  /** 0 by default: any free one. Always on 127.0.0.1. */
  readonly port?: number
  readonly faults?: SandboxFault | readonly SandboxFault[]
  /** The payload's natural key; `sfzh` by default. */
  readonly keyProperty?: string
  /** Path of a file that keeps the writes, as JSON lines; a server started on it again has them. In memory by default. */
  readonly store?: string
  /** ruoyi: window in which the same body is refused, in ms; 5,000 by default, 0 for none. */
  readonly repeatGuardMs?: number
  /** rest-key: how long a key is recognised, in ms; a day by default. */
  readonly keyWindowMs?: number
  /** ruoyi, jeecg: how long a token lasts, in ms; an hour by default. */
  readonly tokenMs?: number
  /** Users that may log in, each with tokens and a lock of its own; by default `SANDBOX_ACCOUNT`. */
  readonly accounts?: readonly SandboxAccount[]
  /** ruoyi: true where users see and change only what they made. */
  readonly ownRowsOnly?: boolean
  /** Told of every call as it comes. */
  readonly onCall?: (call: ReceivedCall) => void
  /** Serves `POST /__control` and `GET /__rows` to another process. No real upstream has them. */
  readonly control?: boolean
  /** Epoch ms; the system's clock by default. */
  readonly now?: () => number
}

export interface Sandbox {
  readonly kind: SandboxKind
  readonly url: string
  /** What stands there: the upstream's own count, doubled rows included. */
  rows(): readonly SandboxRow[]
  /** Every write that took effect, in order. */
  writes(): readonly SandboxWrite[]
  /** The last calls that arrived, oldest first; 100 at most. Credentials in them are the sandbox's own. */
  received(): readonly ReceivedCall[]
  /** Calls that arrived, by kind, whether or not they were answered. */
  calls(): Readonly<Record<CallKind, number>>
  /** Replaces the faults from now on; none heals. */
  setFaults(...faults: readonly SandboxFault[]): void
  /** Makes every token invalid, as a restart does. */
  revokeTokens(): void
  close(): Promise<void>
}

export interface SandboxAccount {
  readonly username: string
  readonly password: string
}

/** Account of every sandbox that asks for one. */
export const SANDBOX_ACCOUNT = { username: 'grid', password: 'sandbox-only', apiKey: 'sandbox-only-key' } as const
