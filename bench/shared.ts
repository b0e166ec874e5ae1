/**
 * One PostgreSQL ledger and 1, 2 and 4 processes: accepts and deliveries per second beside what the database can do at all, in
 * the same run: bare SQL in as many commits of as many rows, from as many connections. Then both once more over a line on which
 * an answer takes half a millisecond longer, as between two machines. Upstreams answer in the worker itself: no network.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGateway, type Gateway } from 'yibiao'
import { type PostgresServer, startPostgres } from '../test/fixtures/postgres-server.ts'
import { bareClaims, bareInserts, makeBareTable } from './bare-postgres.ts'
import type { BenchRow } from './mapping.ts'
import { median, perSecond } from './measure.ts'
import { LANE, sharedUpstream } from './shared-upstream.ts'
import { openSlowLine } from './slow-line.ts'

const RECORDS = 1_000
const PROCESSES = [1, 2, 4]
const CALLERS = 100
const ROUNDS = 3
const LINE_MS = 0.5

interface Round {
  readonly ours: number
  readonly raw: number
}

export async function benchShared(): Promise<BenchRow[]> {
  const server = await startPostgres(['-c', 'fsync=on'])
  const rows: BenchRow[] = []
  try {
    for (const count of PROCESSES) rows.push(...(await rowsOf(server, count, 0)))
    rows.push(...(await rowsOf(server, 1, LINE_MS)))
    return rows
  } finally {
    await server.close()
  }
}

async function rowsOf(server: PostgresServer, count: number, lineMs: number): Promise<BenchRow[]> {
  const accepts: Round[] = []
  const deliveries: Round[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const schema = `bench_${count}_${lineMs > 0 ? 'slow' : 'near'}_${round}`
    const lines = await Promise.all(Array.from({ length: count }, () => openSlowLine(server, lineMs)))
    const urls = lines.map(({ url }) => url)
    const bare = await makeBareTable(server.url, RECORDS)
    try {
      accepts.push({ raw: await bareInserts(urls, RECORDS, CALLERS), ours: await accepted(urls, schema) })
      deliveries.push({ raw: await bareClaims(urls, LANE), ours: await delivered(server.url, urls, schema) })
    } finally {
      await bare.drop()
      for (const line of lines) await line.close()
    }
  }
  const far = lineMs > 0 ? `, ${lineMs} ms away` : ''
  const by = `${count} ${count === 1 ? 'process' : 'processes'}${far}`
  return [
    rowOf(`accepts into PostgreSQL, ${by}`, 'accepts/s', 'bare SQL that inserts', accepts),
    rowOf(`deliveries from PostgreSQL, ${by}`, 'deliveries/s', 'bare SQL that claims and settles', deliveries),
  ]
}

const rowOf = (row: string, unit: string, against: string, rounds: readonly Round[]): BenchRow => ({
  row,
  value: Math.round(median(rounds.map(({ ours }) => ours))),
  unit,
  against,
  ratio: Number(median(rounds.map(({ ours, raw }) => ours / raw)).toFixed(3)),
})

const inSchema = (url: string, schema: string) => `${url}?schema=${schema}`

/** Each process hands in its share, `CALLERS` at once. */
async function accepted(urls: readonly string[], schema: string): Promise<number> {
  const share = RECORDS / urls.length
  const processes = urls.map((url, index) =>
    startProcess('accept', inSchema(url, schema), String(index * share), String(share), String(CALLERS)),
  )
  try {
    await Promise.all(processes.map(({ says }) => says('ready')))
    const start = performance.now()
    for (const { child } of processes) child.stdin?.write('go\n')
    await Promise.all(processes.map(({ says }) => says('done')))
    return perSecond(RECORDS, start)
  } finally {
    for (const { child } of processes) child.kill()
  }
}

/** From a backlog, which those who were accepted are. */
async function delivered(near: string, urls: readonly string[], schema: string): Promise<number> {
  const front = await createGateway({
    ledger: inSchema(near, schema),
    upstreams: [sharedUpstream()],
    deliver: false,
  })
  await front.pause('rest', { by: 'bench' })
  const workers = urls.map((url) => startProcess('deliver', inSchema(url, schema)))
  try {
    await Promise.all(workers.map(({ says }) => says('ready')))
    const start = performance.now()
    await front.resume('rest', { by: 'bench' })
    while (!(await isThrough(front))) await new Promise((resolve) => setTimeout(resolve, 20))
    return perSecond(RECORDS, start)
  } finally {
    for (const { child } of workers) child.kill()
    await front.close()
  }
}

const isThrough = async (gateway: Gateway) =>
  (await gateway.status({ states: ['delivered'] })).counts[0]?.count === RECORDS

function startProcess(...args: readonly string[]) {
  const path = fileURLToPath(new URL('shared-process.ts', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  return { child, says: (word: string) => until(lines, word) }
}

function until(lines: Interface, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (line === word) resolve()
    })
    lines.once('close', () => reject(new RangeError(`it ended before it was ${word}`)))
  })
}
