/** Planned deliveries of one record: each upstream's own state, payload frozen, nothing sent. Pure. */
import { canonicalJson } from '../base/canonical-json.ts'
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { PlannedDelivery, PlannedWait, Secrets } from '../ledger/index.ts'
import type { RecordContext } from '../mapping/index.ts'
import type { CompiledUpstream, Plan } from '../upstream/compile.ts'
import { accountMissing, pickAccount } from '../upstream/index.ts'
import type { Named } from './referents.ts'

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

/** What a record means for an upstream, with what the mapping reads of the records that it names. */
export type ReferentPlan =
  | Exclude<Plan, { state: 'ready' }>
  | {
      readonly state: 'ready'
      readonly payload: JsonObject
      /** Whose log-in it goes under, where there are several. */
      readonly account?: string
    }
  | {
      readonly state: 'blocked'
      readonly wait: PlannedWait
      readonly problems: readonly Problem[]
      /** Present where only the account is missing. */
      readonly payload?: JsonObject
    }

/** As the upstream's own plan, unless something that it reads isn't there yet: whatever else is wrong is said when it is. */
export function planOne(
  upstream: CompiledUpstream,
  values: JsonObject,
  context: RecordContext,
  named: Named,
): ReferentPlan {
  const { referents, missing } = named.for(upstream)
  const [first] = missing
  const plan =
    first && missing.some(({ place }) => upstream.reads.deciding.includes(place))
      ? undefined
      : upstream.plan(values, context, referents)
  if (first && plan?.state !== 'not-applicable')
    return { state: 'blocked', wait: first.wait, problems: missing.map(({ problem }) => problem) }
  if (plan?.state === 'ready') return underAccount(upstream, plan.payload, context)
  if (!plan || !('problems' in plan)) return plan ?? { state: 'not-applicable' }
  return { ...plan, problems: plan.problems.map((problem) => withNumber(problem, named)) }
}

function underAccount({ name, accounts }: CompiledUpstream, payload: JsonObject, context: RecordContext): ReferentPlan {
  if (!accounts) return { state: 'ready', payload }
  const account = pickAccount(accounts, context)
  if (account !== undefined) return { state: 'ready', payload, account }
  const problems = [accountMissing(name, accounts, context)]
  return { state: 'blocked', wait: { cause: 'account', upstream: name }, problems, payload }
}

/** Whoever has to mend another record needs its number. */
function withNumber(problem: Problem, named: Named): Problem {
  const number = problem.referent && named.numberAt(problem.referent.place)
  return problem.referent && number !== undefined ? { ...problem, referent: { ...problem.referent, number } } : problem
}

export const planDeliveries = (
  upstreams: readonly CompiledUpstream[],
  values: JsonObject,
  context: RecordContext,
  named: Named,
  { at, priority, deadlineAt, content }: PlanTimes,
): PlannedDelivery[] =>
  upstreams.map((upstream): PlannedDelivery => {
    const plan = planOne(upstream, values, context, named)
    const common = {
      upstream: upstream.name,
      ...accountFor(upstream, context),
      wanted: 'present',
      priority,
      dueAt: dueAtFrom(at, upstream.limits),
      ...(deadlineAt === undefined ? {} : { deadlineAt }),
      giveUpAt: at + upstream.limits.giveUpMs,
    } as const
    if (plan.state === 'ready')
      return { ...common, state: 'pending', payload: frozenPayload(plan.payload, content), problems: [] }
    if (plan.state === 'blocked') {
      const payload = plan.payload ? { payload: frozenPayload(plan.payload, content) } : {}
      return { ...common, state: 'blocked', wait: plan.wait, ...payload, problems: plan.problems }
    }
    return { ...common, state: stateOf[plan.state], problems: 'problems' in plan ? plan.problems : [] }
  })

/** Whose log-in it goes under, where there are several and one fits. */
function accountFor({ accounts }: CompiledUpstream, context: RecordContext): { readonly account?: string } {
  const account = accounts && pickAccount(accounts, context)
  return account === undefined ? {} : { account }
}

/** @param context - of the withdrawal; what stands there is taken back under the account that it stands under */
export const planWithdrawals = (
  upstreams: readonly CompiledUpstream[],
  context: RecordContext,
  { at, priority }: Omit<PlanTimes, 'content'>,
): PlannedDelivery[] =>
  upstreams.map((upstream) => ({
    upstream: upstream.name,
    ...accountFor(upstream, context),
    wanted: 'withdrawn',
    state: 'pending',
    problems: [],
    priority,
    dueAt: dueAtFrom(at, upstream.limits),
    giveUpAt: at + upstream.limits.giveUpMs,
  }))
