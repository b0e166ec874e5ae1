/** The token of one account, shared by everything that sends with it. Kept in memory only. */
import type { Clock } from '../base/clock.ts'
import { rememberSecret } from '../base/secret-values.ts'
import type { LogIn, Tokens } from './contract-v1.ts'

/**
 * A token this close to its end is fetched anew, in ms. Less, and it dies on the way; much more, and a token of 60 s is
 * fetched all the time.
 */
const END_MARGIN_MS = 5_000

export interface AccountTokens extends Tokens {
  /** Forgets token and refusal: an operator says that the account works again under the same password. */
  forget(): void
}

/** What is known about one version of the credentials. */
interface Session {
  token?: LogIn & { readonly state: 'token' }
  barred?: LogIn & { readonly state: 'barred' }
  flight?: Promise<LogIn>
}

export function createTokens(clock: Clock): AccountTokens {
  // By version: two upstreams behind one gate with different accounts must not throw each other's tokens away.
  const sessions = new Map<string, Session>()

  const usable = ({ expiresAt }: { readonly expiresAt?: number }) =>
    expiresAt === undefined || clock.now() < expiresAt - END_MARGIN_MS

  async function fly(session: Session, logIn: () => Promise<LogIn>): Promise<LogIn> {
    try {
      const result = await logIn()
      if (result.state === 'token') {
        rememberSecret(result.value)
        session.token = result
      }
      if (result.state === 'barred') session.barred = result
      return result
    } finally {
      delete session.flight
    }
  }

  return {
    async get(version, logIn) {
      const session = sessions.get(version) ?? {}
      sessions.set(version, session)
      if (session.barred) return session.barred
      if (session.token && usable(session.token)) return session.token
      session.flight ??= fly(session, logIn)
      return await session.flight
    },
    refused(value) {
      // A late refusal of an older token must not throw away the one that has replaced it.
      for (const session of sessions.values()) if (session.token?.value === value) delete session.token
    },
    forget: () => sessions.clear(),
  }
}
