/**
 * Several machines on one PostgreSQL: whoever hands in is one process, four others deliver. Workers are killed, one is stopped
 * past its leases and goes on, the database is shut down at once again and again. Nothing is lost, nothing doubled, by the
 * upstreams' own count; what was in flight goes again, or is asked about, within a minute of its lease. SHARED_RECORDS, CRASHES,
 * AWAY_MS and SEED choose how much of it, and which moments.
 */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts'
import { judgeBatch, startGateway, startUpstreams } from './batch.ts'
import { steps } from './plan.ts'
import { ended, linesOf } from './processes.ts'
import { slowAnswers } from './slow-answers.ts'
import { isLong, seeded, tell } from './told.ts'

const RECORDS = Number(process.env.SHARED_RECORDS ?? (isLong ? 2_000 : 120))
const CRASHES = Number(process.env.CRASHES ?? (isLong ? 20 : 2))
const AWAY_MS = 500
const LONG_AWAY_MS = Number(process.env.AWAY_MS ?? (isLong ? 600_000 : AWAY_MS))

// Of the processes' clock: a lease of 60 s is over in three, or in twelve. What the machine itself is late counts so many times.
const SPEED = isLong ? 5 : 20
const LEASE_MS = 60_000
const STOPPED_MS = (LEASE_MS * 1.3) / SPEED

// A short run shares the machine with other tests, so a minute there is one of the machine's.
const LATEST_MS = 60_000 * (isLong ? 1 : SPEED)

// Long enough for a killed worker to have sends in flight, far below what a lease takes.
const ANSWER_MS = 100

const started: ChildProcess[] = []
const closing: { close(): void }[] = []
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres(['-c', 'fsync=on'])
}, 60_000)
afterAll(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  for (const one of closing.splice(0)) one.close()
  await server.close()
})

test(`four workers, two killed, one stopped past its lease, PostgreSQL killed × ${CRASHES}`, {
  timeout: 3_600_000,
}, async ({ task }) => {
  const random = seeded()
  const { process: upstreams, urls: near } = await startUpstreams()
  const slow = await Promise.all(
    ([near.key, near.lookup, near.neither] as const).map((url) => slowAnswers(url, ANSWER_MS)),
  )
  closing.push(...slow)
  const [key, lookup, neither] = slow.map(({ url }) => url) as [string, string, string]
  const urls = { key, lookup, neither }
  const ledger = `${server.url}?schema=shared`
  const epoch = Date.now()
  const fast = ['--speed', String(SPEED), '--epoch', String(epoch)]
  const fastNow = () => epoch + (Date.now() - epoch) * SPEED
  const away: Span[] = []
  const worker = () => startGateway(ledger, urls, RECORDS, 0, '--role', 'worker', ...fast)
  const workers = [worker(), worker(), worker(), worker()] as const
  const front = startGateway(ledger, urls, RECORDS, 0, '--role', 'front', ...fast)
  started.push(upstreams, front, ...workers)

  const at = (share: number) => Math.floor(steps(RECORDS).length * share)
  const plan = new Map<number, () => Promise<void> | void>([
    [at(0.2), () => void workers[0].kill('SIGKILL')],
    [at(0.5), () => stopped(workers[1])],
    [at(0.7), () => void workers[2].kill('SIGKILL')],
  ])
  for (let crash = 0; crash < CRASHES; crash++) {
    plan.set(at((crash + 0.55 + random() * 0.35) / CRASHES), async () => {
      const from = fastNow()
      await server.crash()
      await pause(crash === 0 ? LONG_AWAY_MS : AWAY_MS)
      await server.start()
      away.push({ from, to: fastNow() })
    })
  }
  for await (const line of linesOf(front)) await plan.get(Number(line))?.()
  expect(await ended(front)).toBe(0)
  const left = [workers[1], workers[3]]
  for (const one of left) one.kill('SIGTERM')
  expect(await Promise.all(left.map(ended))).toEqual([0, 0])

  const listed = await judgeBatch(ledger, near, RECORDS)
  const [lost] = await server.query(`SELECT count(*)::int AS count FROM shared.attempt WHERE result = 'lost'`)
  const late = await lateness(away)
  tell(
    task,
    `2 of 4 workers killed, 1 stopped, PostgreSQL killed ${CRASHES} ×, ${RECORDS} records: 0 lost, 0 doubled, 0 stale; ${lost?.count} sends in doubt, ` +
      `${late.length} of them taken up again by themselves, ${Math.ceil(Math.max(0, ...late) / 1_000)} s after their leases at the latest; neither: ${listed.neither} listed`,
  )
  expect(Math.max(0, ...late)).toBeLessThanOrEqual(LATEST_MS)
  // Or nothing was in flight, and this has shown nothing; a short run may meet no send.
  if (isLong) expect(late.length).toBeGreaterThan(0)
})

/** Past every lease it holds, and on again. */
async function stopped(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP')
  await pause(STOPPED_MS)
  child.kill('SIGCONT')
}

/** Of the clock that runs faster, epoch ms. */
interface Span {
  readonly from: number
  readonly to: number
}

/**
 * How long after the end of its lease each send in doubt was sent again or looked up, in ms of the clock that runs faster; the
 * time without a database doesn't count. Of an upstream that can be asked nothing, a person decides when.
 */
async function lateness(away: readonly Span[]): Promise<readonly number[]> {
  const rows = await server.query(
    `SELECT a.started_at::float8 AS sent, min(n.started_at)::float8 AS again
     FROM shared.attempt a JOIN shared.parcel_member m ON m.parcel_id = a.parcel_id
     JOIN shared.delivery d ON d.id = m.delivery_id JOIN shared.upstream u ON u.id = d.upstream_id
     LEFT JOIN shared.parcel_member o ON o.delivery_id = d.id
     LEFT JOIN shared.attempt n ON n.parcel_id = o.parcel_id AND n.started_at >= a.ended_at
     WHERE a.result = 'lost' AND u.name <> 'neither' GROUP BY a.parcel_id, a.number, a.started_at`,
  )
  return rows.map(({ sent, again }) => {
    expect(again, 'nobody took it up again').not.toBeNull()
    const from = Number(sent) + LEASE_MS
    const without = away.reduce(
      (sum, span) => sum + Math.max(0, Math.min(span.to, Number(again)) - Math.max(span.from, from)),
      0,
    )
    return Number(again) - from - without
  })
}
