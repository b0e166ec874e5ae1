/** When to try again. Pure: jitter is drawn by the caller. */

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Gaps between tries in ms; the last one repeats. Shorter first gaps hammer a restart, longer ones miss it. */
export const LADDER_MS: readonly number[] = [
  10 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
]

/** Longest gap, and the longest `Retry-After` believed. */
export const LONGEST_GAP_MS = 24 * HOUR_MS

/** Shortest pause after 429: upstreams that count per minute would refuse again sooner. */
export const THROTTLE_MS = MINUTE_MS

const JITTER = 0.25

/**
 * Delay before the next try, in milliseconds.
 *
 * The ladder's gap for this failure with ±25 % jitter; a `Retry-After` from the upstream wins, clamped to
 * [gap / 2, 24 h].
 *
 * @param tries - how many tries failed, from 1
 * @param random - in [0, 1); decides the jitter
 * @throws {RangeError} when `tries` is below 1
 * @see RFC 9110, section 10.2.3
 */
export function retryDelay(tries: number, random: number, retryAfterMs?: number, ladderMs = LADDER_MS): number {
  if (tries < 1) throw new RangeError(`tries must be at least 1, not ${tries}`)
  const gap = ladderMs[Math.min(tries, ladderMs.length) - 1] ?? LONGEST_GAP_MS
  if (retryAfterMs !== undefined) return Math.round(Math.min(Math.max(retryAfterMs, gap / 2), LONGEST_GAP_MS))
  return Math.round(gap * (1 - JITTER + 2 * JITTER * random))
}
