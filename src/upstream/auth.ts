/**
 * Credentials for every call: bearer, basic, api key, or a token got by logging in.
 *
 * An adapter hands over the prepared request and a test for "this reply refuses the token". With a log-in such a reply
 * leads to one new log-in and one repeat of the same message: the only second exchange there is, and sound only because
 * a refused token proves that nothing was applied.
 */
import { SettingsError } from '../base/errors.ts'
import { type LoginSettings, logIn, loginRequest, withToken } from './auth-login.ts'
import { type Place, placeCredential } from './auth-place.ts'
import { isSecret, revealSecret, type Secret } from './auth-secrets.ts'
import type { LogIn, SendContext } from './contract-v1.ts'
import type { HttpLimits, HttpReply, HttpRequest, HttpResult } from './http-contract.ts'
import { type SignSettings, signed } from './sign/index.ts'

export type AuthSettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'basic'; readonly username: Secret | string; readonly password: Secret }
  | ({ readonly kind: 'api-key'; readonly value: Secret } & Place)
  | LoginSettings

export type Exchanged = HttpResult | (LogIn & { readonly state: 'barred' | 'unavailable' })

export type AuthContext = Pick<SendContext, 'http' | 'tokens' | 'clock' | 'signal' | 'parcelKey'>

/** True when the reply says that the token was refused, and thereby that nothing was applied. */
export type RefusesToken = (reply: HttpReply) => boolean

/**
 * Sends the request with its credentials.
 *
 * A token refused although it is fresh is `barred`: the account, not the token, is at fault. So is a refused credential
 * that can't be renewed. `unavailable` means that no token could be got, and that the message did not leave.
 *
 * A secret whose variable is missing is `barred` too, with the variable's name: nothing was sent.
 *
 * @param sign - signs what leaves, credentials included
 */
export async function exchange(
  auth: AuthSettings,
  request: HttpRequest,
  limits: HttpLimits,
  context: AuthContext,
  refuses: RefusesToken,
  sign?: SignSettings,
): Promise<Exchanged> {
  const leave = (ready: HttpRequest, signal = context.signal) =>
    signedRequest(ready, limits, { ...context, signal }, sign)
  if (auth.kind === 'login') return await withLogin(auth, request, context, refuses, leave)
  const ready = auth.kind === 'none' ? request : await orBarred(authorize(auth, request))
  if ('state' in ready) return ready
  const result = await leave(ready)
  return result.state === 'reply' && refuses(result) ? credentialRefused : result
}

type Leave = (
  request: HttpRequest,
  signal?: AbortSignal,
) => Promise<HttpResult | (LogIn & { readonly state: 'barred' })>

async function signedRequest(
  request: HttpRequest,
  limits: HttpLimits,
  { http, clock, signal, parcelKey }: AuthContext,
  sign: SignSettings | undefined,
): ReturnType<Leave> {
  const ready = sign ? await orBarred(signed(sign, request, limits, { now: clock.now(), id: parcelKey })) : request
  return 'state' in ready ? ready : await http.request(ready, limits, signal)
}

const credentialRefused: Exchanged = { state: 'barred', bar: 'credentials', detail: 'credential refused' }

/** A missing variable as a barred account: thrown out of a send, it would pass for doubt about what was sent. */
async function orBarred<T>(ready: Promise<T>): Promise<T | (LogIn & { readonly state: 'barred' })> {
  try {
    return await ready
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return { state: 'barred', bar: 'credentials', detail: error.message }
  }
}

async function authorize(
  auth: Exclude<AuthSettings, { kind: 'none' | 'login' }>,
  request: HttpRequest,
): Promise<HttpRequest> {
  if (auth.kind === 'api-key') return placeCredential(request, auth, await revealSecret(auth.value, 'auth.value'))
  if (auth.kind === 'bearer') {
    return placeCredential(request, header('Bearer '), await revealSecret(auth.token, 'auth.token'))
  }
  const name = isSecret(auth.username) ? await revealSecret(auth.username, 'auth.username') : auth.username
  const password = await revealSecret(auth.password, 'auth.password')
  return placeCredential(request, header('Basic '), Buffer.from(`${name}:${password}`).toString('base64'))
}

const header = (prefix: string): Place => ({ in: 'header', name: 'authorization', prefix })

async function withLogin(
  auth: LoginSettings,
  request: HttpRequest,
  context: AuthContext,
  refuses: RefusesToken,
  leave: Leave,
): Promise<Exchanged> {
  const login = await orBarred(loginRequest(auth))
  if ('state' in login) return login
  const token = () =>
    untilAborted(
      context.tokens.get(login.version, () => logIn(auth, login.request, leave, context.clock)),
      context.signal,
    )
  for (let renewed = false; ; renewed = true) {
    const session = await token()
    if (session.state !== 'token') return session
    const result = await leave(withToken(request, auth, session.value))
    if (result.state !== 'reply' || !refuses(result)) return result
    context.tokens.refused(session.value)
    if (renewed) return credentialRefused
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
