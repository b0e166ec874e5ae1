/**
 * A ledger with a great many deliveries for one upstream, pending or over, as its arguments say: told to go, it claims and
 * settles some of another's, and says what that took; told to end, how much memory it needed, and how SQLite finds what it is
 * asked for.
 */
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { setFlagsFromString } from 'node:v8'
import { contentHash, type Ledger } from '../../src/ledger/index.ts'
import { openSqliteLedger } from '../../src/ledger/sqlite/index.ts'

// As the command line runs: see test/spine/memory-process.ts.
setFlagsFromString('--semi-space-growth-factor=1')

const [path = '', count = '0', state = 'pending'] = process.argv.slice(2)

const statements = new Set<string>()
const prepare = DatabaseSync.prototype.prepare
DatabaseSync.prototype.prepare = function (sql, options) {
  statements.add(sql)
  return prepare.call(this, sql, options)
}

const NOW = Date.UTC(2026, 0, 5)
const MEASURED = 1_000
const AT_ONCE = 500
const IN_HAND = 100

const ledger = openSqliteLedger({ path, now: NOW })
const hash = contentHash('')
const capabilities = {
  operations: ['create'],
  maxProcessingMs: 0,
  idempotency: { key: { scope: 'item', windowMs: 86_400_000 } },
} as const
await ledger.register(
  ['full', 'other'].map((upstream) => ({
    ...{ upstream, gate: upstream, capabilities, canPoll: false, canProbe: false, leaseMs: 60_000 },
    ...{ contractHash: hash, mappingHash: hash },
  })),
)

// What opening asks, it asks once.
statements.clear()

let records = 0
async function accept(upstream: string, count: number): Promise<void> {
  const { id, number } = await ledger.openSubmission({ form: 'f', by: 'test', source: 'test', at: NOW })
  for (let done = 0; done < count; done += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - done) }, () =>
        ledger.accept(acceptance(upstream, { id, number })),
      ),
    )
  }
}

function acceptance(upstream: string, submission: { id: number; number: string }): Parameters<Ledger['accept']>[0] {
  const name = String(records++)
  const json = JSON.stringify({ name, note: '一条待报的记录' })
  const content = contentHash(json)
  const times = { dueAt: NOW, giveUpAt: NOW + 1e12 }
  return {
    ...{
      submission,
      form: 'f',
      formVersion: 1,
      keyHash: contentHash(`key ${name}`),
      origin: contentHash(`origin ${name}`),
    },
    ...{
      refuseSameEvent: false,
      entryHash: content,
      contentHash: content,
      values: { name },
      withdrawn: false,
      by: 'test',
      at: NOW,
    },
    deliveries: [
      {
        ...times,
        upstream,
        state: upstream === 'full' && state === 'over' ? 'not-applicable' : 'pending',
        wanted: 'present',
        payload: { json, hash: content },
        problems: [],
        priority: 1,
      },
    ],
  }
}

/** What is due, claimed and settled: time of the processor and of the clock, in ms. The disk's own moods are in the latter alone. */
async function measured(): Promise<{ readonly cpuMs: number; readonly ms: number }> {
  await accept('other', MEASURED)
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  for (;;) {
    const { due } = await ledger.due({ upstream: 'other', limit: IN_HAND, now: NOW })
    if (due.length === 0) break
    const items = due.map(({ delivery, body }) => ({ deliveries: [delivery], message: body }))
    const { claims } = await ledger.claim({ upstream: 'other', items, now: NOW })
    const answers = [{ outcome: { state: 'delivered' }, problems: [] }] as const
    await Promise.all(
      claims.map((claim) => ledger.settle({ upstream: 'other', claim, now: NOW, random: 0.5, answers })),
    )
  }
  const { user, system } = process.cpuUsage(cpu)
  return { cpuMs: (user + system) / 1_000, ms: performance.now() - start }
}

const say = (words: object) => process.stdout.write(`${JSON.stringify(words)}\n`)

await accept('full', Number(count))
// Both sides are warm, and their statements known.
await measured()
say({ ready: true })
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'end') break
  say({ ...(await measured()), deliveries: MEASURED })
}
await ledger.close()

const db = new DatabaseSync(path, { readOnly: true })
// Of the great tables: a list of upstreams or of the two dozen facts about the ledger may be read whole.
const GREAT =
  /SCAN (?:d|t|v|r|p|m|a|n|o|delivery|target|revision|record|parcel|parcel_member|attempt|receipt|wait|audit)\b/
const scans = [...statements].flatMap((sql) => {
  // One row from an end of the table is no scan, whatever SQLite calls it.
  if (!/^\s*(?:SELECT|UPDATE|DELETE|INSERT)/.test(sql) || /FROM \w+ ORDER BY id DESC LIMIT 1$/.test(sql)) return []
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]
  return plan
    .filter(({ detail }) => GREAT.test(detail))
    .map(({ detail }) => `${detail}: ${sql.replaceAll(/\s+/g, ' ')}`)
})
const left = db.prepare("SELECT count(*) AS count FROM delivery WHERE state = 'pending'").get() as { count: number }
const peakMb = Math.round(process.resourceUsage().maxRSS / 1_024)
say({ peakMb, pending: left.count, statements: statements.size, scans })
process.exit(0)
