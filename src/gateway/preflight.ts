/** What would happen to an entry, upstream by upstream: the same finding, merging and planning as accepting, writing nothing. */
import { canonicalJson } from '../base/canonical-json.ts'
import { GatewayError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { contextOf, entryAtCurrentVersion, type Finder, frozenPayload, planOne } from '../delivery/index.ts'
import { entryKey, type Form, normaliseEntry } from '../form/index.ts'
import { type LedgerReader, type StoredRecord, sameHash } from '../ledger/index.ts'
import type { Preflight, PreflightOptions } from './types.ts'

export async function preflight(
  finder: Finder,
  ledger: LedgerReader,
  form: Form,
  given: unknown,
  options: PreflightOptions,
): Promise<Preflight> {
  let existing: StoredRecord | undefined
  let values: JsonObject
  try {
    const entry = entryAtCurrentVersion(form, given, options.formVersion)
    existing = await finder.find(form, entryKey(form, entry), options)
    values = await finder.merge(form, existing, normaliseEntry(form, entry), options)
  } catch (error) {
    if (error instanceof GatewayError) return { problems: error.problems, record: 'refused', upstreams: [] }
    throw error
  }
  const standing = existing ? await ledger.standing(existing.id) : undefined
  const context = contextOf(options)
  const named = await finder.named(form, values, existing?.id)
  const upstreams = finder.upstreamsOf(form).map((upstream) => {
    const plan = planOne(upstream, values, context, named)
    if (plan.state !== 'ready') {
      return { upstream: upstream.name, state: plan.state, problems: 'problems' in plan ? plan.problems : [] }
    }
    const same = sameHash(standing?.get(upstream.name), frozenPayload(plan.payload, finder.secrets.content).hash)
    return { upstream: upstream.name, state: same ? ('unchanged' as const) : ('ready' as const), problems: [] }
  })
  const unchanged = existing && !existing.withdrawn && canonicalJson(values) === canonicalJson(existing.values)
  return { problems: [], record: existing ? (unchanged ? 'unchanged' : 'revised') : 'new', upstreams }
}
