/** `Retry-After` as RFC 9110, section 10.2.3 has it: a number of seconds or an HTTP date. */

// Date.parse also reads "-1" and "2": only texts that begin like one of the three date forms are dates.
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /

/**
 * Milliseconds from `nowMs` until the upstream wants to hear from us again.
 *
 * A date in the past is 0. Missing, negative and unreadable values are undefined: they say nothing. A huge one is
 * returned as it is; bounding it is the retry ladder's affair.
 */
export function retryAfterMs(header: string | null | undefined, nowMs: number): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  if (/^\d+$/.test(text)) {
    const delayMs = Number(text) * 1000
    return Number.isSafeInteger(delayMs) ? delayMs : undefined
  }
  if (!DATE.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}
