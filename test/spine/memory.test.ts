/** Peak memory of a whole process, as the operating system counts it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const RECORDS = 100_000
const PEAK_MB = 250

test(`${RECORDS} records through submitMany stay under ${PEAK_MB} MB`, { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'memory-'))
  try {
    const script = fileURLToPath(new URL('memory-process.ts', import.meta.url))
    const options = [script, '--ledger', join(folder, 'ledger.db'), '--records', String(RECORDS)]
    const { stdout } = await promisify(execFile)(process.execPath, options)
    const report = JSON.parse(stdout) as { accepted: number; counts: unknown; peakMb: number }
    console.log(`peak ${report.peakMb} MB`)
    expect(report.accepted).toBe(RECORDS)
    expect(report.counts).toEqual([{ upstream: 'one', state: 'pending', count: RECORDS }])
    expect(report.peakMb).toBeLessThan(PEAK_MB)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
