/** One log-in: credentials to the upstream, a token back. */
import { createHash } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import { atPointer } from '../base/json-pointer.ts'
import { type Place, placeCredential } from './auth-place.ts'
import { revealText, type Secret, secret } from './auth-secrets.ts'
import type { LogIn } from './contract-v1.ts'
import type { HttpReply, HttpRequest, HttpResult } from './http-contract.ts'

export interface LoginSettings {
  readonly kind: 'login'
  /** The call that gets the token. */
  readonly request: LoginCall
  /** Where the token sits in the reply. Its absence is the refusal. */
  readonly token: string
  /** Where the reply says how long the token lasts, and in which unit. */
  readonly lasts?: { readonly pointer: string; readonly unit: 's' | 'ms' }
  /** Trades what the last log-in left for the next token, instead of logging in again. Used once each; see RFC 6749, 6. */
  readonly refresh?: {
    /** Where a reply names it. */
    readonly pointer: string
    /** `field` takes it, beside the constants and secrets of `fields`. */
    readonly request: LoginCall & { readonly field: string }
  }
  /** Where the token goes on every call. */
  readonly place: Place
}

export interface LoginCall {
  readonly method?: 'POST' | 'GET'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Secrets and constants by name, put into the body (JSON by default) or the query. */
  readonly fields: LoginFields
  readonly as?: 'json' | 'form' | 'query'
}

/** Words by which an upstream asks for a picture to be read, which no program should. */
const CAPTCHA = /验证码|captcha/i

/** Reveals the credentials and names their version, so that a new password ends a remembered refusal. */
export async function loginRequest(call: LoginCall): Promise<{ request: HttpRequest; version: string }> {
  const { method = 'POST', path, headers, fields, as = 'json' } = call
  const { values, texts, version } = await revealFields(path, fields)
  if (as === 'query') return { version, request: { method, path, query: texts, headers: { ...headers } } }
  const type = as === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  const body = as === 'form' ? new URLSearchParams(texts).toString() : JSON.stringify(values)
  return { version, request: { method, path, headers: { 'content-type': type, ...headers }, body } }
}

export type LoginFields = Readonly<Record<string, string | number | boolean | Secret>>

/** What a log-in sends, as it is and as texts, and a digest that changes with it. */
export async function revealFields(path: string, fields: LoginFields) {
  const values: Record<string, string | number | boolean> = {}
  for (const [name, field] of Object.entries(fields)) {
    values[name] =
      typeof field === 'number' || typeof field === 'boolean'
        ? field
        : await revealText(field, `auth.request.fields.${name}`)
  }
  const version = createHash('sha256')
    .update(JSON.stringify([path, values]))
    .digest('base64')
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
  return { values, texts, version }
}

/** A call of a log-in. Runs for everybody who waits, so it heeds no single caller's signal, only its own deadline. */
export type Ask = (request: HttpRequest) => Promise<HttpResult | (LogIn & { readonly state: 'barred' })>

/** Logs in once. */
export async function logIn(settings: LoginSettings, request: HttpRequest, ask: Ask, clock: Clock): Promise<LogIn> {
  const result = await ask(request)
  return result.state === 'reply' ? readLogin(settings, result, clock.now()) : noLogin(result)
}

/**
 * Trades `refresh` for the next token. One that is refused was used up or is too old: then the password has to do.
 *
 * @param again - the log-in by password
 */
export async function renew(
  settings: LoginSettings,
  refresh: string,
  ask: Ask,
  clock: Clock,
  again: () => Promise<LogIn>,
): Promise<LogIn> {
  if (!settings.refresh) return await again()
  const { field, ...call } = settings.refresh.request
  const { request } = await loginRequest({
    ...call,
    // As it is: an upstream that answers `${NAME}` must not be told what stands in a variable.
    fields: { ...call.fields, [field]: secret(refresh) },
  })
  const renewed = await logIn(settings, request, ask, clock)
  if (renewed.state === 'barred') return await again()
  return renewed.state === 'token' ? { refresh, ...renewed } : renewed
}

/** A log-in without an answer. */
export const noLogin = (result: Exclude<Awaited<ReturnType<Ask>>, HttpReply>): LogIn =>
  result.state === 'barred' ? result : { state: 'unavailable', detail: `log-in ${result.detail}` }

function readLogin(settings: LoginSettings, reply: HttpReply, nowMs: number): LogIn {
  const body = parse(reply.text)
  const value = atPointer(body, settings.token)
  if (typeof value === 'string' && value !== '') {
    const lasts = settings.lasts && atPointer(body, settings.lasts.pointer)
    const unitMs = settings.lasts?.unit === 'ms' ? 1 : 1000
    const refresh = settings.refresh && atPointer(body, settings.refresh.pointer)
    return {
      state: 'token',
      value,
      ...(typeof lasts === 'number' && { expiresAt: nowMs + lasts * unitMs }),
      ...(typeof refresh === 'string' && refresh !== '' && { refresh }),
    }
  }
  return notLoggedIn(reply, body !== undefined)
}

/**
 * What a refused log-in says: a page, nothing, a limit or a breakdown say nothing about the password.
 *
 * @param spoke - whether the upstream itself answered, in its own form
 */
export function notLoggedIn(reply: HttpReply, spoke: boolean): LogIn {
  if (spoke && reply.status < 500 && reply.status !== 429 && reply.status !== 404) {
    return { state: 'barred', bar: CAPTCHA.test(reply.text) ? 'captcha' : 'credentials', detail: 'log-in refused' }
  }
  const { retryAfterMs } = reply
  return {
    state: 'unavailable',
    detail: `log-in ${reply.status}`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? value : undefined
  } catch {
    return undefined // not JSON: says nothing
  }
}

export const withToken = (request: HttpRequest, settings: LoginSettings, token: string): HttpRequest =>
  placeCredential(request, settings.place, token)
