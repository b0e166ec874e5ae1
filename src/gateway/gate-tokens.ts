/** What log-ins brought, one set for each account's gate: its upstreams share it. */
import type { Clock } from '../base/clock.ts'
import { type AccountTokens, createTokens } from '../upstream/index.ts'

export interface GateTokens {
  of(gate: string): AccountTokens
  forget(gate: string): void
}

export function gateTokens(clock: Clock): GateTokens {
  const known = new Map<string, AccountTokens>()
  return {
    of(gate) {
      const tokens = known.get(gate) ?? createTokens(clock)
      known.set(gate, tokens)
      return tokens
    },
    forget: (gate) => known.get(gate)?.forget(),
  }
}
