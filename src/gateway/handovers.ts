/** Files that wait to be handed in, each with the records in it. */
import { type DeliveryFilter, formatReceiptNumber, type LedgerReader } from '../ledger/index.ts'
import type { Upstream } from '../upstream/index.ts'
import { paged } from './status.ts'
import type { Handover } from './types.ts'

export async function handoversOf(
  ledger: LedgerReader,
  upstreams: readonly Upstream[],
  filter: DeliveryFilter,
): Promise<readonly Handover[]> {
  const files = new Map<string, Handover & { readonly records: string[] }>()
  const rows = paged(
    (page) => ledger.problems({ ...filter, states: ['handover'] }, page),
    ({ delivery }) => delivery,
  )
  for await (const { upstream, record, revision, problems } of rows) {
    const file = problems.find(({ code }) => code === 'handover_ready')?.params?.file
    if (typeof file !== 'string') continue
    const address = upstreams.find(({ name }) => name === upstream)?.adapter.address
    const key = `${upstream} ${file}`
    const handover = files.get(key) ?? { upstream, file, ...(address === undefined ? {} : { address }), records: [] }
    handover.records.push(formatReceiptNumber(record, revision))
    files.set(key, handover)
  }
  return [...files.values()]
}
