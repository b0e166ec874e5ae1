/**
 * Whether an upstream that failed is at work again, asked without any payload that failed: `diagnose` where the adapter
 * has it, else a look-up, which changes nothing there.
 */
import type { Json } from '../base/json.ts'
import type { Adapter, Diagnosis, Member, SendContext } from '../upstream/contract-v1.ts'
import { type Sending, unlessAborted } from './send.ts'
import { foundOf } from './well-formed.ts'

export const canProbe = (adapter: Adapter): boolean => adapter.diagnose !== undefined || adapter.lookup !== undefined

export type Finding = 'alive' | 'failing' | 'barred'

/**
 * One probe; never throws.
 *
 * @param account - whose log-in it is made with
 * @param member - whom to look up where there is no `diagnose`
 */
export async function probeOnce(
  account: string | undefined,
  member: Member | undefined,
  signal: AbortSignal,
  sending: Sending,
): Promise<Finding> {
  const { adapter, clock, log } = sending
  const context = readingContext(signal, account, sending)
  try {
    if (adapter.diagnose) return findingOf(await unlessAborted(adapter.diagnose(context), clock, signal, [SILENT]))
    if (!adapter.lookup || !member) return 'failing'
    const found = foundOf(await unlessAborted(adapter.lookup(member, context), clock, signal, undefined))
    return found.state === 'blind' ? 'failing' : 'alive'
  } catch (error) {
    log('adapter-threw', { adapter: adapter.name, error: error instanceof Error ? error.name : typeof error })
    return 'failing'
  }
}

const SILENT: Diagnosis = { check: 'reach', ok: false, detail: 'no answer in time' }

function findingOf(checks: readonly Diagnosis[]): Finding {
  const refused = checks.filter(({ check, ok, unsure }) => !ok && check !== 'clock' && !unsure)
  if (refused.length === 0) return 'alive'
  return refused.every(({ check }) => check === 'credentials') ? 'barred' : 'failing'
}

/** For calls outside of any delivery: nothing of theirs is kept. */
export const readingContext = (
  signal: AbortSignal,
  account: string | undefined,
  { clock, http, under, log }: Pick<Sending, 'clock' | 'http' | 'under' | 'log'>,
): SendContext => ({
  parcelKey: '',
  attempt: 1,
  signal,
  clock,
  http,
  ...under(account),
  log,
  once: <T extends Json>(_step: string, run: () => Promise<T>) => run(),
})
