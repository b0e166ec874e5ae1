/**
 * What an exception of the transport proves: that nothing left (`not-sent`), or nothing at all (`cut`).
 *
 * undici reports every failed *connection* (refused, no such name, no route, connect timeout, TLS handshake,
 * certificate) on a diagnostics channel, with the very error object that the waiting requests then fail with. An error
 * seen there is proof: no connection existed that bytes could have left by. An error code is not: a TLS alert or
 * ECONNRESET may also come after the request.
 *
 * @see https://undici.nodejs.org/#/docs/api/DiagnosticsChannel ("undici:client:connectError")
 */
import { subscribe } from 'node:diagnostics_channel'
import type { HttpResult } from './http-contract.ts'
import { UnreadableReply } from './http-exchange.ts'

const connectErrors = new WeakSet<object>()

subscribe('undici:client:connectError', (message) => {
  const { error } = message as { readonly error: unknown }
  if (error instanceof Error) connectErrors.add(error)
})

// A chain that long is a circle.
const LONGEST_CHAIN = 8

/**
 * @param stopped - our own word for why we aborted it (`deadline`, `aborted`), if we did
 */
export function failureOf(error: unknown, stopped: string | undefined): HttpResult {
  const chain = causes(error)
  const word = wordOf(chain)
  const unconnected = chain.some((cause) => connectErrors.has(cause))
  if (unconnected) return { state: 'not-sent', detail: word }
  return { state: 'cut', detail: stopped ?? word }
}

function causes(error: unknown): Error[] {
  const chain: Error[] = []
  for (let cause = error; cause instanceof Error && chain.length < LONGEST_CHAIN; cause = cause.cause) chain.push(cause)
  return chain
}

/** The system's or the library's code; never a message, which may quote the URL and a key in it. */
function wordOf(chain: readonly Error[]): string {
  for (const cause of chain.toReversed()) {
    const { code } = cause as { readonly code?: unknown }
    if (typeof code === 'string' && /^[A-Z][A-Z\d_]{2,60}$/.test(code)) return code
    if (cause instanceof UnreadableReply) return cause.word
    if (cause.name === 'HTTPParserError') return 'malformed-reply'
  }
  return 'failed'
}
