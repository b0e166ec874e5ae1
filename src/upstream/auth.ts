/**
 * Credentials for every call: bearer, basic, api key, or a session got by logging in; and a signature over the whole.
 *
 * An adapter hands over the prepared request and a test for "this reply refuses the token". With a log-in such a reply
 * leads to one new log-in and one repeat of the same message: the only second exchange there is, and sound only because
 * a refused token proves that nothing was applied.
 */
import { SettingsError } from '../base/errors.ts'
import { forAccount } from './account-values.ts'
import { type FormLoginSettings, formLogIn, formLoginVersion, withSession } from './auth-form-login.ts'
import { type Ask, type LoginSettings, logIn, loginRequest, renew, withToken } from './auth-login.ts'
import { type Place, placeCredential } from './auth-place.ts'
import { missingVariable, revealSecret, revealText, type Secret } from './auth-secrets.ts'
import type { LogIn, RunLogIn, SendContext } from './contract-v1.ts'
import { type ConnectionSettings, readConnection } from './http-connection.ts'
import type { HttpLimits, HttpReply, HttpRequest, HttpResult } from './http-contract.ts'
import { type SignSettings, signed } from './sign/index.ts'

export type AuthSettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'basic'; readonly username: Secret | string; readonly password: Secret }
  | ({ readonly kind: 'api-key'; readonly value: Secret } & Place)
  | LoginSettings
  | FormLoginSettings

/** The way to one upstream: made once, since connections and what was read for them are kept by it; apart for each account. */
export interface Channel {
  readonly auth: AuthSettings
  /** Signs what leaves, log-ins included. */
  readonly sign?: SignSettings | undefined
  readonly connection?: ConnectionSettings
  readonly limits: HttpLimits
}

type Barred = LogIn & { readonly state: 'barred' }

export type Exchanged = HttpResult | (LogIn & { readonly state: 'barred' | 'unavailable' })

export type AuthContext = Pick<SendContext, 'http' | 'tokens' | 'clock' | 'signal' | 'parcelKey' | 'account'>

/** True when the reply says that the token was refused, and thereby that nothing was applied. */
export type RefusesToken = (reply: HttpReply) => boolean

/**
 * Sends the request with its credentials and its signature.
 *
 * A token refused although it is fresh is `barred`: the account, not the token, is at fault. So is a refused credential
 * that can't be renewed. `unavailable` means that no token could be got, and that the message did not leave.
 *
 * A secret whose variable is missing, a certificate that can't be read and a package that isn't installed are `barred`
 * too, each by name: nothing was sent.
 */
export async function exchange(
  shared: Channel,
  request: HttpRequest,
  context: AuthContext,
  refuses: RefusesToken,
): Promise<Exchanged> {
  const channel = forAccount(shared, context.account)
  const { auth } = channel
  if (auth.kind === 'login' || auth.kind === 'form-login') {
    return await withLogin(auth, channel, request, context, refuses)
  }
  const ready = auth.kind === 'none' ? request : await orBarred(authorize(auth, request))
  if ('state' in ready) return ready
  const result = await leave(channel, ready, context)
  return result.state === 'reply' && refuses(result) ? credentialRefused : result
}

const credentialRefused: Exchanged = { state: 'barred', bar: 'credentials', detail: 'credential refused' }

const connected = new WeakMap<Channel, HttpLimits>()

/** Signs and sends. */
async function leave(channel: Channel, request: HttpRequest, context: AuthContext): Promise<HttpResult | Barred> {
  const { sign } = channel
  const moment = { now: context.clock.now(), id: context.parcelKey }
  const ready = await orBarred(
    (async () => {
      const limits = connected.get(channel) ?? (await connect(channel))
      return { limits, request: sign ? await signed(sign, request, limits, moment) : request }
    })(),
  )
  return 'state' in ready ? ready : await context.http.request(ready.request, ready.limits, context.signal)
}

async function connect(channel: Channel): Promise<HttpLimits> {
  const connection = channel.connection && (await readConnection(channel.connection))
  const limits = connection ? { ...channel.limits, connection } : channel.limits
  connected.set(channel, limits)
  return limits
}

/** What can't be had as a barred account: thrown out of a send, it would pass for doubt about what was sent. */
async function orBarred<T>(ready: Promise<T>): Promise<T | Barred> {
  try {
    return await ready
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return { state: 'barred', bar: 'credentials', detail: error.message, ...missingVariable(error) }
  }
}

async function authorize(
  auth: Exclude<AuthSettings, { kind: 'none' | 'login' | 'form-login' }>,
  request: HttpRequest,
): Promise<HttpRequest> {
  if (auth.kind === 'api-key') return placeCredential(request, auth, await revealSecret(auth.value, 'auth.value'))
  if (auth.kind === 'bearer') {
    return placeCredential(request, header('Bearer '), await revealSecret(auth.token, 'auth.token'))
  }
  const name = await revealText(auth.username, 'auth.username')
  const password = await revealSecret(auth.password, 'auth.password')
  return placeCredential(request, header('Basic '), Buffer.from(`${name}:${password}`).toString('base64'))
}

const header = (prefix: string): Place => ({ in: 'header', name: 'authorization', prefix })

async function withLogin(
  auth: LoginSettings | FormLoginSettings,
  channel: Channel,
  request: HttpRequest,
  context: AuthContext,
  refuses: RefusesToken,
): Promise<Exchanged> {
  const ask: Ask = (call) => leave(channel, call, { ...context, signal: new AbortController().signal })
  const login = await orBarred(loginOf(auth, ask, context))
  if ('state' in login) return login
  for (let renewed = false; ; renewed = true) {
    const session = await untilAborted(context.tokens.get(login.version, login.run), context.signal)
    if (session.state !== 'token') return session
    const result = await leave(channel, login.carry(request, session.value), context)
    if (result.state !== 'reply' || !refuses(result)) return result
    context.tokens.refused(session.value)
    if (renewed) return credentialRefused
  }
}

interface Login {
  /** Another one for other credentials. */
  readonly version: string
  readonly run: RunLogIn
  carry(request: HttpRequest, session: string): HttpRequest
}

async function loginOf(auth: LoginSettings | FormLoginSettings, ask: Ask, { clock }: AuthContext): Promise<Login> {
  if (auth.kind === 'form-login') {
    return {
      version: await formLoginVersion(auth),
      run: () => formLogIn(auth, ask),
      carry: (request, session) => withSession(request, auth, session),
    }
  }
  const { version, request: call } = await loginRequest(auth.request)
  const run = () => logIn(auth, call, ask, clock)
  return {
    version,
    run: (refresh) => (refresh === undefined ? run() : renew(auth, refresh, ask, clock, run)),
    carry: (request, token) => withToken(request, auth, token),
  }
}

/** Leaves a log-in to those who still wait for it. */
async function untilAborted(login: Promise<LogIn>, signal: AbortSignal): Promise<LogIn> {
  const aborted: LogIn = { state: 'unavailable', detail: 'aborted' }
  if (signal.aborted) return aborted
  const { promise, resolve } = Promise.withResolvers<LogIn>()
  const onAbort = () => resolve(aborted)
  signal.addEventListener('abort', onAbort)
  try {
    return await Promise.race([login, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
