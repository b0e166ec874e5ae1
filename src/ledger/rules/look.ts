/** What a look-up's finding means while a delivery is uncertain. Pure (I3, I4, I8). */
import type { Problem } from '../../base/problem.ts'
import type { Found } from '../../upstream/outcome.ts'
import type { DeliveryRow, TargetRow } from '../rows-delivery.ts'
import type { Verdict } from '../verdict.ts'
import { delayAfter, delivered, type SettleRules } from './settle.ts'

// Blind look-ups before a person is asked: on the ladder that is about two and a half hours.
const BLIND_LOOKS = 5

/** `rules.claimedAt` is when the look-up began: what was applied later it could not see. */
export function decideLook(delivery: DeliveryRow, target: TargetRow, found: Found, rules: SettleRules): Verdict {
  const askedAt = rules.claimedAt
  const { maxProcessingMs, idempotency } = rules.capabilities
  const lastSentAt = target.lastSentAt ?? askedAt
  // A late request may still be applied until here; what was seen before proves nothing about it.
  const quietAt = lastSentAt + maxProcessingMs
  const believedAt = Math.max(quietAt, lastSentAt + (idempotency?.lookup?.settleMs ?? 0))
  const again = (dueAt: number): Verdict => ({ delivery: { state: 'uncertain', dueAt } })
  const withdrawn = delivery.wanted === 'withdrawn'

  switch (found.state) {
    case 'absent':
      if (askedAt < believedAt) return again(believedAt)
      // It said "there already" and shows nothing: hidden by data scope, or another key. Sending again would go round.
      if (delivery.lookOnly) return held('look_blind', rules)
      if (withdrawn) return delivered(delivery, 'lookup')
      // Looked up alone, it may leave with others again.
      return {
        delivery: { state: 'pending', dueAt: rules.now, ...(rules.capabilities.batch ? { regroup: {} } : {}) },
        target: { there: null, exposed: false },
      }
    case 'same':
      // What stood there before may be shown a while longer, and this content may have stood there before: A, B, A.
      if (target.ordinal > 1 && askedAt < believedAt) return again(believedAt)
      if (!withdrawn) return foundSame(delivery, found.reference, askedAt < quietAt ? quietAt : undefined)
      return askedAt < quietAt ? again(quietAt) : stands(found.reference, rules)
    case 'other':
      // Refused as a duplicate though it was an update: sending it again would go round.
      if (delivery.lookOnly && delivery.operation === 'update') return held('other_stands', rules)
      return askedAt < quietAt ? again(quietAt) : stands(found.reference, rules)
    case 'partial':
      return held('look_partial', rules)
    case 'blind': {
      const tries = delivery.tries + 1
      if (tries > BLIND_LOOKS) return held('look_blind', rules)
      const delayMs = delayAfter(delivery, tries, rules, found.retryAfterMs)
      return { delivery: { state: 'uncertain', dueAt: rules.now + delayMs, tries } }
    }
  }
}

/** It stands there; but an earlier request may still be under way, and would overwrite what comes next (I8). */
function foundSame(delivery: DeliveryRow, reference: string | undefined, quietAt: number | undefined): Verdict {
  const verdict = delivered(delivery, 'lookup', reference)
  return quietAt === undefined ? verdict : { ...verdict, target: { ...verdict.target, quietAt } }
}

/** Something else stands there, and no request of ours is under way: the claim will update or withdraw it. */
const stands = (reference: string | undefined, rules: SettleRules): Verdict => ({
  delivery: { state: 'pending', dueAt: rules.now, lookOnly: false },
  target: { there: { payloadHash: null }, exposed: false, ...(reference === undefined ? {} : { reference }) },
})

// Still exposed: only evidence clears that (I12).
const held = (code: Problem['code'], rules: SettleRules): Verdict => ({
  delivery: { state: 'held', dueAt: null, problems: [{ code, who: 'operator', upstream: rules.upstream }] },
})
