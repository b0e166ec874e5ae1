/**
 * What requests travel on, loaded with the first of them: ky and undici weigh 20 MB, and a front end that only accepts
 * sends nothing.
 */
import ky, { type Options } from 'ky'
import { redirectTarget } from './http-address.ts'
import type { HttpConnection } from './http-contract.ts'
import { createDispatchers } from './http-dispatcher.ts'
import { type Exchange, exchange } from './http-exchange.ts'

export { failureOf } from './http-failure.ts'

export interface Outgoing extends Omit<Exchange, 'dispatcher'> {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly fresh: boolean
  readonly connection: HttpConnection | undefined
}

// Look-ups behind a reverse proxy may need one ("/api" to "/api/"); more than three is a circle.
const MAX_REDIRECTS = 3

const ONE_ATTEMPT = { retry: 0, redirect: 'manual', throwHttpErrors: false, timeout: false } as const

/** One request over its own connection pools; the whole reply. */
export function createTransport(): (outgoing: Outgoing) => Promise<Response> {
  const dispatcherFor = createDispatchers()
  return ({ url, method, headers, timeoutMs, fresh, connection, ...parts }) => {
    const dispatcher = dispatcherFor(timeoutMs, fresh, connection)
    const fetch: NonNullable<Options['fetch']> = (message) => exchange(message as Request, { ...parts, dispatcher })
    return follow(url, { ...ONE_ATTEMPT, method, headers, fetch })
  }
}

/**
 * Follows redirects of GET only, to the same origin only, three at most; any other is the reply itself.
 *
 * A redirected write is not repeated elsewhere: nobody knows what the first address did with it.
 */
async function follow(url: string, options: Options & { readonly method: string }): Promise<Response> {
  let from = url
  for (let hops = 0; ; hops++) {
    const response: Response = await ky(from, options)
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null || options.method !== 'GET' || hops === MAX_REDIRECTS) return response
    const target = redirectTarget(location, from)
    if (target === undefined) return response
    from = target
  }
}
