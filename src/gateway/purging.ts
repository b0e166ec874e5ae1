/** Purging, chunk by chunk, while the ledger is in use. Stopped anywhere, it has purged whole records only. */
import type { Clock } from '../base/clock.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Gateway } from './types.ts'

// Records per transaction: some ten milliseconds, during which nobody else writes.
const CHUNK = 200

export async function purgeAll(
  ledger: Ledger,
  clock: Clock,
  { before, by, dryRun = false, signal }: Parameters<Gateway['purge']>[0],
): Promise<number> {
  let records = 0
  for (let after = 0; !signal?.aborted; ) {
    const purged = await ledger.purge({ before, by, now: clock.now(), after, limit: CHUNK, dryRun })
    records += purged.records
    if (purged.after === undefined) break
    after = purged.after
  }
  return records
}
