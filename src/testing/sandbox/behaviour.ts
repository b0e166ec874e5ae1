/** What a kind of upstream answers to a call. */
import type { Store } from './store.ts'
import type { CallKind, SandboxAccount, SandboxRow } from './types.ts'

export interface Call {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** The body as an object; empty when it is none. */
  readonly body: Readonly<Record<string, unknown>>
}

export interface Answer {
  readonly status: number
  /** JSON, or a text under a content type of its own. */
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Refusal {
  readonly code?: number | string | undefined
  readonly text?: string | undefined
  readonly property?: string | undefined
}

/** How well its look-ups see. */
export interface Sight {
  readonly filterIgnored: boolean
  /** What they show of these rows. */
  shown(rows: Iterable<SandboxRow>): readonly SandboxRow[]
}

export interface Behaviour {
  kindOf(method: string, path: string): CallKind
  answer(call: Call, kind: CallKind, sight: Sight): Answer
  /** One answer for several records sent as `items`; absent: it takes one in a call. */
  several?(answers: readonly Answer[]): Answer
  /** How it says that something failed, and that a payload is refused. */
  failure(refusal: Refusal): Answer
  refusal(refusal: Refusal): Answer
  revokeTokens(): void
}

export interface Setting {
  readonly store: Store
  readonly keyProperty: string
  readonly repeatGuardMs: number
  readonly keyWindowMs: number
  readonly tokenMs: number
  readonly accounts: readonly SandboxAccount[]
  readonly ownRowsOnly: boolean
  readonly now: () => number
}

export const lastSegment = (path: string): string => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))

/** Remembers for a while: tokens, keys, repeats. */
export function createMemory<T>(lifeMs: number, now: () => number) {
  const entries = new Map<string, { readonly value: T; readonly until: number }>()
  return {
    set(name: string, value: T): void {
      entries.delete(name)
      entries.set(name, { value, until: now() + lifeMs })
      // All live equally long, so the oldest come first.
      for (const [oldest, { until }] of entries) {
        if (until > now()) break
        entries.delete(oldest)
      }
    },
    get(name: string): T | undefined {
      const entry = entries.get(name)
      return entry && entry.until > now() ? entry.value : undefined
    },
    clear: () => entries.clear(),
  }
}
