/** Asking an upstream outside of any delivery: look-ups and lists change nothing there. */
import type { Clock } from '../base/clock.ts'
import type { JsonObject } from '../base/json.ts'
import { foundOf, readingContext, unlessAborted } from '../delivery/index.ts'
import type { CompiledUpstream, Found, Http } from '../upstream/index.ts'
import type { GateTokens } from './gate-tokens.ts'

export interface AskingParts {
  readonly clock: Clock
  readonly http: Http
  under: GateTokens['under']
  log(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
}

export interface Asked {
  readonly payload: JsonObject
  readonly reference?: string
  /** Whose log-in it is asked with; absent: there is one for all. */
  readonly account?: string
}

export interface Asking {
  /** What stands at the payload's key; never throws. */
  look(asked: Asked, signal?: AbortSignal): Promise<Found>
  /** Everything that the account is shown; undefined where the adapter can't list. */
  list?(account: string | undefined, signal?: AbortSignal): AsyncIterable<JsonObject>
}

export function askingOf(upstream: CompiledUpstream, parts: AskingParts): Asking {
  const { adapter, limits, gate } = upstream
  const { clock, http, log } = parts
  const under = (account: string | undefined) => parts.under(upstream, account)
  const sending = { adapter, clock, http, under, log, timeoutMs: limits.timeoutMs }
  // As slow as the upstream wants to be asked, and never two at once.
  const gapMs = gate.perMinute === undefined ? 0 : Math.ceil(60_000 / gate.perMinute)
  let before = Number.NEGATIVE_INFINITY
  const { list } = adapter
  return {
    async look({ payload, reference, account }, signal) {
      if (!adapter.lookup) return { state: 'blind', detail: 'no-lookup' }
      const waitMs = before + gapMs - clock.monotonic()
      if (waitMs > 0) await new Promise<void>((resolve) => clock.after(waitMs, resolve))
      before = clock.monotonic()
      const deadline = new AbortController()
      const cancel = clock.after(limits.timeoutMs, () => deadline.abort())
      const both = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal
      const member = {
        operation: 'update',
        idempotencyKey: '',
        payload,
        ...(reference === undefined ? {} : { reference }),
      } as const
      try {
        return foundOf(
          await unlessAborted(adapter.lookup(member, readingContext(both, account, sending)), clock, both, undefined),
        )
      } catch (error) {
        log('adapter-threw', { adapter: adapter.name, error: error instanceof Error ? error.name : typeof error })
        return { state: 'blind', detail: 'adapter-threw' }
      } finally {
        cancel()
      }
    },
    ...(list
      ? {
          list: (account, signal) =>
            list.call(adapter, readingContext(signal ?? new AbortController().signal, account, sending)),
        }
      : {}),
  }
}
