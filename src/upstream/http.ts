/**
 * HTTP for adapters, on ky over undici: one attempt, one deadline over connecting, headers and body, a capped reply.
 *
 * ky's own retries, timeouts and errors for statuses are off: the state machine alone decides about retrying, and the
 * deadline must also cover a body that drips.
 */
import { type Clock, systemClock } from '../base/clock.ts'
import { addressOf } from './http-address.ts'
import type { Http } from './http-contract.ts'
import { readReply } from './http-reply.ts'

/** Longest exchange by default, in ms. Shorter turns slow answers into doubt; longer holds a lane for a dead upstream. */
export const DEFAULT_TIMEOUT_MS = 30_000

/** Longest reply read by default, in bytes: a reply of 400 MB once cost 1.3 GB of memory. */
export const DEFAULT_MAX_REPLY_BYTES = 65_536

/**
 * The transport. Keeps connections open between requests unless told otherwise; holds no credentials.
 *
 * @param clock - measures deadlines and reads HTTP dates; the system's by default
 */
export function createHttp({ clock = systemClock }: { readonly clock?: Clock } = {}): Http {
  const load = async () => {
    const { createTransport, failureOf } = await import('./http-transport.ts')
    return { carry: createTransport(), failureOf }
  }
  let loading: ReturnType<typeof load> | undefined

  return {
    async request(request, limits, signal) {
      const url = addressOf(request.path, request.query, limits)
      if (url === undefined) return { state: 'not-sent', detail: 'other-origin' }
      loading ??= load()
      const { carry, failureOf } = await loading
      if (signal.aborted) return { state: 'not-sent', detail: 'aborted' }

      const timeoutMs = limits.timeoutMs ?? DEFAULT_TIMEOUT_MS
      const fresh = limits.freshConnection === true
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
        const response = await carry({
          url,
          method: request.method,
          headers: { ...request.headers, ...(fresh && { connection: 'close' }) },
          body: request.body,
          timeoutMs,
          fresh,
          connection: limits.connection,
          signal: controller.signal,
          maxReplyBytes: limits.maxReplyBytes ?? DEFAULT_MAX_REPLY_BYTES,
        })
        return await readReply(response, clock.now())
      } catch (error) {
        return failureOf(error, stopped)
      } finally {
        cancelDeadline()
        signal.removeEventListener('abort', onAbort)
      }
    },
  }
}
