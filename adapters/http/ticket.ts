/** What became of a payload that was only taken at first. */
import { type Exchanged, matches, type Outcome, outcomeOf } from 'yibiao/adapter'
import { type Call, callOf } from './prepare.ts'
import type { ReadySettings } from './settings.ts'
import type { TicketSettings } from './settings-many.ts'

/** Asks once. No answer is "not yet": the payload was taken, and stays so. */
export async function ask(
  settings: ReadySettings,
  rules: TicketSettings,
  ticket: string,
  call: (call: Call) => Promise<Exchanged>,
): Promise<Outcome> {
  const pending: Outcome = { state: 'processing', ticket, pollAfterMs: rules.pollAfterMs }
  const result = await call(callOf(settings, rules.request, { payload: {}, key: '', more: { ticket } }))
  if (result.state !== 'reply') return pending
  if (result.status === 429 || result.status >= 500) return { ...pending, ...waitOf(result) }
  if (matches(rules.pending, settings.read(result))) return pending
  // Its reference may stand where the ticket stood: here nothing is a ticket any more.
  return outcomeOf({ ...settings, ticket: undefined }, result, rules.request.success ?? settings.success)
}

const waitOf = ({ retryAfterMs }: { readonly retryAfterMs?: number }) =>
  retryAfterMs === undefined ? {} : { pollAfterMs: retryAfterMs }
