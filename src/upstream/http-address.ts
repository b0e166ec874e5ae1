/**
 * Where a request goes: below the base URL, and never to another origin, since credentials travel with it.
 */
import { SettingsError } from '../base/errors.ts'
import type { HttpLimits } from './http-contract.ts'

/** A base URL, read once per limits object. */
interface Base {
  readonly origin: string
  /** Origin and path without a trailing slash. */
  readonly prefix: string
}

const bases = new WeakMap<HttpLimits, Base>()

const ABSOLUTE = /^[a-z][a-z\d+.-]*:/i
// "%2e" counts as a dot for URL parsers, so a value such as ".." in a template would climb out of its folder.
const DOT_SEGMENT = /(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\?#]|$)/i

/**
 * The absolute URL, or undefined when it would leave the origin or climb with dot segments.
 *
 * @throws {SettingsError} when the base URL is not an http(s) URL, or carries credentials, a query or a fragment
 */
export function addressOf(
  path: string,
  query: Readonly<Record<string, string>> | undefined,
  limits: HttpLimits,
): string | undefined {
  const base = baseOf(limits)
  const url = ABSOLUTE.test(path) ? sameOrigin(path, base.origin) : below(path, base.prefix)
  if (url === undefined || query === undefined) return url
  let joined = url
  let sign = url.includes('?') ? '&' : '?'
  for (const name in query) {
    joined += `${sign}${encodeURIComponent(name)}=${encodeURIComponent(query[name] ?? '')}`
    sign = '&'
  }
  return joined
}

/** Target of a redirect, or undefined when it leads to another origin. */
export function redirectTarget(location: string, from: string): string | undefined {
  return URL.canParse(location, from) ? sameOrigin(new URL(location, from).href, new URL(from).origin) : undefined
}

const below = (path: string, prefix: string): string | undefined =>
  path.startsWith('/') && !DOT_SEGMENT.test(path) ? prefix + path : undefined

function sameOrigin(text: string, origin: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.origin === origin && url.username === '' && url.password === '' ? url.href : undefined
}

function baseOf(limits: HttpLimits): Base {
  const known = bases.get(limits)
  if (known) return known
  const url = URL.canParse(limits.baseUrl) ? new URL(limits.baseUrl) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    // The text itself stays out of the message: it may hold a password.
    throw new SettingsError([{ code: 'base_url_invalid', who: 'operator' }])
  }
  const base = { origin: url.origin, prefix: url.origin + url.pathname.replace(/\/+$/, '') }
  bases.set(limits, base)
  return base
}
