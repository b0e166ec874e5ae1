/** What stands still, grouped: “312 at civil affairs, sex is not in the code list”, and one of them to look at. */
import { canonicalJson } from '../base/canonical-json.ts'
import type { Problem } from '../base/problem.ts'
import type { DecisionFilter } from '../delivery/index.ts'
import { formatReceiptNumber, type LedgerReader } from '../ledger/index.ts'
import { paged } from './status.ts'
import type { FailureGroup } from './types.ts'

/** Reads page by page and holds one entry per group; a delivery with several problems counts in each of their groups. */
export async function groupFailures(
  ledger: LedgerReader,
  { code, file: _file, ...filter }: DecisionFilter,
): Promise<readonly FailureGroup[]> {
  const groups = new Map<string, FailureGroup>()
  for await (const { upstream, state, problems, record, revision } of paged(
    (page) => ledger.problems(filter, page),
    ({ delivery }) => delivery,
  )) {
    for (const own of problems) {
      const problem = sharedPart(own)
      if (code !== undefined && problem.code !== code && problem.upstreamCode !== code) continue
      const key = canonicalJson([upstream, state, problem as never])
      const group = groups.get(key)
      const example = group?.example ?? formatReceiptNumber(record, revision)
      groups.set(key, { upstream, state, count: (group?.count ?? 0) + 1, problem, example })
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

/** The upstream's own words may quote what was typed, and differ from record to record; positions in lists do too. */
function sharedPart({ upstreamText: _, field, ...problem }: Problem): Problem {
  return field === undefined ? problem : { ...problem, field: field.replace(/\.\d+(?=\.|$)/g, '.*') }
}
