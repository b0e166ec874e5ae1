/** What a person does to the gate of an upstream, a system or one of its accounts: shut, opened, opened with a session of their own. */
import type { Clock } from '../base/clock.ts'
import { GatewayError } from '../base/errors.ts'
import type { Ledger } from '../ledger/index.ts'
import { accountGate, type CompiledUpstream } from '../upstream/index.ts'
import type { gateTokens } from './gate-tokens.ts'
import type { Gateway } from './types.ts'

export interface GatingParts {
  readonly ledger: Ledger
  readonly upstreams: readonly CompiledUpstream[]
  readonly tokens: ReturnType<typeof gateTokens>
  readonly clock: Clock
  wake(): void
}

export function gating({
  ledger,
  upstreams,
  tokens,
  clock,
  wake,
}: GatingParts): Pick<Gateway, 'pause' | 'resume' | 'unlock'> {
  return {
    async pause(name, { by, note }) {
      const reason = { decision: 'pause', by, ...(note === undefined ? {} : { note }) }
      await ledger.setGate(gateNamed(upstreams, name), { state: 'paused', why: by }, clock.now(), reason)
    },
    async resume(name, { by, note }) {
      const gate = gateNamed(upstreams, name)
      const reason = { decision: 'resume', by, ...(note === undefined ? {} : { note }) }
      // Whoever resumes may have mended the account: one more log-in.
      tokens.forget(gate)
      await ledger.setGate(gate, { state: 'open' }, clock.now(), reason)
      wake()
    },
    async unlock(name, { token, by, note }) {
      const gate = gateNamed(upstreams, name, 'account')
      tokens.give(gate, token)
      const reason = { decision: 'unlock', by, session: token, ...(note === undefined ? {} : { note }) }
      await ledger.setGate(gate, { state: 'open' }, clock.now(), reason)
      wake()
    },
  }
}

/**
 * The gate of an upstream or of a system, by either's name; of one of its accounts by `NAME/ACCOUNT`.
 *
 * @param which - `account`: where there are several, one has to be named
 */
function gateNamed(upstreams: readonly CompiledUpstream[], name: string, which?: 'account'): string {
  const [place, account] = name.split('/')
  const found = upstreams.filter((upstream) => upstream.name === place || upstream.gate.name === place)
  const accounts = found.flatMap((upstream) => upstream.accounts?.names ?? [])
  const gate = found[0]?.gate.name
  if (gate !== undefined && account !== undefined && accounts.includes(account)) return accountGate(gate, account)
  const needsAccount = which === 'account' && accounts.length > 0
  if (gate !== undefined && account === undefined && !needsAccount) return gate
  const names = upstreams.flatMap((upstream) => [
    ...(needsAccount ? [] : [upstream.name, upstream.gate.name]),
    ...(upstream.accounts?.names ?? []).map((each) => accountGate(upstream.gate.name, each)),
  ])
  const known = [...new Set(names)].join(', ')
  throw new GatewayError('gate-unknown', [{ code: 'gate_unknown', who: 'operator', params: { name, known } }])
}
