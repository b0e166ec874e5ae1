/** What opening hours mean for a gate. Pure. */
import { type OpeningHours, opensAt } from '../../upstream/index.ts'
import type { GatePatch } from '../verdict.ts'

// Closed though its hours say open: a lunch break, a holiday nobody wrote down. Sooner hammers it, later misses its opening.
const CLOSED_LOOK_MS = 900_000

/** Outside of its hours: until when, unless it never opens again. Undefined: it is open. */
export function closedUntil(hours: OpeningHours | undefined, now: number): { readonly nextAt?: number } | undefined {
  const at = hours && opensAt(hours, now)
  if (at === undefined) return undefined
  return Number.isFinite(at) ? { nextAt: at } : {}
}

/** It says itself that it is closed: with hours it opens by the clock, without them by a person. */
export function afterClosed(hours: OpeningHours | undefined, now: number): GatePatch {
  const at = hours && (opensAt(hours, now) ?? now + CLOSED_LOOK_MS)
  return at !== undefined && Number.isFinite(at)
    ? { state: 'throttled', untilAt: at, why: 'closed' }
    : { state: 'barred', why: 'closed' }
}
