/** Stored records of older versions, written anew a chunk at a time: what is left is what a stopped run goes on with. */
import type { Corrector, Versions } from '../delivery/index.ts'
import { formatReceiptNumber, type LedgerReader } from '../ledger/index.ts'
import type { Gateway, UpgradeReport } from './types.ts'

// Records read at once; each is a transaction of its own.
const CHUNK = 200
const MOST_LEFT = 100

export async function upgradeAll(
  ledger: LedgerReader,
  versions: Versions,
  corrector: Corrector,
  { by, form: only, dryRun = false, signal }: Parameters<Gateway['upgrade']>[0],
): Promise<UpgradeReport> {
  let upgraded = 0
  const left: UpgradeReport['left'][0][] = []
  for (const form of versions.forms.filter(({ name }) => only === undefined || name === only)) {
    for (let after = 0; ; ) {
      const page = await ledger.outdated(form.name, form.version, { after, limit: CHUNK })
      for (const { number } of page) {
        if (signal?.aborted) return { upgraded, left }
        const record = await ledger.findRecord({ number })
        if (!record) continue
        const problems = dryRun ? corrector.check(form, record) : await corrector.upgrade(form, record, by)
        if (problems.length === 0) upgraded += 1
        else if (left.length < MOST_LEFT) left.push({ number: formatReceiptNumber(number, record.revision), problems })
      }
      const last = page.at(-1)
      if (!last) break
      after = last.id
    }
  }
  return { upgraded, left }
}
