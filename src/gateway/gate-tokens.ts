/** What log-ins brought, one set for each account's gate: its upstreams share it, and so do all processes by the ledger. */
import type { Clock } from '../base/clock.ts'
import { type Ledger, logInHash, macsUnder } from '../ledger/index.ts'
import {
  type AccountTokens,
  accountGate,
  type CompiledUpstream,
  createTokens,
  type LogInStore,
  type SendContext,
} from '../upstream/index.ts'

// A log-in with a form takes three calls, each with its upstream's own deadline, 30 s unless it says more; whoever died over
// one blocks the others no longer.
const LEASE_MS = 120_000

type Under = Pick<SendContext, 'account' | 'tokens'>

export interface GateTokens {
  /** Whose log-in a call is made with: the account, and its sessions. @param account - name; absent: one for all */
  under(upstream: Pick<CompiledUpstream, 'gate' | 'accounts'>, account: string | undefined): Under
  forget(gate: string): void
  /** Instead of a log-in of our own. Of another process's the ledger is, where it is sealed. */
  give(gate: string, session: string): void
}

/** @param storeOf - default: in memory, for this process alone */
export function gateTokens(clock: Clock, storeOf?: (gate: string) => LogInStore): GateTokens {
  const known = new Map<string, AccountTokens>()
  const of = (gate: string) => {
    const tokens = known.get(gate) ?? createTokens(clock, storeOf?.(gate))
    known.set(gate, tokens)
    return tokens
  }
  return {
    under({ gate, accounts }, name) {
      if (name === undefined) return { tokens: of(gate.name) }
      const account = accounts?.each.get(name)
      return { tokens: of(accountGate(gate.name, name)), ...(account ? { account } : {}) }
    },
    forget: (gate) => known.get(gate)?.forget(),
    give(gate, session) {
      of(gate).forget()
      of(gate).give(session)
    },
  }
}

export function ledgerLogIns(ledger: Ledger): (gate: string) => LogInStore {
  const secrets = macsUnder(ledger.secrets)
  return (gate) => ({
    take: ({ version, ...ask }) =>
      ledger.takeLogIn({ gate, version: logInHash(secrets, gate, version), leaseMs: LEASE_MS, ...ask }),
    keep: (version, turn, result) =>
      ledger.keepLogIn({ gate, version: logInHash(secrets, gate, version), turn, result }),
    // The decision that opens the gate does, in its own transaction.
    forget() {},
  })
}
