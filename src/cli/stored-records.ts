/** Records that an upstream has or is meant to get, as the ledger holds them now: each once, one at a time. */
import { type LedgerReader, readLedger, type StoredRecord } from '../ledger/index.ts'
import type { Upstream } from '../upstream/index.ts'
import type { LoadedConfig } from './config-file.ts'

const PAGE = 500

/** Those with a receipt, then those that stand still. Memory grows with their numbers only, about 60 bytes each. */
export async function* storedRecords(
  { ledger, ledgerKeys }: LoadedConfig,
  { name, form }: Upstream,
): AsyncGenerator<StoredRecord> {
  const reader = readLedger(ledger, ledgerKeys)
  try {
    const seen = new Set<string>()
    for await (const number of recordNumbers(reader, name)) {
      if (seen.has(number)) continue
      seen.add(number)
      const record = await reader.findRecord({ number })
      if (record && record.form === form.name && !record.withdrawn) yield record
    }
  } finally {
    await reader.close()
  }
}

async function* recordNumbers(reader: LedgerReader, upstream: string): AsyncGenerator<string> {
  for (let after = 0, more = true; more; ) {
    const rows = await reader.receipts({ upstream }, { after, limit: PAGE })
    for (const { record } of rows) yield record
    after = rows.at(-1)?.id ?? after
    more = rows.length === PAGE
  }
  for (let after = 0, more = true; more; ) {
    const rows = await reader.problems({ upstream }, { after, limit: PAGE })
    for (const { record } of rows) yield record
    after = rows.at(-1)?.delivery ?? after
    more = rows.length === PAGE
  }
}
