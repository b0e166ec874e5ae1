/**
 * Accepting and delivering beside what the disk and the database can do at all, in the same run: accepts by so many
 * callers at once beside as many lines appended per `fdatasync`; deliveries to an upstream in this process (no network)
 * beside bare SQL that claims and settles the same rows in the same batches.
 */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createGateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { tinyAdapter } from '../test/fixtures/tiny-upstream.ts'
import { residentUpstream } from '../test/spine/upstreams.ts'
import { syntheticResident } from '../test/synthetic.ts'
import type { BenchRow } from './mapping.ts'
import { median, perSecond } from './measure.ts'

const CALLERS = [1, 10, 100, 1_000]
const ROUNDS = 3
const DELIVERIES = 5_000
const LANE = 64

export async function benchAccepts(): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const callers of CALLERS) {
    const records = callers === 1 ? 300 : Math.min(4_000, callers * 60)
    const rounds: { raw: number; ours: number }[] = []
    // One more to warm up both sides.
    for (let round = 0; round <= ROUNDS; round++) {
      const raw = inFolder((folder) => append(join(folder, 'raw'), records, callers))
      const ours = await inFolder((folder) => accept(`file:${join(folder, 'ledger.db')}`, records, callers))
      if (round > 0) rounds.push({ raw: await raw, ours })
    }
    const callersText = callers === 1 ? '1 caller' : `${callers.toLocaleString('en')} callers`
    rows.push(rowOf(`accepts, ${callersText}`, 'accepts/s', 'as many lines per append + fdatasync', rounds))
  }
  const rounds: { raw: number; ours: number }[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const raw = await inFolder((folder) => bareClaims(join(folder, 'raw.db')))
    const ours = await inFolder((folder) => deliver(`file:${join(folder, 'ledger.db')}`))
    if (round > 0) rounds.push({ raw, ours })
  }
  rows.push(rowOf('deliveries without a network', 'deliveries/s', 'bare SQL that claims and settles', rounds))
  return rows
}

const rowOf = (row: string, unit: string, against: string, rounds: readonly { raw: number; ours: number }[]) => ({
  row,
  value: Math.round(median(rounds.map(({ ours }) => ours))),
  unit,
  against,
  ratio: Number(median(rounds.map(({ raw, ours }) => ours / raw)).toFixed(3)),
})

async function inFolder<T>(run: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @returns lines per second, `at` of them for each sync */
function append(path: string, lines: number, at: number): number {
  const file = openSync(path, 'a')
  try {
    const start = performance.now()
    for (let line = 0; line < lines; line += at) {
      let text = ''
      for (let i = line; i < Math.min(line + at, lines); i++) text += `${JSON.stringify(syntheticResident(i))}\n`
      writeSync(file, text)
      fdatasyncSync(file)
    }
    return perSecond(lines, start)
  } finally {
    closeSync(file)
  }
}

/** @returns records per second that `callers` hand in, each waiting for its answer */
async function accept(ledger: string, records: number, callers: number): Promise<number> {
  const upstreams = [residentUpstream('rest', 'rest-key', 'http://127.0.0.1:9')]
  const gateway = await createGateway({ ledger, upstreams, deliver: false })
  let next = 0
  const caller = async () => {
    while (next < records) await gateway.submit(resident, syntheticResident(next++), { by: 'bench' })
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  const rate = perSecond(records, start)
  await gateway.close()
  return rate
}

/** @returns deliveries per second from a backlog */
async function deliver(ledger: string): Promise<number> {
  const upstream = residentUpstream('rest', 'rest-key', 'http://127.0.0.1:9', { concurrency: LANE })
  const upstreams = [{ ...upstream, adapter: tinyAdapter() }]
  const front = await createGateway({ ledger, upstreams, deliver: false })
  const entries = Array.from({ length: DELIVERIES }, (_, i) => ({ entry: syntheticResident(i) }))
  for await (const _ of front.submitMany(resident, entries, { by: 'bench' }));
  await front.close()
  const start = performance.now()
  const gateway = await createGateway({ ledger, upstreams })
  let left = DELIVERIES
  await new Promise<void>((resolve) => {
    gateway.on('delivery', ({ state }) => {
      if (state === 'delivered' && --left === 0) resolve()
    })
  })
  const rate = perSecond(DELIVERIES, start)
  await gateway.close()
  return rate
}

/** A table, an index and two commits a batch: what any durable queue on this database has to do. */
function bareClaims(path: string): number {
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE delivery (id INTEGER PRIMARY KEY, state TEXT NOT NULL, due_at INTEGER, body TEXT NOT NULL) STRICT;
    CREATE INDEX due ON delivery (due_at) WHERE due_at IS NOT NULL; BEGIN`)
  const insert = db.prepare(`INSERT INTO delivery (state, due_at, body) VALUES ('pending', ?, ?)`)
  for (let i = 0; i < DELIVERIES; i++) insert.run(i, JSON.stringify(syntheticResident(i)))
  db.exec('COMMIT')
  const due = db.prepare('SELECT id, body FROM delivery WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ?')
  const claim = db.prepare(`UPDATE delivery SET state = 'sending', due_at = NULL WHERE id = ?`)
  const settle = db.prepare(`UPDATE delivery SET state = 'delivered' WHERE id = ?`)
  const start = performance.now()
  for (let done = 0; done < DELIVERIES; done += LANE) {
    const rows = due.all(LANE) as { id: number }[]
    for (const each of [claim, settle]) {
      db.exec('BEGIN IMMEDIATE')
      for (const { id } of rows) each.run(id)
      db.exec('COMMIT')
    }
  }
  const rate = perSecond(DELIVERIES, start)
  db.close()
  return rate
}
