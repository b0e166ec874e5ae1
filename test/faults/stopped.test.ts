/** SIGSTOP in the middle of a batch, far past every deadline, then SIGCONT: what was in hand does not leave any more. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createGateway, StorageError } from 'yibiao'
import { ledgerFile } from '../spine/harness.ts'
import { judgeBatch, startGateway, startUpstreams } from './batch.ts'
import { ended, linesOf } from './processes.ts'
import { isLong, seeded, tell } from './told.ts'

const RECORDS = 400
const STOPS = isLong ? 20 : 2
const TIMEOUT_MS = 300

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

test(`SIGSTOP past the deadline, then SIGCONT, × ${STOPS}`, { timeout: 120_000 }, async ({ task }) => {
  const setting = ledgerFile()
  const ledger = setting.slice('file:'.length)
  const upstreams = await startUpstreams()
  const gateway = startGateway(ledger, upstreams.urls, RECORDS, 0, '--timeout-ms', String(TIMEOUT_MS))
  started.push(upstreams.process, gateway)
  const random = seeded()
  let stops = 0
  let acknowledged = 0
  for await (const _ of linesOf(gateway)) {
    if (stops === STOPS || ++acknowledged < ((stops + 1) * RECORDS) / (STOPS + 1)) continue
    stops++
    await pause(random() * 20)
    gateway.kill('SIGSTOP')
    await pause(TIMEOUT_MS * 2)
    // It still owns the file: nobody delivers beside it.
    const refusal = await createGateway({ ledger: setting, upstreams: [] }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StorageError)
    gateway.kill('SIGCONT')
  }
  expect(await ended(gateway)).toBe(0)
  const { neither } = await judgeBatch(ledger, upstreams.urls, RECORDS)
  tell(
    task,
    `${stops} stops, ${RECORDS} records: 0 lost, 0 doubled, 0 stale; neither: ${neither} listed; a second owner refused each time`,
  )
})
