/**
 * Deliveries per second from one PostgreSQL ledger by 1, 2 and 4 worker processes, beside one process with a ledger in a file in
 * the same run. The upstream is a process of its own; the workers are open before the clock starts.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGateway, type Gateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { startPostgres } from '../test/fixtures/postgres-server.ts'
import { residentUpstream } from '../test/spine/upstreams.ts'
import { syntheticResident } from '../test/synthetic.ts'
import type { BenchRow } from './mapping.ts'
import { perSecond } from './measure.ts'

const RECORDS = 1_000
const WORKERS = [1, 2, 4]
const LANE = 32

export async function benchShared(): Promise<BenchRow[]> {
  const upstreams = startProcess('upstream-process.ts')
  const server = await startPostgres(['-c', 'fsync=on'])
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const { rest } = (JSON.parse(await firstLine(upstreams)) as { sandboxes: { rest: string } }).sandboxes
    const file = await delivered(`file:${join(folder, 'ledger.db')}`, rest, 0)
    const rows: BenchRow[] = []
    for (const workers of WORKERS) {
      const rate = await delivered(`${server.url}?schema=bench_${workers}`, rest, workers)
      rows.push({
        row: `deliveries from PostgreSQL, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
        value: Math.round(rate),
        unit: 'deliveries/s',
        against: 'one process with a ledger in a file',
        ratio: Number((rate / file).toFixed(3)),
      })
    }
    return rows
  } finally {
    upstreams.kill()
    await server.close()
    rmSync(folder, { recursive: true })
  }
}

/** @param workers - processes beside this one, which then delivers nothing itself */
async function delivered(ledger: string, url: string, workers: number): Promise<number> {
  const upstreams = [residentUpstream('rest', 'rest-key', url, { concurrency: LANE })]
  const gateway = await createGateway({ ledger, upstreams, deliver: workers === 0 })
  await gateway.pause('rest', { by: 'bench' })
  const entries = Array.from({ length: RECORDS }, (_, i) => ({ entry: syntheticResident(i) }))
  for await (const _ of gateway.submitMany(resident, entries, { by: `bench-${workers}` }));
  const children = Array.from({ length: workers }, () => startProcess('worker-process.ts', ledger, url, String(LANE)))
  try {
    for (const child of children) await firstLine(child)
    const start = performance.now()
    await gateway.resume('rest', { by: 'bench' })
    while (!(await isThrough(gateway))) await new Promise((resolve) => setTimeout(resolve, 20))
    return perSecond(RECORDS, start)
  } finally {
    for (const child of children) child.kill()
    await gateway.close()
  }
}

const isThrough = async (gateway: Gateway) =>
  (await gateway.status({ states: ['delivered'] })).counts[0]?.count === RECORDS

function startProcess(script: string, ...args: readonly string[]): ChildProcess {
  const path = fileURLToPath(new URL(script, import.meta.url))
  return spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout as NodeJS.ReadableStream })) return line
  throw new RangeError('it ended without a word')
}
