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
  // Not there yet: what may still arrive would stand beside what is sent again. A file on a desk does not arrive by itself.
  const isUnderWay = isExposed && delivery.state !== 'handover' && rules.now < throughAt(target, rules)
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
      if (isUnderWay) return { left: 'decision_too_early' }
      return {
        delivery: { state: 'rejected', dueAt: null, problems: refused(rules) },
        ...(isExposed ? NOT_THERE : {}),
      }
    case 'send-again': {
      if (isUnderWay) return { left: 'decision_too_early' }
      const { now, giveUpAt } = rules
      return {
        delivery: { state: 'pending', dueAt: now, tries: 0, failure: null, lookOnly: false, problems: [], giveUpAt },
        ...(isExposed ? NOT_THERE : {}),
      }
    }
  }
}

const NOT_THERE: Pick<Verdict, 'target' | 'receipt'> = {
  target: { exposed: false },
  receipt: { evidence: 'person', says: 'not-there' },
}

/** Epoch ms from which no request of ours is on its way any more. */
const throughAt = ({ lastSentAt }: TargetRow, { capabilities }: PersonRules): number =>
  (lastSentAt ?? 0) + capabilities.maxProcessingMs

/** A request that is still on its way would overwrite what comes next (I8), whatever the person saw. */
const quiet = (target: TargetRow, rules: PersonRules): Pick<TargetPatch, 'quietAt'> =>
  target.exposedBy === null || target.lastSentAt === null ? {} : { quietAt: throughAt(target, rules) }

const refused = (rules: PersonRules): readonly Problem[] => {
  const { upstream, refusal } = rules
  if (refusal?.field === undefined) return said('refused_by_person', rules)
  return [{ code: 'returned_by_person', who: 'reporter', upstream, ...refusal }]
}

const said = (code: Problem['code'], { upstream }: PersonRules): readonly Problem[] => [
  { code, who: 'operator', upstream },
]
