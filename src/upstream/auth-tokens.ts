/** The token of one account, shared by everything that sends with it: one log-in at a time, whoever waits for it. */
import type { Clock } from '../base/clock.ts'
import { rememberSecret } from '../base/secret-values.ts'
import type { LogIn, RunLogIn, Tokens } from './contract-v1.ts'
import { type LogInStore, memoryStore } from './log-in-store.ts'

/**
 * A token this close to its end is fetched anew, in ms. Less, and it dies on the way; much more, and a token of 60 s is
 * fetched all the time.
 */
const END_MARGIN_MS = 5_000

// How often to look whether another process has logged in.
const LOOK_AGAIN_MS = 200

const UNREADABLE: LogIn = { state: 'unavailable', detail: 'log-ins unreadable' }

export interface AccountTokens extends Tokens {
  /** Forgets token and refusal: an operator says that the account works again under the same password. */
  forget(): void
  /** A session that a person got by logging in themselves: used until it is refused, whatever the credentials. */
  give(value: string): void
}

/** What is known about one version of the credentials. */
interface Session {
  token?: LogIn & { readonly state: 'token' }
  refused?: string
  flight?: Promise<LogIn>
}

/** @param store - default: in memory, for this process alone */
export function createTokens(clock: Clock, store: LogInStore = memoryStore()): AccountTokens {
  // By version: two upstreams behind one gate with different accounts must not throw each other's tokens away.
  const sessions = new Map<string, Session>()
  let given: string | undefined
  let refusedGiven: string | undefined

  const usable = ({ expiresAt }: { readonly expiresAt?: number }) =>
    expiresAt === undefined || clock.now() < expiresAt - END_MARGIN_MS

  async function logInOnce(version: string, session: Session, logIn: RunLogIn): Promise<LogIn> {
    const refused = session.refused ?? refusedGiven
    for (;;) {
      const now = clock.now()
      const ask = { version, now, usableUntil: now + END_MARGIN_MS, ...(refused === undefined ? {} : { refused }) }
      // Nothing was sent: a store that can't be read just now is no doubt about the message.
      const taken = await store.take(ask).catch(() => UNREADABLE)
      if (taken.state === 'yours') {
        const result = await logIn(taken.refresh).catch(async (error: unknown) => {
          await store.keep(version, taken.turn, { state: 'unavailable', detail: 'log-in threw' }).catch(() => undefined)
          throw error
        })
        // The token works whether or not others hear of it.
        await store.keep(version, taken.turn, result).catch(() => undefined)
        return result
      }
      if (taken.state !== 'taken') return taken
      await new Promise<void>((resolve) => clock.after(LOOK_AGAIN_MS, resolve))
    }
  }

  async function fly(version: string, session: Session, logIn: RunLogIn): Promise<LogIn> {
    try {
      const result = await logInOnce(version, session, logIn)
      if (result.state === 'token') {
        rememberSecret(result.value)
        if (result.refresh !== undefined) rememberSecret(result.refresh)
        session.token = result
      }
      return result
    } finally {
      delete session.flight
    }
  }

  return {
    async get(version, logIn) {
      if (given !== undefined) return { state: 'token', value: given }
      const session = sessions.get(version) ?? {}
      sessions.set(version, session)
      if (session.token && usable(session.token)) return session.token
      session.flight ??= fly(version, session, logIn)
      return await session.flight
    },
    refused(value) {
      if (given === value) {
        given = undefined
        refusedGiven = value
        for (const session of sessions.values()) session.refused = value
      }
      // A late refusal of an older token must not throw away the one that has replaced it.
      for (const session of sessions.values()) {
        if (session.token?.value !== value) continue
        session.refused = value
        delete session.token
      }
    },
    forget() {
      given = undefined
      sessions.clear()
      store.forget()
    },
    give(value) {
      rememberSecret(value)
      given = value
    },
  }
}
