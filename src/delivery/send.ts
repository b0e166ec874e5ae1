/** One attempt at one parcel: the adapter is called once, and whatever happens becomes outcomes, one per member. */
import type { Clock } from '../base/clock.ts'
import type { Json } from '../base/json.ts'
import type { Claim, Ledger } from '../ledger/index.ts'
import type { Adapter, Member, SendContext } from '../upstream/contract-v1.ts'
import type { Http } from '../upstream/http-contract.ts'
import type { Found, Outcome } from '../upstream/outcome.ts'
import { foundOf, outcomeOf } from './well-formed.ts'

export interface Sending {
  readonly adapter: Adapter
  readonly ledger: Pick<Ledger, 'step' | 'keepStep'>
  readonly clock: Clock
  readonly http: Http
  /** Whose log-in a call is made with, and its sessions. @param account - name; absent: there is one for all */
  under(account: string | undefined): Pick<SendContext, 'account' | 'tokens'>
  readonly timeoutMs: number
  log(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
}

/** A parcel on its way. */
export interface Flight {
  readonly claim: Claim
  readonly members: readonly { readonly member: Member; readonly ticket?: string }[]
  /** JSON of the prepared message of the whole parcel. */
  readonly message: string
  /** Monotonic time of the claim's commit. */
  readonly claimedAt: number
}

/** Sends or polls; never throws. */
export async function sendOnce(flight: Flight, signal: AbortSignal, sending: Sending): Promise<readonly Outcome[]> {
  const { claim, members, message, claimedAt } = flight
  const { adapter, clock, timeoutMs } = sending
  // The process may have been stopped since the claim: past the deadline another one may own this parcel (I6).
  if (clock.monotonic() - claimedAt > timeoutMs) {
    return members.map(() => ({ state: 'not-applied', why: 'unavailable', detail: 'claim-expired' }))
  }
  const context = contextFor(claim, signal, sending)
  try {
    const ticket = members[0]?.ticket
    const outcomes =
      claim.act === 'poll' && adapter.poll && ticket !== undefined
        ? await unlessAborted(adapter.poll(ticket, context), sending.clock, signal, [])
        : await unlessAborted(adapter.send(JSON.parse(message) as Json, context), sending.clock, signal, [])
    // A member the answer doesn't name is unknown (I10).
    return members.map((_, index) => {
      const outcome = outcomes[outcomes.length === 1 && members.length === 1 ? 0 : (claim.positions?.[index] ?? index)]
      return outcome === undefined ? { state: 'unknown', detail: 'not-named' } : outcomeOf(outcome)
    })
  } catch (error) {
    sending.log('adapter-threw', { adapter: adapter.name, error: error instanceof Error ? error.name : typeof error })
    return members.map(() => ({ state: 'unknown', detail: 'adapter-threw' }))
  }
}

/** Looks each member up; never throws. */
export async function lookOnce(
  { claim, members }: Flight,
  signal: AbortSignal,
  sending: Sending,
): Promise<readonly Found[]> {
  const { adapter } = sending
  const context = contextFor(claim, signal, sending)
  return Promise.all(
    members.map(async ({ member }): Promise<Found> => {
      try {
        if (!adapter.lookup) return { state: 'blind', detail: 'no-lookup' }
        return foundOf(await unlessAborted(adapter.lookup(member, context), sending.clock, signal, undefined))
      } catch (error) {
        sending.log('adapter-threw', {
          adapter: adapter.name,
          error: error instanceof Error ? error.name : typeof error,
        })
        return { state: 'blind', detail: 'adapter-threw' }
      }
    }),
  )
}

// What an adapter gets to notice that it was aborted, before it is left alone with whatever it does.
const ABORT_MARGIN_MS = 1_000

/** The adapter's answer; `otherwise` when it ignores being aborted: no slot and no closing waits for it for ever. */
export function unlessAborted<T, O>(work: Promise<T>, clock: Clock, signal: AbortSignal, otherwise: O): Promise<T | O> {
  return new Promise((resolve, reject) => {
    work.then(resolve, reject)
    const giveUp = () => clock.after(ABORT_MARGIN_MS, () => resolve(otherwise))
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}

function contextFor(claim: Claim, signal: AbortSignal, sending: Sending): SendContext {
  const { ledger, clock, http, log } = sending
  return {
    parcelKey: claim.parcelKey,
    attempt: claim.attempt,
    signal,
    clock,
    http,
    ...sending.under(claim.account),
    log,
    async once<T extends Json>(step: string, run: () => Promise<T>): Promise<T> {
      const kept = await ledger.step(claim.parcel, step)
      if (kept !== undefined) return JSON.parse(kept) as T
      const result = await run()
      await ledger.keepStep(claim.parcel, step, JSON.stringify(result))
      return result
    },
  }
}
