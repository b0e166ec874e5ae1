/** Which deliveries are worth waiting for. */
import type { Problem } from '../base/problem.ts'
import { opensByItself } from '../gateway/index.ts'
import { type DeliveryState, isMoving } from '../ledger/index.ts'

// The gate of one account: what goes under others moves on.
const OF_ONE_ACCOUNT: ReadonlySet<Problem['code']> = new Set(['gate_account_paused', 'gate_account_barred'])

/**
 * Whether a delivery goes on by itself. Behind an upstream that somebody has to open nothing moves, however long one
 * waits, but what is in flight.
 *
 * @param shut - as `gateway.status` tells it
 */
export function goesOnUnless(
  shut: readonly Problem[],
): (delivery: { readonly upstream: string; readonly state: DeliveryState }) => boolean {
  const stuck = new Set(
    shut.filter((each) => !opensByItself(each) && !OF_ONE_ACCOUNT.has(each.code)).map(({ upstream }) => upstream),
  )
  return ({ upstream, state }) => isMoving(state) && (state === 'sending' || !stuck.has(upstream))
}
