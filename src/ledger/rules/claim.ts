/**
 * What may be done for a due delivery, judged in the claim transaction over the whole target. Pure: no clock, no
 * database. The numbers I1–I12 are the invariants of docs/reliability.md.
 */
import type { Problem } from '../../base/problem.ts'
import type { Operation } from '../../upstream/contract-v1.ts'
import { sameHash } from '../keys.ts'
import type { DeliveryRow, TargetRow } from '../rows-delivery.ts'
import type { ClaimDecision, DeliveryPatch } from '../verdict.ts'
import type { UpstreamFacts } from './facts.ts'

export interface ClaimRules extends UpstreamFacts {
  /** Epoch ms of the claim. */
  readonly now: number
  /** It left with others and would go without them: a key of the whole call says nothing of it any more (I10). */
  readonly apart?: boolean
}

const move = (delivery: DeliveryPatch): ClaimDecision => ({ act: 'move', delivery })

export function decideClaim(delivery: DeliveryRow, target: TargetRow, rules: ClaimRules): ClaimDecision {
  switch (delivery.state) {
    case 'pending':
    case 'waiting':
      return decideSend(delivery, target, rules)
    case 'processing':
      // A ticket that nobody answers in all that time is forgotten: what became of the send is then in doubt.
      return rules.canPoll && rules.now <= delivery.giveUpAt ? { act: 'poll' } : decideDoubt(delivery, target, rules)
    default:
      return decideDoubt(delivery, target, rules)
  }
}

function decideSend(delivery: DeliveryRow, target: TargetRow, rules: ClaimRules): ClaimDecision {
  // At most one exposed delivery per target (I7).
  if (target.exposedBy !== null && target.exposedBy !== delivery.id) {
    return move({ state: 'pending', dueAt: null, wait: { cause: 'exposed' } })
  }
  if (rules.now > delivery.giveUpAt) {
    return move({ state: 'dead', dueAt: null, problems: [person('gave_up', rules.upstream, 'operator')] })
  }
  // What has not changed is never sent again; judged here, never at accept (I9).
  const isThere = target.there !== null
  if (delivery.wanted === 'present' && target.there && sameHash(target.there.payloadHash, delivery.payloadHash)) {
    return move({ state: 'unchanged', dueAt: null })
  }
  if (delivery.wanted === 'withdrawn' && !isThere) return move({ state: 'cancelled', dueAt: null })
  // An earlier request may still take effect and would overwrite this (I8).
  if (target.quietAt !== null && rules.now < target.quietAt) return move({ state: 'pending', dueAt: target.quietAt })
  const operation = delivery.wanted === 'withdrawn' ? 'withdraw' : isThere ? 'update' : 'create'
  return rules.capabilities.operations.includes(operation)
    ? { act: 'send', operation }
    : move({ state: 'held', dueAt: null, problems: [person(noOperation[operation], rules.upstream, 'operator')] })
}

const noOperation = { create: 'no_create', update: 'no_update', withdraw: 'no_withdraw' } as const satisfies Record<
  Operation,
  Problem['code']
>

/** Bytes may have left and no evidence says what happened (I4). */
function decideDoubt(delivery: DeliveryRow, target: TargetRow, rules: ClaimRules): ClaimDecision {
  const { idempotency, repeatGuardMs = 0 } = rules.capabilities
  const firstSentAt = delivery.firstSentAt ?? rules.now
  const key = rules.apart && idempotency?.key?.scope === 'call' ? undefined : idempotency?.key
  const keyHolds = key && rules.now + rules.leaseMs < firstSentAt + key.windowMs
  if (!delivery.lookOnly && (keyHolds || idempotency?.upsert)) {
    // An identical repeat inside the guard's window is refused without a word about the first one.
    const guardedUntil = (target.lastSentAt ?? 0) + repeatGuardMs
    if (rules.now < guardedUntil) return move({ state: 'uncertain', dueAt: guardedUntil })
    return { act: 'resend' }
  }
  if (idempotency?.lookup) return { act: 'lookup' }
  return move({ state: 'held', dueAt: null, problems: [person('outcome_unknown', rules.upstream, 'operator')] })
}

const person = (code: Problem['code'], upstream: string, who: Problem['who']): Problem => ({ code, upstream, who })
