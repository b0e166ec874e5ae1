/** Planned deliveries of one record: each upstream's own state, payload frozen, nothing sent. Pure. */
import { canonicalJson } from '../base/canonical-json.ts'
import type { JsonObject } from '../base/json.ts'
import type { PlannedDelivery, Secrets } from '../ledger/index.ts'
import type { RecordContext } from '../mapping/index.ts'
import type { CompiledUpstream, Plan } from '../upstream/compile.ts'

export interface PlanTimes {
  /** Epoch ms of the acceptance. */
  readonly at: number
  readonly priority: 0 | 1 | 2
  /** Epoch ms by which the report is due. */
  readonly deadlineAt?: number | undefined
  readonly content: Secrets['content']
}

/** When it leaves: at once, or with all that is accepted in the same window. */
const dueAtFrom = (at: number, { gatherMs }: CompiledUpstream['limits']): number =>
  gatherMs === undefined ? at : (Math.floor(at / gatherMs) + 1) * gatherMs

const stateOf = { incomplete: 'incomplete', invalid: 'rejected', 'not-applicable': 'not-applicable' } as const

export const frozenPayload = (
  payload: JsonObject,
  content: Secrets['content'],
): NonNullable<PlannedDelivery['payload']> => ({
  json: JSON.stringify(payload),
  hash: content(canonicalJson(payload)),
})

export const planDeliveries = (
  upstreams: readonly CompiledUpstream[],
  values: JsonObject,
  context: RecordContext,
  { at, priority, deadlineAt, content }: PlanTimes,
): PlannedDelivery[] =>
  upstreams.map((upstream): PlannedDelivery => {
    const plan: Plan = upstream.plan(values, context)
    const common = {
      upstream: upstream.name,
      wanted: 'present',
      priority,
      dueAt: dueAtFrom(at, upstream.limits),
      ...(deadlineAt === undefined ? {} : { deadlineAt }),
      giveUpAt: at + upstream.limits.giveUpMs,
    } as const
    if (plan.state === 'ready')
      return { ...common, state: 'pending', payload: frozenPayload(plan.payload, content), problems: [] }
    return { ...common, state: stateOf[plan.state], problems: 'problems' in plan ? plan.problems : [] }
  })

export const planWithdrawals = (
  upstreams: readonly CompiledUpstream[],
  { at, priority }: Omit<PlanTimes, 'content'>,
): PlannedDelivery[] =>
  upstreams.map((upstream) => ({
    upstream: upstream.name,
    wanted: 'withdrawn',
    state: 'pending',
    problems: [],
    priority,
    dueAt: dueAtFrom(at, upstream.limits),
    giveUpAt: at + upstream.limits.giveUpMs,
  }))
