/** The gateway's questions to upstreams: what they know of a record, and whether they have what the ledger says. */
import { SettingsError } from '../base/errors.ts'
import { contextOf, type Finder } from '../delivery/index.ts'
import type { LedgerReader } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/index.ts'
import { type AskingParts, askingOf } from './asking.ts'
import { prefill } from './prefill.ts'
import { reconcile } from './reconcile.ts'
import type { Gateway } from './types.ts'

export function asking(
  parts: AskingParts & {
    readonly upstreams: readonly CompiledUpstream[]
    readonly ledger: LedgerReader
    readonly finder: Finder
  },
): Pick<Gateway, 'prefill' | 'reconcile'> {
  const upstreamNamed = (name: string) => {
    const found = parts.upstreams.find((upstream) => upstream.name === name)
    if (found) return found
    const known = parts.upstreams.map((upstream) => upstream.name).join(', ')
    throw new SettingsError([{ code: 'reconcile_unknown_upstream', who: 'operator', params: { name, known } }])
  }
  return {
    async prefill(form, entry, { upstream: name, sensitive = false, ...origin }) {
      const upstream = upstreamNamed(name)
      const asking = askingOf(upstream, parts)
      return prefill(upstream, asking, parts.finder, form, entry, { sensitive, context: contextOf(origin) })
    },
    async *reconcile(name, { signal } = {}) {
      const upstream = upstreamNamed(name)
      yield* reconcile(upstream, askingOf(upstream, parts), parts.ledger, parts.finder, parts.clock.now(), signal)
    },
  }
}
