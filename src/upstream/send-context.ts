/** What an adapter is called with outside a delivery: real HTTP, real sessions, steps kept in memory. */
import { systemClock } from '../base/clock.ts'
import type { Json } from '../base/json.ts'
import { createTokens } from './auth-tokens.ts'
import type { SendContext } from './contract-v1.ts'
import { createHttp } from './http.ts'

/**
 * A context for one account: its sessions last as long as the context is used again.
 *
 * @param more - parts to put in the place of the usual ones: a signal, a clock, a log
 */
export function createSendContext(more: Partial<SendContext> = {}): SendContext {
  const { clock = systemClock } = more
  const steps = new Map<string, string>()
  return {
    parcelKey: 'a'.repeat(32),
    attempt: 1,
    signal: new AbortController().signal,
    clock,
    http: createHttp({ clock }),
    tokens: createTokens(clock),
    async once<T extends Json>(step: string, run: () => Promise<T>): Promise<T> {
      const kept = steps.get(step)
      if (kept !== undefined) return JSON.parse(kept) as T
      const result = await run()
      steps.set(step, JSON.stringify(result))
      return result
    },
    log: () => undefined,
    ...more,
  }
}
