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

/** Shortest gap that a near due time leads to. A shorter one would spend the last minutes on hammering. */
const SHORTEST_DUE_GAP_MS = 30 * SECOND_MS

export interface RetryTimes {
  /** What the upstream asked for. */
  readonly retryAfterMs?: number | undefined
  /** Gaps in place of the ladder. */
  readonly gapsMs?: readonly number[] | undefined
  /** Until the report is due; absent, or not above 0: there is no due time to keep any more. */
  readonly untilDueMs?: number | undefined
  /** The upstream refuses an identical repeat before. */
  readonly atLeastMs?: number | undefined
}

/**
 * Delay before the next try, in milliseconds.
 *
 * The ladder's gap for this failure with ±25 % jitter. With a due time ahead never more than a quarter of what is left,
 * and then never under 30 s. A `Retry-After` from the upstream wins, clamped to [gap / 2, 24 h]. Never less than
 * `atLeastMs`.
 *
 * @param tries - how many tries failed, from 1
 * @param random - in [0, 1); decides the jitter
 * @throws {RangeError} when `tries` is below 1
 * @see RFC 9110, section 10.2.3
 */
export function retryDelay(tries: number, random: number, times: RetryTimes = {}): number {
  const { retryAfterMs, gapsMs = LADDER_MS, untilDueMs = 0, atLeastMs = 0 } = times
  if (tries < 1) throw new RangeError(`tries must be at least 1, not ${tries}`)
  const gap = gapsMs[Math.min(tries, gapsMs.length) - 1] ?? LONGEST_GAP_MS
  return Math.max(delay(gap), atLeastMs)

  function delay(ladderMs: number): number {
    if (retryAfterMs !== undefined) return Math.round(Math.min(Math.max(retryAfterMs, ladderMs / 2), LONGEST_GAP_MS))
    const jittered = Math.round(ladderMs * (1 - JITTER + 2 * JITTER * random))
    if (untilDueMs <= 0) return jittered
    return Math.min(jittered, Math.max(Math.floor(untilDueMs / 4), SHORTEST_DUE_GAP_MS))
  }
}
