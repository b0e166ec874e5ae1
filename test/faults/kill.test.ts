/**
 * kill -9 at random moments of a batch, revisions A, B, A among it: nothing lost, nothing doubled, nothing stale left
 * standing, by the upstreams' own count. KILLS and SEED choose how often and which moments.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Capabilities } from 'yibiao'
import { brokenInvariants, type SandboxRow } from 'yibiao/testing'
import { lastContent, steps } from './plan.ts'

const KILLS = Number(process.env.KILLS ?? 100)
const RECORDS = Number(process.env.RECORDS ?? 2_000)
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

const capabilities: Record<'key' | 'lookup' | 'neither', Capabilities> = {
  key: {
    operations: ['create', 'update'],
    maxProcessingMs: 100,
    idempotency: { key: { scope: 'item', windowMs: 86_400_000 } },
  },
  lookup: { operations: ['create', 'update'], maxProcessingMs: 100, idempotency: { lookup: { settleMs: 100 } } },
  neither: { operations: ['create'], maxProcessingMs: 100 },
}

const started: ChildProcess[] = []

test(`kill -9 × ${KILLS} over ${RECORDS} records and three kinds of upstream`, { timeout: 900_000 }, async () => {
  console.log(`seed ${seed}`)
  const folder = mkdtempSync(join(tmpdir(), 'kill-'))
  const ledger = join(folder, 'ledger.db')
  try {
    const urls = await startUpstreams()
    const random = generator(seed)
    const total = steps(RECORDS).length
    let acknowledged = -1
    for (let kill = 0; kill < KILLS; kill++) {
      // As many steps are left for the later kills as for the earlier ones.
      const target = Math.floor((total * (kill + 1)) / (KILLS + 1))
      const gateway = startGateway(ledger, urls, acknowledged + 1)
      acknowledged = await killAt(gateway, acknowledged, target, random())
    }
    const last = startGateway(ledger, urls, acknowledged + 1, '--finish')
    expect(await ended(last)).toBe(0)

    const db = new DatabaseSync(ledger, { readOnly: true })
    expect(brokenInvariants(capabilities, (sql) => db.prepare(sql).all())).toEqual([])
    const listed = listedForPeople(db)
    db.close()

    const rows = { key: await rowsOf(urls.key), lookup: await rowsOf(urls.lookup), neither: await rowsOf(urls.neither) }
    for (const name of ['key', 'lookup'] as const) {
      expect(listed[name], `${name}: none needs a person`).toBe(0)
      expect(doubles(rows[name]), `${name}: doubled`).toEqual([])
      const standing = new Map(rows[name].map(({ payload }) => [payload.sfzh, payload.lxdh]))
      const wrong = Array.from({ length: RECORDS }, (_, record) => lastContent(record)).filter(
        ({ sfzh, lxdh }) => standing.get(sfzh) !== lxdh,
      )
      expect(wrong, `${name}: lost or stale`).toEqual([])
      expect(standing.size).toBe(RECORDS)
    }
    // Nothing at all can be asked of the third kind: each record stands once with its last content, or is listed.
    expect(doubles(rows.neither), 'neither: doubled').toEqual([])
    const right = new Set(
      rows.neither.filter(({ payload }) => payload.lxdh === lastContent(0).lxdh).map(({ payload }) => payload.sfzh),
    )
    const missing = Array.from({ length: RECORDS }, (_, record) => lastContent(record).sfzh).filter(
      (sfzh) => !right.has(sfzh),
    )
    expect(missing.length, 'neither: lost').toBeLessThanOrEqual(listed.neither as number)
    console.log(
      `kills ${KILLS} · records ${RECORDS} · steps ${total} · lost 0 · doubled 0 · listed for a person ${JSON.stringify(listed)}`,
    )
  } finally {
    for (const child of started) child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  }
})

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

async function startUpstreams(): Promise<{ key: string; lookup: string; neither: string }> {
  const child = spawn(process.execPath, [script('upstreams-process.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
  started.push(child)
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line).sandboxes
  throw new RangeError('the upstreams did not start')
}

function startGateway(ledger: string, urls: object, from: number, ...flags: string[]) {
  const options = [
    '--ledger',
    ledger,
    '--urls',
    JSON.stringify(urls),
    '--from',
    String(from),
    '--records',
    String(RECORDS),
    ...flags,
  ]
  const child = spawn(process.execPath, [script('gateway-process.ts'), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  return child
}

/** Lets it work up to a step, then kills it within the next moments. @returns the last acknowledged step */
async function killAt(child: ChildProcess, before: number, target: number, random: number): Promise<number> {
  let acknowledged = before
  const stop = () => setTimeout(() => child.kill('SIGKILL'), random * 40)
  // Every fifth is killed while it starts, recovers or has nothing to hand in.
  if (random < 0.2) setTimeout(() => child.kill('SIGKILL'), random * 2_000)
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    acknowledged = Number(line)
    if (acknowledged === Math.max(target, before + 1)) stop()
  }
  await ended(child)
  return acknowledged
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('close', (code) => resolve(code)))

const rowsOf = async (url: string): Promise<readonly SandboxRow[]> => {
  const reply = await fetch(`${url}/__rows`)
  const body = (await reply.json()) as { rows: readonly SandboxRow[] }
  return body.rows
}

function doubles(rows: readonly SandboxRow[]): unknown[] {
  const seen = new Set<unknown>()
  return rows.map(({ payload }) => payload.sfzh).filter((sfzh) => seen.has(sfzh) || !seen.add(sfzh))
}

function listedForPeople(db: DatabaseSync): Record<string, number> {
  const rows = db
    .prepare(
      `SELECT u.name, count(*) AS count FROM delivery d JOIN upstream u ON u.id = d.upstream_id
       WHERE d.state IN ('held', 'dead', 'rejected', 'incomplete', 'handover') GROUP BY u.name`,
    )
    .all() as { name: string; count: number }[]
  return { key: 0, lookup: 0, neither: 0, ...Object.fromEntries(rows.map(({ name, count }) => [name, count])) }
}

/** Mulberry32: the same seed gives the same moments. */
function generator(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
