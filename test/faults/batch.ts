/**
 * The batch that gateways in processes of their own hand in and deliver while they are killed or stopped, to three
 * upstreams in another process: how they are started, and what is judged at the end.
 */
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import type { Capabilities } from 'yibiao'
import { brokenInvariants, type SandboxRow } from 'yibiao/testing'
import { isPostgres } from '../../src/ledger/postgres/address.ts'
import { openForReading } from '../../src/ledger/postgres/open.ts'
import { lastContent } from './plan.ts'
import { linesOf, type Script, startScript } from './processes.ts'

export interface Urls {
  readonly key: string
  readonly lookup: string
  readonly neither: string
}

const CAPABILITIES: Record<keyof Urls, Capabilities> = {
  key: {
    operations: ['create', 'update'],
    maxProcessingMs: 100,
    idempotency: { key: { scope: 'item', windowMs: 86_400_000 } },
  },
  lookup: { operations: ['create', 'update'], maxProcessingMs: 100, idempotency: { lookup: { settleMs: 100 } } },
  neither: { operations: ['create'], maxProcessingMs: 100 },
}

export async function startUpstreams(): Promise<{ readonly process: Script; readonly urls: Urls }> {
  const process = startScript('upstreams-process.ts', [])
  for await (const line of linesOf(process)) return { process, urls: JSON.parse(line).sandboxes }
  throw new RangeError('the upstreams did not start')
}

/** Says the number of each step that was acknowledged, a line each. @param ledger - a file's path, or `postgres://…` */
export const startGateway = (ledger: string, urls: Urls, records: number, from: number, ...flags: string[]): Script =>
  startScript('gateway-process.ts', [
    ...['--ledger', ledger, '--urls', JSON.stringify(urls), '--from', String(from), '--records', String(records)],
    ...flags,
  ])

/** @returns deliveries listed for a person, by upstream; what is wrong fails the test */
export async function judgeBatch(ledger: string, urls: Urls, records: number): Promise<Record<keyof Urls, number>> {
  const { query, close } = isPostgres(ledger) ? askDatabase(ledger) : askFile(ledger)
  expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
  const listed = listedForPeople(query)
  close()
  const every = Array.from({ length: records }, (_, record) => lastContent(record))
  for (const name of ['key', 'lookup'] as const) {
    const rows = await rowsOf(urls[name])
    expect(listed[name], `${name}: none needs a person`).toBe(0)
    expect(doubles(rows), `${name}: doubled`).toEqual([])
    const standing = new Map(rows.map(({ payload }) => [payload.sfzh, payload.lxdh]))
    const wrong = every.filter(({ sfzh, lxdh }) => standing.get(sfzh) !== lxdh)
    expect(wrong, `${name}: lost or stale`).toEqual([])
    expect(standing.size).toBe(records)
  }
  // Nothing at all can be asked of the third kind: each record stands once with its last content, or is listed.
  const rows = await rowsOf(urls.neither)
  expect(doubles(rows), 'neither: doubled').toEqual([])
  const right = new Set(
    rows.filter(({ payload }) => payload.lxdh === lastContent(0).lxdh).map(({ payload }) => payload.sfzh),
  )
  const missing = every.filter(({ sfzh }) => !right.has(sfzh))
  expect(missing.length, 'neither: lost').toBeLessThanOrEqual(listed.neither)
  return listed
}

const rowsOf = async (url: string): Promise<readonly SandboxRow[]> => {
  const reply = await fetch(`${url}/__rows`)
  const body = (await reply.json()) as { rows: readonly SandboxRow[] }
  return body.rows
}

function doubles(rows: readonly SandboxRow[]): unknown[] {
  const seen = new Set<unknown>()
  return rows.map(({ payload }) => payload.sfzh).filter((sfzh) => seen.has(sfzh) || !seen.add(sfzh))
}

type Query = (sql: string) => readonly unknown[]

function askFile(path: string): { readonly query: Query; close(): void } {
  const db = new DatabaseSync(path, { readOnly: true })
  return { query: (sql) => db.prepare(sql).all(), close: () => db.close() }
}

function askDatabase(url: string): { readonly query: Query; close(): void } {
  const { db, close } = openForReading(url, [])
  return { query: (sql) => db.prepare(sql).all(), close }
}

function listedForPeople(query: Query): Record<keyof Urls, number> {
  const rows = query(
    `SELECT u.name, count(*) AS count FROM delivery d JOIN upstream u ON u.id = d.upstream_id
     WHERE d.state IN ('held', 'dead', 'rejected', 'incomplete', 'handover') GROUP BY u.name`,
  ) as { name: string; count: number }[]
  return { key: 0, lookup: 0, neither: 0, ...Object.fromEntries(rows.map(({ name, count }) => [name, count])) }
}
