/**
 * What the answer to a ticket means. The send was taken long ago: a question that got no answer changes nothing, and
 * what the ticket says is said of that send. Pure.
 */

import type { DeliveryRow } from '../rows-delivery.ts'
import type { Verdict } from '../verdict.ts'
import { type Answer, decideSettle, delayAfter, delivered, type SettleRules } from './settle.ts'

export function decidePoll(delivery: DeliveryRow, answer: Answer, rules: SettleRules): Verdict {
  const { outcome, problems } = answer
  switch (outcome.state) {
    case 'delivered':
      return delivered(delivery, 'answer', outcome.reference)
    case 'rejected':
      if (rules.splitInto !== undefined) return decideSettle(delivery, answer, rules)
      return { delivery: { state: 'rejected', dueAt: null, problems }, target: { exposed: false } }
    case 'not-applied': {
      // The account's gate shuts as for a send; the ticket stays.
      const { gate } = decideSettle(delivery, answer, rules)
      return { ...askAgain(delivery, outcome.retryAfterMs, rules), ...(gate ? { gate } : {}) }
    }
    case 'unknown':
      return askAgain(delivery, undefined, rules)
    default:
      return decideSettle(delivery, answer, rules)
  }
}

function askAgain(delivery: DeliveryRow, retryAfterMs: number | undefined, rules: SettleRules): Verdict {
  const tries = delivery.tries + 1
  const delayMs = delayAfter(delivery, tries, rules, retryAfterMs)
  return { delivery: { state: 'processing', dueAt: rules.now + delayMs, tries } }
}
