/** What "try again" means for a delivery that stands still or waits, asked for by a person. Pure. */
import { type Redecision, type Secrets, type StandingStill, waitOf } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/compile.ts'
import { frozenPayload, planOne } from './plan.ts'
import type { Named } from './referents.ts'

/**
 * Plans the delivery anew with today's mapping. What may stand at the upstream stays in doubt: asking again never
 * clears an exposure (I12).
 */
export function decideReplay(
  upstream: CompiledUpstream,
  { delivery, target, values, context }: Pick<StandingStill, 'delivery' | 'target' | 'values' | 'context'>,
  now: number,
  content: Secrets['content'],
  named: Named,
): Omit<Redecision, 'delivery' | 'from'> | undefined {
  // Asked for anew, it has all its time again.
  const giveUpAt = now + upstream.limits.giveUpMs
  if (target.exposedBy === delivery.id) {
    return {
      verdict: { delivery: { state: 'uncertain', dueAt: now, tries: 0, failure: null, problems: [], giveUpAt } },
    }
  }
  // A newer revision took its place, or an older one has to be cleared up first.
  if (delivery.newerOpen || target.exposedBy !== null) return undefined
  if (delivery.wanted === 'withdrawn')
    return { verdict: { delivery: { state: 'pending', dueAt: now, tries: 0, failure: null, problems: [], giveUpAt } } }
  const plan = planOne(upstream, values, context, named)
  switch (plan.state) {
    case 'ready':
      return {
        verdict: { delivery: { state: 'pending', dueAt: now, tries: 0, failure: null, problems: [], giveUpAt } },
        payload: frozenPayload(plan.payload, content),
        ...(plan.account === undefined ? {} : { account: plan.account }),
      }
    case 'not-applicable':
      return { verdict: { delivery: { state: 'not-applicable', dueAt: null, problems: [] } } }
    case 'blocked': {
      const wait = waitOf(plan.wait)
      const payload = plan.payload ? { payload: frozenPayload(plan.payload, content) } : {}
      return { verdict: { delivery: { state: 'blocked', dueAt: null, problems: plan.problems, wait } }, ...payload }
    }
    default: {
      const state = plan.state === 'incomplete' ? 'incomplete' : 'rejected'
      return { verdict: { delivery: { state, dueAt: null, problems: plan.problems } } }
    }
  }
}
