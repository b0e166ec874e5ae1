/** A great many pending deliveries for one upstream: whoever reports to another notices nothing. */
import { expect, test } from 'vitest'
import { ledgerFile } from '../spine/harness.ts'
import { ended, linesOf, startScript } from './processes.ts'
import { isLong, tell } from './told.ts'

const PENDING = Number(process.env.PENDING ?? (isLong ? 1_000_000 : 20_000))
const MOST_MB = 300

test(`${PENDING.toLocaleString('en')} pending on one upstream`, { timeout: 900_000 }, async ({ task }) => {
  const child = startScript('pending-process.ts', [ledgerFile().slice('file:'.length), String(PENDING)])
  let said = ''
  for await (const line of linesOf(child)) said = line
  expect(await ended(child)).toBe(0)
  const { alone, beside, peakMb, pending, statements, scans } = JSON.parse(said)
  expect(pending).toBe(PENDING)
  expect(scans).toEqual([])
  expect(statements).toBeGreaterThan(10)
  expect(peakMb).toBeLessThan(MOST_MB)
  const ratio = (beside / alone).toFixed(2)
  tell(
    task,
    `another’s deliveries: ${beside}/s beside, ${alone}/s without, ratio ${ratio}; ${peakMb} MB; no full scan in ${statements} statements`,
  )
})
