/** Where what log-ins brought is kept for one account: in memory, or in a ledger for all processes behind it. */
import type { LogIn } from './contract-v1.ts'

export interface LogInAsk {
  /** Digest of the credentials. */
  readonly version: string
  /** Epoch ms. */
  readonly now: number
  /** A token that ends before this is as good as none, in epoch ms. */
  readonly usableUntil: number
  /** The token that was refused last: it is not given out again. */
  readonly refused?: string
}

export type Taken =
  | Extract<LogIn, { state: 'token' | 'barred' }>
  /** Log in now, and say what it came to under this number. Nobody else does meanwhile. */
  | { readonly state: 'yours'; readonly turn: number /** To be traded for a token. */; readonly refresh?: string }
  /** Somebody else is logging in: ask again. */
  | { readonly state: 'taken' }

export interface LogInStore {
  take(ask: LogInAsk): Promise<Taken>
  /** Ignored where a later turn has begun. */
  keep(version: string, turn: number, result: LogIn): Promise<void>
  /** Everything, refusals too. */
  forget(): void
}

export function memoryStore(): LogInStore {
  const known = new Map<string, Extract<LogIn, { state: 'token' | 'barred' }>>()
  return {
    async take({ version, usableUntil, refused }) {
      const last = known.get(version)
      if (last?.state === 'barred') return last
      if (last && last.value !== refused && (last.expiresAt ?? Number.POSITIVE_INFINITY) > usableUntil) return last
      // Single flight within the process is its caller's.
      return { state: 'yours', turn: 1, ...(last?.refresh === undefined ? {} : { refresh: last.refresh }) }
    },
    async keep(version, _turn, result) {
      if (result.state !== 'unavailable') known.set(version, result)
    },
    forget: () => known.clear(),
  }
}
