/**
 * Log-in as a browser does it, for systems without an API: the page with the form, the form with its hidden token, and
 * from then on the session's cookies, with the token where the system wants it.
 */
import type { JsonObject } from '../base/json.ts'
import { type Cookies, cookieHeader, withCookies } from './auth-cookies.ts'
import { type Ask, type LoginFields, noLogin, notLoggedIn, revealFields } from './auth-login.ts'
import { type Place, placeCredential } from './auth-place.ts'
import type { LogIn } from './contract-v1.ts'
import type { HttpReply, HttpRequest } from './http-contract.ts'

export interface FormLoginSettings {
  readonly kind: 'form-login'
  /** Fetched first: it sets the session's cookie and holds the token. */
  readonly page?: string
  /** Where the form is sent, as a form. */
  readonly request: {
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly fields: LoginFields
  }
  /** The token against forged requests (CSRF): a hidden input, a `<meta>` or a cookie of that name. */
  readonly csrf?: {
    readonly from: 'input' | 'meta' | 'cookie'
    readonly name: string
    /** Page that holds the token of the session once it is logged in; absent: the one of the log-in stays good. */
    readonly page?: string
    /** Where the token goes on every call. In the log-in form it is a field where it came from an input. */
    readonly place: Place
  }
  /** What shows that it worked; all that are given must hold. Regular expressions, with the `u` flag. */
  readonly loggedIn: {
    readonly cookie?: string
    /** Of the `Location` that the answer leads to. */
    readonly location?: string
    readonly text?: string
  }
}

/** What a session consists of; kept as the token's text. */
type Session = { readonly cookie: string; readonly csrf?: string }

export async function formLoginVersion({ request: { path, fields } }: FormLoginSettings): Promise<string> {
  return (await revealFields(path, fields)).version
}

export async function formLogIn(settings: FormLoginSettings, ask: Ask): Promise<LogIn> {
  const { page, request, csrf, loggedIn } = settings
  const { texts } = await revealFields(request.path, request.fields)
  let cookies: Cookies = new Map()
  let token: string | undefined
  const get = async (path: string) => {
    const result = await ask(withCookie({ method: 'GET', path }, cookieHeader(cookies)))
    if (result.state !== 'reply') return noLogin(result)
    cookies = withCookies(cookies, result.cookies)
    if (csrf) token = tokenOf(csrf, result.text, cookies) ?? token
    return undefined
  }

  const away = page === undefined ? undefined : await get(page)
  if (away) return away
  const result = await ask(withCookie(formOf(request, texts, csrf, token), cookieHeader(cookies)))
  if (result.state !== 'reply') return noLogin(result)
  cookies = withCookies(cookies, result.cookies)
  if (!holds(loggedIn, result, cookies)) return notLoggedIn(result, true)
  // Many systems change it with the log-in.
  if (csrf?.from === 'cookie') token = cookies.get(csrf.name) ?? token
  const lost = csrf?.page === undefined ? undefined : await get(csrf.page)
  if (lost) return lost
  const session: Session = { cookie: cookieHeader(cookies), ...(token !== undefined && { csrf: token }) }
  return { state: 'token', value: JSON.stringify(session satisfies JsonObject) }
}

/** @param value - the session, as `formLogIn` made it, or the `Cookie` line of a person's browser */
export function withSession(request: HttpRequest, { csrf }: FormLoginSettings, value: string): HttpRequest {
  const session: Session = value.startsWith('{') ? (JSON.parse(value) as Session) : { cookie: value }
  const carrying = withCookie(request, session.cookie)
  return csrf && session.csrf !== undefined ? placeCredential(carrying, csrf.place, session.csrf) : carrying
}

const withCookie = (request: HttpRequest, cookie: string): HttpRequest =>
  cookie === '' ? request : { ...request, headers: { ...request.headers, cookie } }

function formOf(
  { path, headers }: FormLoginSettings['request'],
  texts: Readonly<Record<string, string>>,
  csrf: FormLoginSettings['csrf'],
  token: string | undefined,
): HttpRequest {
  const field = csrf?.from === 'input' && token !== undefined ? { [csrf.name]: token } : {}
  const form: HttpRequest = {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ ...texts, ...field }).toString(),
  }
  return csrf && csrf.from !== 'input' && token !== undefined ? placeCredential(form, csrf.place, token) : form
}

function holds({ cookie, location, text }: FormLoginSettings['loggedIn'], reply: HttpReply, cookies: Cookies): boolean {
  const matches = (pattern: string | undefined, found: string) =>
    pattern === undefined || new RegExp(pattern, 'u').test(found)
  return (
    reply.status < 400 &&
    (cookie === undefined || cookies.has(cookie)) &&
    matches(location, reply.headers.location ?? '') &&
    matches(text, reply.text)
  )
}

function tokenOf({ from, name }: NonNullable<FormLoginSettings['csrf']>, page: string, cookies: Cookies) {
  if (from === 'cookie') return cookies.get(name)
  const [tag, value] = from === 'input' ? ['input', 'value'] : ['meta', 'content']
  for (const [found] of page.matchAll(new RegExp(`<${tag}\\b[^>]*>`, 'gi'))) {
    if (attribute(found, 'name') === name) return attribute(found, value)
  }
  return undefined
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#43': '+',
  '#61': '=',
}

/** Of one tag, with or without quotes. */
function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  const text = found?.[1] ?? found?.[2] ?? found?.[3]
  return text?.replaceAll(/&(#?\w+);/g, (whole, entity: string) => ENTITIES[entity] ?? whole)
}
