/**
 * HTTP for adapters, on ky: one attempt, one deadline over connecting, headers and body, a capped reply.
 *
 * ky's own retries, timeouts and errors for statuses are off: the state machine alone decides about retrying, and the
 * deadline must also cover a body that drips.
 */
import ky, { type Options } from 'ky'
import { type Clock, systemClock } from '../base/clock.ts'
import { addressOf, redirectTarget } from './http-address.ts'
import type { Http, HttpLimits, HttpRequest } from './http-contract.ts'
import { createDispatchers } from './http-dispatcher.ts'
import { failureOf } from './http-failure.ts'
import { readReply } from './http-reply.ts'

/** Longest exchange by default, in ms. Shorter turns slow answers into doubt; longer holds a lane for a dead upstream. */
export const DEFAULT_TIMEOUT_MS = 30_000

/** Longest reply read by default, in bytes: a reply of 400 MB once cost 1.3 GB of memory. */
export const DEFAULT_MAX_REPLY_BYTES = 65_536

// Look-ups behind a reverse proxy may need one ("/api" to "/api/"); more than three is a circle.
const MAX_REDIRECTS = 3

const ONE_ATTEMPT = { retry: 0, redirect: 'manual', throwHttpErrors: false, timeout: false } as const

/** `dispatcher` is Node's own extension of fetch; ky hands it through. */
type FetchOptions = Options & { dispatcher?: object }

/**
 * The transport. Keeps connections open between requests unless told otherwise; holds no credentials.
 *
 * @param clock - measures deadlines and reads HTTP dates; the system's by default
 */
export function createHttp({ clock = systemClock }: { readonly clock?: Clock } = {}): Http {
  const dispatcherFor = createDispatchers()

  return {
    async request(request, limits, signal) {
      if (signal.aborted) return { state: 'not-sent', detail: 'aborted' }
      const url = addressOf(request.path, request.query, limits)
      if (url === undefined) return { state: 'not-sent', detail: 'other-origin' }
      const timeoutMs = limits.timeoutMs ?? DEFAULT_TIMEOUT_MS

      const controller = new AbortController()
      let stopped: string | undefined
      const stop = (word: string) => {
        stopped ??= word
        controller.abort()
      }
      const onAbort = () => stop('aborted')
      const cancelDeadline = clock.after(timeoutMs, () => stop('deadline'))
      signal.addEventListener('abort', onAbort)
      try {
        const options = optionsOf(request, limits, controller.signal)
        const dispatcher = dispatcherFor(timeoutMs, limits.freshConnection === true)
        if (dispatcher) options.dispatcher = dispatcher
        const response = await follow(url, options, request.method)
        const reply = await readReply(response, limits.maxReplyBytes ?? DEFAULT_MAX_REPLY_BYTES, clock.now())
        if (reply) return reply
        stop('reply-too-large')
        return { state: 'cut', detail: 'reply-too-large' }
      } catch (error) {
        return failureOf(error, stopped)
      } finally {
        cancelDeadline()
        signal.removeEventListener('abort', onAbort)
      }
    },
  }
}

function optionsOf(request: HttpRequest, limits: HttpLimits, signal: AbortSignal): FetchOptions {
  const headers = limits.freshConnection === true ? { ...request.headers, connection: 'close' } : request.headers
  return {
    ...ONE_ATTEMPT,
    method: request.method,
    signal,
    ...(headers && { headers }),
    ...(request.body !== undefined && { body: request.body }),
  }
}

/**
 * Follows redirects of GET only, to the same origin only, three at most; any other is the reply itself.
 *
 * A redirected write is not repeated elsewhere: nobody knows what the first address did with it.
 */
async function follow(url: string, options: FetchOptions, method: string): Promise<Response> {
  let from = url
  for (let hops = 0; ; hops++) {
    const response: Response = await ky(from, options)
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null || method !== 'GET' || hops === MAX_REDIRECTS) return response
    const target = redirectTarget(location, from)
    if (target === undefined) return response
    await response.body?.cancel()
    from = target
  }
}
