/**
 * kill -9 at random moments of a batch, revisions A, B, A among it: nothing lost, nothing doubled, nothing stale left
 * standing, by the upstreams' own count. KILLS and SEED choose how often and which moments; LEDGER=postgres takes a PostgreSQL
 * ledger, whose leases are over in seconds on a clock that runs faster.
 */
import type { ChildProcess } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { startPostgres } from '../fixtures/postgres-server.ts'
import { ledgerFile } from '../spine/harness.ts'
import { judgeBatch, startGateway, startUpstreams } from './batch.ts'
import { steps } from './plan.ts'
import { ended, linesOf, type Script } from './processes.ts'
import { isLong, seeded, tell } from './told.ts'

const KILLS = Number(process.env.KILLS ?? (isLong ? 1_000 : 100))
const RECORDS = Number(process.env.RECORDS ?? 2_000)

const onPostgres = process.env.LEDGER === 'postgres'
const FASTER = ['--speed', '20', '--epoch', String(Date.now())]

const started: ChildProcess[] = []
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  for (const end of ends.splice(0)) await end()
})

test(`kill -9 × ${KILLS} over ${RECORDS} records and three kinds of upstream`, { timeout: 3_600_000 }, async ({
  task,
}) => {
  const ledger = onPostgres ? await database() : ledgerFile().slice('file:'.length)
  const upstreams = await startUpstreams()
  started.push(upstreams.process)
  const start = (from: number, ...flags: string[]) => {
    const child = startGateway(ledger, upstreams.urls, RECORDS, from, ...flags, ...(onPostgres ? FASTER : []))
    started.push(child)
    return child
  }
  const random = seeded()
  const total = steps(RECORDS).length
  let acknowledged = -1
  for (let kill = 0; kill < KILLS; kill++) {
    // As many steps are left for the later kills as for the earlier ones.
    const target = Math.floor((total * (kill + 1)) / (KILLS + 1))
    acknowledged = await killAt(start(acknowledged + 1), acknowledged, target, random())
  }
  expect(await ended(start(acknowledged + 1, '--finish'))).toBe(0)
  const { neither } = await judgeBatch(ledger, upstreams.urls, RECORDS)
  tell(
    task,
    `${KILLS} kills, ${RECORDS} records, ${total} revisions: 0 lost, 0 doubled, 0 stale; neither: ${neither} listed`,
  )
})

async function database(): Promise<string> {
  const server = await startPostgres(['-c', 'fsync=on'])
  ends.push(() => server.close())
  return server.url
}

/** Lets it work up to a step, then kills it within the next moments. @returns the last acknowledged step */
async function killAt(child: Script, before: number, target: number, random: number): Promise<number> {
  let acknowledged = before
  const stop = () => setTimeout(() => child.kill('SIGKILL'), random * 40)
  // Every fifth is killed while it starts, recovers or has nothing to hand in.
  if (random < 0.2) setTimeout(() => child.kill('SIGKILL'), random * 2_000)
  for await (const line of linesOf(child)) {
    acknowledged = Number(line)
    if (acknowledged === Math.max(target, before + 1)) stop()
  }
  await ended(child)
  return acknowledged
}
