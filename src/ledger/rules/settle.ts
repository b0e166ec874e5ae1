/**
 * What an answer means for a delivery and its target: evidence, doubt, or provably nothing. Pure. The numbers I1–I12
 * are the invariants of docs/reliability.md.
 */
import type { Problem } from '../../base/problem.ts'
import type { Outcome } from '../../upstream/outcome.ts'
import type { DeliveryRow, Failure } from '../rows-delivery.ts'
import type { DeliveryPatch, TargetPatch, Verdict } from '../verdict.ts'
import type { UpstreamFacts } from './facts.ts'
import { LONGEST_GAP_MS, retryDelay, THROTTLE_MS } from './retry.ts'

export interface SettleRules extends UpstreamFacts {
  readonly now: number
  /** Epoch ms of the claim: no earlier attempt left later. */
  readonly claimedAt: number
  /** In [0, 1). */
  readonly random: number
  /** Epoch ms of the gate's last answer to another send that shows the upstream at work; absent: none is known. */
  readonly passedAt?: number
  /** Its whole parcel was refused by one answer: it goes again in one of at most this many (I10). */
  readonly splitInto?: number
}

// Equal failures of one payload before a person is asked, where others pass. Fewer would take a flicker for poison.
const MOST_EQUAL_FAILURES = 3

// A ticket without a hint is asked about this often.
const POLL_MS = 30_000

/** One member's answer. */
export interface Answer {
  readonly outcome: Outcome
  /** An earlier attempt of the same parcel may have been applied. */
  readonly exposedBefore: boolean
  /** What the upstream refused, by canonical field. */
  readonly problems: readonly Problem[]
}

export function decideSettle(
  delivery: DeliveryRow,
  { outcome, exposedBefore, problems }: Answer,
  rules: SettleRules,
): Verdict {
  switch (outcome.state) {
    case 'delivered':
      return answered(delivery, outcome.reference, exposedBefore, rules)
    case 'duplicate':
      return duplicate(rules)
    case 'processing': {
      const dueAt = rules.now + (outcome.pollAfterMs ?? POLL_MS)
      return { delivery: { state: 'processing', dueAt, ticket: outcome.ticket } }
    }
    case 'ready':
      return ready(outcome.file, rules)
    case 'rejected':
      return rejected(problems, exposedBefore, rules)
    case 'not-applied':
      return notApplied(delivery, outcome, exposedBefore, rules)
    case 'unknown':
      return unknown(delivery, outcome, rules)
  }
}

/** Not pretended to be delivered: it is, when a named person says so. */
function ready(file: string, { upstream }: SettleRules): Verdict {
  const problem: Problem = { code: 'handover_ready', who: 'operator', upstream, params: { file } }
  return {
    delivery: { state: 'handover', dueAt: null, problems: [problem], wait: { cause: 'person', subject: file } },
  }
}

function answered(
  delivery: DeliveryRow,
  reference: string | undefined,
  exposedBefore: boolean,
  rules: SettleRules,
): Verdict {
  const verdict = delivered(delivery, 'answer', reference)
  // The earlier attempt may still be under way. A key makes it harmless; an upsert would let it overwrite what comes next.
  if (!exposedBefore || rules.capabilities.idempotency?.key) return verdict
  return { ...verdict, target: { ...verdict.target, quietAt: rules.claimedAt + rules.capabilities.maxProcessingMs } }
}

/** The only way to `delivered`: with evidence in the same transaction (I3). */
export function delivered(
  delivery: DeliveryRow,
  evidence: 'answer' | 'lookup' | 'person',
  reference?: string,
): Verdict {
  const withdrawn = delivery.wanted === 'withdrawn'
  const target: TargetPatch = withdrawn
    ? { there: null, reference: null, exposed: false }
    : {
        there: { payloadHash: delivery.payloadHash },
        exposed: false,
        ...(reference === undefined ? {} : { reference }),
      }
  return {
    delivery: { state: 'delivered', dueAt: null, problems: [] },
    target,
    receipt: { evidence, ...(reference === undefined ? {} : { reference }) },
  }
}

/** "It is there already" says that something is: go and look, or ask a person. Never believed, never sent again. */
function duplicate(rules: SettleRules): Verdict {
  if (rules.capabilities.idempotency?.lookup) {
    return { delivery: { state: 'uncertain', dueAt: rules.now, lookOnly: true }, target: { lastSentAt: rules.now } }
  }
  const problem: Problem = { code: 'duplicate_unseen', who: 'operator', upstream: rules.upstream }
  return { delivery: { state: 'held', dueAt: null, problems: [problem] } }
}

function rejected(problems: readonly Problem[], exposedBefore: boolean, rules: SettleRules): Verdict {
  // Under a key the answer is about the first send too; otherwise an earlier attempt may be standing there all the same.
  if (exposedBefore && !rules.capabilities.idempotency?.key)
    return { delivery: { state: 'held', dueAt: null, problems } }
  if (rules.splitInto !== undefined) {
    const regroup = { max: rules.splitInto }
    return { delivery: { state: 'pending', dueAt: rules.now, neverSent: true, regroup }, target: { exposed: false } }
  }
  return { delivery: { state: 'rejected', dueAt: null, problems }, target: { exposed: false } }
}

function notApplied(
  delivery: DeliveryRow,
  outcome: Extract<Outcome, { state: 'not-applied' }>,
  exposedBefore: boolean,
  rules: SettleRules,
): Verdict {
  const back = (
    patch: Omit<DeliveryPatch, 'state'>,
    state: 'waiting' | 'pending',
  ): Pick<Verdict, 'delivery' | 'target'> =>
    exposedBefore
      ? { delivery: { ...patch, state: 'uncertain' } }
      : { delivery: { ...patch, state, neverSent: true }, target: { exposed: false } }
  const { why, retryAfterMs } = outcome
  if (why === 'parcel') return back({ dueAt: rules.now, regroup: {} }, 'pending')
  if (why === 'unavailable') {
    const tries = delivery.tries + 1
    const dueAt = rules.now + delayAfter(delivery, tries, rules, retryAfterMs)
    const detail = outcome.detail ?? 'unavailable'
    const problems: Problem[] = [{ code: 'not_reached', who: 'operator', upstream: rules.upstream, params: { detail } }]
    return back({ dueAt, tries, problems }, 'waiting')
  }
  // The whole account is told to wait or shut out: nobody else tries, and this one loses no try.
  if (why === 'throttled') {
    const pauseMs = Math.min(Math.max(retryAfterMs ?? 0, rules.retryGapsMs?.[0] ?? THROTTLE_MS), LONGEST_GAP_MS)
    const untilAt = rules.now + pauseMs
    return { ...back({ dueAt: untilAt }, 'waiting'), gate: { state: 'throttled', untilAt, why: 'throttled' } }
  }
  const reason = why.variable === undefined ? why.barred : `${why.barred} ${why.variable}`
  return { ...back({ dueAt: rules.now }, 'pending'), gate: { state: 'barred', why: reason } }
}

function unknown(
  delivery: DeliveryRow,
  { detail, retryAfterMs }: Extract<Outcome, { state: 'unknown' }>,
  rules: SettleRules,
): Verdict {
  const tries = delivery.tries + 1
  const target = { lastSentAt: rules.now }
  const said = (code: Problem['code']): Problem[] => [
    { code, who: 'operator', upstream: rules.upstream, params: { detail } },
  ]
  const failure = seriesOf(delivery, detail, rules.now)
  // The upstream takes others and fails on this one: trying on would find out the same every time.
  if (failure.times >= MOST_EQUAL_FAILURES && (rules.passedAt ?? 0) > failure.since) {
    return { delivery: { state: 'held', dueAt: null, tries, failure, problems: said('fails_on_this_one') }, target }
  }
  const dueAt = rules.now + delayAfter(delivery, tries, rules, retryAfterMs)
  return { delivery: { state: 'uncertain', dueAt, tries, failure, problems: said('no_clear_answer') }, target }
}

const seriesOf = ({ failure }: DeliveryRow, detail: string, now: number): Failure =>
  failure?.detail === detail ? { ...failure, times: failure.times + 1 } : { detail, times: 1, since: now }

/** Until the next try: the ladder or what the upstream asked for, its repeat guard and the due time kept. */
export const delayAfter = (
  { deadlineAt }: DeliveryRow,
  tries: number,
  { random, retryGapsMs, capabilities, now }: SettleRules,
  retryAfterMs?: number,
): number =>
  retryDelay(tries, random, {
    retryAfterMs,
    gapsMs: retryGapsMs,
    untilDueMs: deadlineAt === null ? undefined : deadlineAt - now,
    atLeastMs: capabilities.repeatGuardMs,
  })
