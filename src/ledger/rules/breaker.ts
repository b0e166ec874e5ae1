/**
 * When a gate shuts because the upstream behind it fails, and how it opens again. Pure: what it returns is kept in the
 * gate's row, shared by all processes.
 *
 * It opens ("trips") over *different* payloads, so that one poison record never stops an upstream; it closes after
 * probes that carry no payload (`diagnose`, or a look-up), and then lets 1, 2, 4, 8 … sends through.
 */
import type { Found, Outcome } from '../../upstream/outcome.ts'

// Different payloads that failed with nothing passing in between. Fewer trips on a restart; more hammers a dead system.
const MOST_FAILING = 5

// Half of at least this many answers in a minute: an upstream that answers now and then is as good as dead.
const FEWEST_ANSWERS = 10
const MINUTE_MS = 60_000

/** From the trip to the first probe, unless the upstream says otherwise; doubles with each probe that fails. */
const PROBE_GAP_MS = 30_000
const LONGEST_GAP_MS = 15 * MINUTE_MS

const PASSES_TO_CLOSE = 2
// Between the first probe that passes and the one that confirms it, at most: a third of the gap before.
const CONFIRM_MS = 10_000

// Answers after which the upstream is trusted like before: 1 + 2 + 4 + 8 + 16.
const PROVEN = 31
// Different payloads that trip it while it is being trusted again. One may be poison.
const MOST_FAILING_IN_RAMP = 2

export interface Breaker {
  /** Hashes of the payloads that failed since something passed, as hex. */
  readonly failing: readonly string[]
  /** Epoch ms when the minute that is counted began, and what came in it. */
  readonly minuteAt: number
  readonly passed: number
  readonly failed: number
  /** While nothing gets through: the gap to the next probe, and how many passed in a row. */
  readonly probing?: { readonly gapMs: number; readonly passes: number }
  /** After it closed: sends that may leave now, answers that came, the last gap, and when a send was last let through. */
  readonly ramp?: {
    readonly credits: number
    readonly proven: number
    readonly gapMs: number
    readonly takenAt: number
  }
}

export const CLOSED: Breaker = { failing: [], minuteAt: 0, passed: 0, failed: 0 }

/** What an answer says of the upstream, whatever it says of the record. */
export type Sign =
  | 'alive'
  /** No connection, no clear answer, a 5xx. */
  | 'failing'
  /** Says nothing: told to wait, shut out, or never sent. */
  | 'silent'

// Our own words for a send that never got to the upstream.
const OURS: ReadonlySet<string> = new Set(['claim-expired', 'answer-failed', 'aborted'])

export function signOf(answer: Outcome | Found): Sign {
  switch (answer.state) {
    case 'not-applied':
      return answer.why === 'unavailable' && !OURS.has(answer.detail ?? '') ? 'failing' : 'silent'
    case 'unknown':
    case 'blind':
      return OURS.has(answer.detail) ? 'silent' : 'failing'
    default:
      return 'alive'
  }
}

export interface Answered {
  readonly sign: Sign
  /** Hash of the payload, as hex. */
  readonly payload: string
  readonly now: number
  /** To the first probe where this answer trips it. Default 30 s. */
  readonly probeGapMs?: number | undefined
}

/** @returns the breaker after an answer; `probing` where it tripped */
export function afterAnswer(breaker: Breaker, { sign, payload, now, probeGapMs = PROBE_GAP_MS }: Answered): Breaker {
  // Answers to what left before it tripped: only probes close it.
  if (sign === 'silent' || breaker.probing) return breaker
  const isNewMinute = now - breaker.minuteAt >= MINUTE_MS || now < breaker.minuteAt
  const { passed, failed } = isNewMinute ? { passed: 0, failed: 0 } : breaker
  const counted = { ...breaker, minuteAt: isNewMinute ? now : breaker.minuteAt }
  return sign === 'alive'
    ? afterPass({ ...counted, passed: passed + 1, failed })
    : afterFailure({ ...counted, passed, failed: failed + 1 }, payload, probeGapMs)
}

function afterPass({ ramp, ...breaker }: Breaker): Breaker {
  const passed = { ...breaker, failing: [] }
  if (!ramp || ramp.proven + 1 >= PROVEN) return passed
  // Each answer lets two more through: the number in flight doubles.
  return { ...passed, ramp: { ...ramp, proven: ramp.proven + 1, credits: ramp.credits + 2 } }
}

function afterFailure(breaker: Breaker, payload: string, probeGapMs: number): Breaker {
  const { ramp, passed, failed } = breaker
  const failing = breaker.failing.includes(payload) ? breaker.failing : [...breaker.failing, payload]
  const most = ramp ? MOST_FAILING_IN_RAMP : MOST_FAILING
  const mostlyFails = passed + failed >= FEWEST_ANSWERS && failed >= passed && failed >= MOST_FAILING
  if (failing.length >= most || mostlyFails) {
    const gapMs = ramp ? Math.min(ramp.gapMs * 2, LONGEST_GAP_MS) : probeGapMs
    return { ...CLOSED, probing: { gapMs, passes: 0 } }
  }
  return { ...breaker, failing, ...(ramp ? { ramp: { ...ramp, credits: ramp.credits + 1 } } : {}) }
}

/** @returns the breaker after a probe, and when the next one is due; no time where it closed */
export function afterProbe(
  breaker: Breaker,
  ok: boolean,
  now: number,
): { readonly breaker: Breaker; readonly probeAt?: number } {
  const { probing } = breaker
  if (!probing) return { breaker }
  if (!ok) {
    const gapMs = Math.min(probing.gapMs * 2, LONGEST_GAP_MS)
    return { breaker: { ...breaker, probing: { gapMs, passes: 0 } }, probeAt: now + gapMs }
  }
  const passes = probing.passes + 1
  if (passes < PASSES_TO_CLOSE)
    return {
      breaker: { ...breaker, probing: { ...probing, passes } },
      probeAt: now + Math.min(CONFIRM_MS, Math.ceil(probing.gapMs / 3)),
    }
  return { breaker: { ...CLOSED, ramp: { credits: 1, proven: 0, gapMs: probing.gapMs, takenAt: now } } }
}

/** How many of `slots` may leave. A credit whose answer never came is given again after `leaseMs`. */
export function creditsOf({ ramp }: Breaker, slots: number, now: number, leaseMs: number): number {
  if (!ramp) return slots
  return Math.min(slots, ramp.credits > 0 || now - ramp.takenAt < leaseMs ? ramp.credits : 1)
}

export function afterClaim(breaker: Breaker, count: number, now: number): Breaker {
  const { ramp } = breaker
  return ramp && count > 0
    ? { ...breaker, ramp: { ...ramp, credits: Math.max(0, ramp.credits - count), takenAt: now } }
    : breaker
}

/** Nothing that anybody would miss after a restart: counts of a minute in which nothing failed. */
export const isQuiet = ({ failing, failed, probing, ramp }: Breaker): boolean =>
  failing.length === 0 && failed === 0 && !probing && !ramp
