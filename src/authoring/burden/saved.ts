/** How many entries were saved so far, from the receipts in the ledger. */
import type { FormCoverage } from './coverage.ts'

/** One payload that arrived: what a receipt says. */
export interface Arrival {
  /** Number of the record. */
  readonly record: string
  readonly upstream: string
}

export interface SavedSoFar {
  /** Records that have arrived somewhere. */
  readonly records: number
  /** Entries typed here for them. */
  readonly typed: number
  /** Entries that the upstreams got. */
  readonly received: number
  readonly saved: number
  readonly upstreams: readonly { readonly name: string; readonly records: number; readonly entries: number }[]
}

/**
 * Counts each record once per upstream, however often it was revised, and as if every field that feeds the upstream were
 * filled in: the ledger isn't asked what was typed. Memory grows with the number of records, about 100 bytes each.
 */
export async function savedSoFar(
  forms: readonly FormCoverage[],
  arrivals: AsyncIterable<Arrival>,
): Promise<SavedSoFar> {
  const fieldsOf = new Map(
    forms.flatMap(({ upstreams }) =>
      upstreams.map(
        ({ name, properties }) => [name, new Set(properties.flatMap((property) => property.typed))] as const,
      ),
    ),
  )
  const entriesOf = new Map(forms.flatMap(({ upstreams }) => upstreams.map(({ name, entries }) => [name, entries])))
  const order = [...fieldsOf.keys()]
  const seen = new Map<string, bigint>()
  for await (const { record, upstream } of arrivals) {
    const index = order.indexOf(upstream)
    if (index >= 0) seen.set(record, (seen.get(record) ?? 0n) | (1n << BigInt(index)))
  }
  const bySet = new Map<bigint, number>()
  for (const set of seen.values()) bySet.set(set, (bySet.get(set) ?? 0) + 1)
  const counts = order.map(() => 0)
  let typed = 0
  for (const [set, records] of bySet) {
    const reached = order.filter((_, index) => (set & (1n << BigInt(index))) !== 0n)
    typed += records * new Set(reached.flatMap((name) => [...(fieldsOf.get(name) ?? [])])).size
    for (const name of reached) counts[order.indexOf(name)] = (counts[order.indexOf(name)] ?? 0) + records
  }
  const upstreams = order.map((name, index) => {
    const records = counts[index] ?? 0
    return { name, records, entries: records * (entriesOf.get(name) ?? 0) }
  })
  const received = upstreams.reduce((sum, { entries }) => sum + entries, 0)
  return { records: seen.size, typed, received, saved: Math.max(0, received - typed), upstreams }
}
