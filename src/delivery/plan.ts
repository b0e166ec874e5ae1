/** Planned deliveries of one record: each upstream's own state, payload frozen, nothing sent. Pure. */
import { canonicalJson } from '../base/canonical-json.ts'
import type { JsonObject } from '../base/json.ts'
import { contentHash, type PlannedDelivery } from '../ledger/index.ts'
import type { CompiledUpstream, Plan } from '../upstream/compile.ts'

export interface PlanTimes {
  /** Epoch ms of the acceptance. */
  readonly at: number
  readonly priority: 0 | 1 | 2
}

const stateOf = { incomplete: 'incomplete', invalid: 'rejected', 'not-applicable': 'not-applicable' } as const

export const frozenPayload = (payload: JsonObject): NonNullable<PlannedDelivery['payload']> => ({
  json: JSON.stringify(payload),
  hash: contentHash(canonicalJson(payload)),
})

export const planDeliveries = (
  upstreams: readonly CompiledUpstream[],
  values: JsonObject,
  { at, priority }: PlanTimes,
): PlannedDelivery[] =>
  upstreams.map((upstream): PlannedDelivery => {
    const plan: Plan = upstream.plan(values)
    const common = {
      upstream: upstream.name,
      wanted: 'present',
      priority,
      dueAt: at,
      giveUpAt: at + upstream.limits.giveUpMs,
    } as const
    if (plan.state === 'ready')
      return { ...common, state: 'pending', payload: frozenPayload(plan.payload), problems: [] }
    return { ...common, state: stateOf[plan.state], problems: 'problems' in plan ? plan.problems : [] }
  })

export const planWithdrawals = (
  upstreams: readonly CompiledUpstream[],
  { at, priority }: PlanTimes,
): PlannedDelivery[] =>
  upstreams.map((upstream) => ({
    upstream: upstream.name,
    wanted: 'withdrawn',
    state: 'pending',
    problems: [],
    priority,
    dueAt: at,
    giveUpAt: at + upstream.limits.giveUpMs,
  }))
