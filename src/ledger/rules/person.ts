/**
 * What a person's decision does to a delivery and its target. Pure. Their word about what stands at the upstream is
 * evidence, with a name and a reason; without it an exposure stays (I12).
 */
import type { MessageCode } from '../../base/messages/index.ts'
import type { Problem } from '../../base/problem.ts'
import type { DeliveryRow, TargetRow } from '../rows-delivery.ts'
import { isSettled } from '../states.ts'
import type { TargetPatch, Verdict } from '../verdict.ts'
import type { UpstreamFacts } from './facts.ts'
import { delivered } from './settle.ts'

export type PersonDecision =
  /** It stands there, with this content. */
  | 'delivered'
  /** The upstream did not take it, and it does not stand there. */
  | 'rejected'
  /** It is not to be reported. */
  | 'cancelled'
  /** It does not stand there: send it once more. */
  | 'send-again'
  /** Nothing more happens to it until somebody decides. */
  | 'held'

export interface PersonRules extends Pick<UpstreamFacts, 'upstream' | 'capabilities'> {
  readonly now: number
  /** Epoch ms after which what is sent again is given up. */
  readonly giveUpAt: number
  /** The upstream's own id of what stands there. */
  readonly reference?: string
  /** Where it was refused, and in which words: kept like an upstream's own. */
  readonly refusal?: Pick<Problem, 'field' | 'title' | 'upstreamText'>
}

/** Why a decision can't be taken about this delivery. */
export interface Left {
  readonly left: MessageCode
}

export function decidePerson(
  delivery: DeliveryRow,
  target: TargetRow,
  decision: PersonDecision,
  rules: PersonRules,
): Verdict | Left {
  if (isSettled(delivery.state) || delivery.state === 'sending') return { left: 'decision_too_late' }
  if (target.exposedBy !== null && target.exposedBy !== delivery.id) return { left: 'decision_earlier_first' }
  const isExposed = target.exposedBy === delivery.id
  switch (decision) {
    case 'held':
      return { delivery: { state: 'held', dueAt: null, problems: said('held_by_person', rules) } }
    case 'cancelled':
      if (isExposed) return { left: 'decision_exposed_first' }
      return { delivery: { state: 'cancelled', dueAt: null, problems: [] } }
    case 'delivered': {
      const verdict = delivered(delivery, 'person', rules.reference)
      return { ...verdict, target: { ...verdict.target, ...quiet(target, rules) } }
    }
    case 'rejected':
      return {
        delivery: { state: 'rejected', dueAt: null, problems: refused(rules) },
        ...(isExposed ? notThere(target, rules) : {}),
      }
    case 'send-again': {
      const { now, giveUpAt } = rules
      return {
        delivery: { state: 'pending', dueAt: now, tries: 0, failure: null, lookOnly: false, problems: [], giveUpAt },
        ...(isExposed ? notThere(target, rules) : {}),
      }
    }
  }
}

const notThere = (target: TargetRow, rules: PersonRules): Pick<Verdict, 'target' | 'receipt'> => ({
  target: { exposed: false, ...quiet(target, rules) },
  receipt: { evidence: 'person', says: 'not-there' },
})

/** A request that is still on its way would overwrite what comes next (I8), whatever the person saw. */
const quiet = ({ exposedBy, lastSentAt }: TargetRow, { capabilities }: PersonRules): Pick<TargetPatch, 'quietAt'> =>
  exposedBy === null || lastSentAt === null ? {} : { quietAt: lastSentAt + capabilities.maxProcessingMs }

const refused = (rules: PersonRules): readonly Problem[] => {
  const { upstream, refusal } = rules
  if (refusal?.field === undefined) return said('refused_by_person', rules)
  return [{ code: 'returned_by_person', who: 'reporter', upstream, ...refusal }]
}

const said = (code: Problem['code'], { upstream }: PersonRules): readonly Problem[] => [
  { code, who: 'operator', upstream },
]
