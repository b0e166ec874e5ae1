/** What the ledger is told of the upstreams when a gateway opens. */
import { SettingsError } from '../base/errors.ts'
import { canProbe } from '../delivery/index.ts'
import { contentHash, type Hash, type Ledger } from '../ledger/index.ts'
import type { AccountRules, Accounts, CompiledUpstream } from '../upstream/index.ts'

// Lease beyond the deadline: connection set-up, a paused process, a slow commit (I6: at least 15 s).
const LEASE_MARGIN_MS = 30_000

/** @throws {SettingsError} two upstreams share a name */
export function refuseTwins(upstreams: readonly CompiledUpstream[]): void {
  const seen = new Set<string>()
  for (const { name } of upstreams) {
    if (seen.has(name)) throw new SettingsError([{ code: 'upstream_twice', who: 'operator', upstream: name }])
    seen.add(name)
  }
}

/** Makes the upstreams known to the ledger, with the facts that its rules need. */
export function register(
  ledger: Ledger,
  upstreams: readonly CompiledUpstream[],
  drifted: ReadonlyMap<string, Hash>,
): Promise<void> {
  // Upstreams behind one gate share its slowest rate.
  const rates = new Map<string, number>()
  for (const { gate } of upstreams) {
    if (gate.perMinute !== undefined)
      rates.set(gate.name, Math.min(gate.perMinute, rates.get(gate.name) ?? gate.perMinute))
  }
  return ledger.register(
    upstreams.map(({ name, gate, accounts, contractText, mappingText, adapter, limits }) => {
      const perMinute = rates.get(gate.name)
      return {
        upstream: name,
        capabilities: adapter.capabilities,
        canPoll: adapter.poll !== undefined,
        canProbe: canProbe(adapter),
        leaseMs: limits.timeoutMs + LEASE_MARGIN_MS,
        ...(limits.retryGapsMs ? { retryGapsMs: limits.retryGapsMs } : {}),
        gate: gate.name,
        ...(accounts === undefined ? {} : { accounts: rulesOf(accounts) }),
        ...(gate.probeGapMs === undefined ? {} : { probeGapMs: gate.probeGapMs }),
        ...(gate.hours === undefined ? {} : { hours: gate.hours }),
        // A contract nobody accepted doesn't replace the one that is known.
        contractHash: drifted.get(name) ?? contentHash(contractText),
        mappingHash: contentHash(mappingText),
        ...(perMinute === undefined ? {} : { perMinute }),
      }
    }),
  )
}

/** What decides about the account, without anybody's credentials. */
const rulesOf = ({ each: _, ...rules }: Accounts): AccountRules => rules
