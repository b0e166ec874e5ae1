/** What stands still, grouped: “312 at civil affairs, sex is not in the code list”, and one of them to look at. */
import { canonicalJson } from '../base/canonical-json.ts'
import type { Problem } from '../base/problem.ts'
import type { DecisionFilter } from '../delivery/index.ts'
import { type DeliveryFilter, formatReceiptNumber, type LedgerReader, MOVING_STATES } from '../ledger/index.ts'
import { opensByItself } from './shut.ts'
import { paged } from './status.ts'
import type { FailureGroup } from './types.ts'

/** Reads page by page and holds one entry per group; a delivery with several problems counts in each of their groups. */
export async function groupFailures(
  ledger: LedgerReader,
  { code, file: _file, ...filter }: DecisionFilter,
  shut: readonly Problem[],
): Promise<readonly FailureGroup[]> {
  const wanted = (problem: Problem) => code === undefined || problem.code === code || problem.upstreamCode === code
  const groups = new Map<string, FailureGroup>()
  for await (const { upstream, state, problems, record, revision } of paged(
    (page) => ledger.problems(filter, page),
    ({ delivery }) => delivery,
  )) {
    for (const own of problems) {
      const problem = sharedPart(own)
      if (!wanted(problem)) continue
      const key = canonicalJson([upstream, state, problem as never])
      const group = groups.get(key)
      const example = group?.example ?? formatReceiptNumber(record, revision)
      groups.set(key, { upstream, state, count: (group?.count ?? 0) + 1, problem, example, needsPerson: true })
    }
  }
  const waiting = await Promise.all(shut.filter(wanted).map((problem) => behindGate(ledger, filter, problem)))
  return [...groups.values(), ...waiting.flat()].sort((a, b) => b.count - a.count)
}

/** What waits for one upstream that is shut, a group for each state. */
async function behindGate(ledger: LedgerReader, filter: DeliveryFilter, problem: Problem): Promise<FailureGroup[]> {
  const { upstream, params } = problem
  if (upstream === undefined || (filter.upstream !== undefined && filter.upstream !== upstream)) return []
  const account = typeof params?.account === 'string' ? { account: params.account } : {}
  if (filter.account !== undefined && (account.account ?? filter.account) !== filter.account) return []
  const states = WAITING_STATES.filter((state) => filter.states?.includes(state) ?? true)
  const groups: FailureGroup[] = []
  for (const { state, count } of await ledger.counts({ ...filter, ...account, upstream, states })) {
    const [first] = await ledger.standingStill(
      { ...filter, ...account, upstream, states: [state] },
      { after: 0, limit: 1 },
    )
    // It may have gone on since it was counted.
    if (!first) continue
    const example = formatReceiptNumber(first.record, first.revision)
    groups.push({ upstream, state, count, problem, example, needsPerson: !opensByItself(problem) })
  }
  return groups
}

const WAITING_STATES = MOVING_STATES.filter((state) => state !== 'sending')

/** The upstream's own words may quote what was typed, and differ from record to record; positions in lists do too. */
function sharedPart({ upstreamText: _, field, ...problem }: Problem): Problem {
  return field === undefined ? problem : { ...problem, field: field.replace(/\.\d+(?=\.|$)/g, '.*') }
}
