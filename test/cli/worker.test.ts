/** yibiao worker: delivers what others accepted, beside them on PostgreSQL, and ends when what is in flight is settled. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGateway } from '../../src/index.ts'
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts'
import { syntheticId } from '../synthetic.ts'
import { configOf, project, sandbox } from './project.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.close())

const CSV = `公民身份号码,姓名\n${[1, 2, 3].map((seed) => `${syntheticId(seed)},赵小测\n`).join('')}`

test('beside a process that hands in, each delivery is made by one', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const ledger = `${server.url}?schema=worker`
  const { write, run, has } = project(configOf({ civil: civil.url }).replace(/file:[^'"]+/, ledger))
  write('a.csv', CSV)
  // No ledger there yet: everything would be new, and none is made.
  const foreseen = await run(['submit', 'a.csv', '--form', 'resident', '--dry-run', '--json'])
  expect([foreseen.code, foreseen.json.records.unchanged]).toEqual([0, 0])
  const ending = new AbortController()
  const workers = [1, 2].map(() => run(['worker', '--json'], { signal: ending.signal }))
  const submitted = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  expect([submitted.code, submitted.json.deliveries]).toEqual([0, { delivered: 3 }])
  // What stands in the database is what the same sheet is compared with.
  const again = await run(['submit', 'a.csv', '--form', 'resident', '--dry-run', '--json'])
  expect(again.json.records).toMatchObject({ read: 3, unchanged: 3 })
  // Handed in by somebody who delivers nothing: a worker hears of it at once.
  const front = await createGateway({ ledger, upstreams: [], deliver: false })
  expect((await front.status()).counts).toMatchObject([{ state: 'delivered', count: 3 }])
  await front.close()
  ending.abort()
  for (const { code, err } of await Promise.all(workers)) {
    expect(code).toBe(0)
    expect(err).toContain('开始报送到 1 个上级接口')
    expect(err).toContain('已结束')
    expect(err).not.toContain('owner-only')
  }
  expect(civil.rows()).toHaveLength(3)
  expect(has('yibiao.db')).toBe(false)
}, 60_000)

test('on a file it is the owner: it delivers what waits, nobody else writes, whoever reads may', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, run } = project(configOf({ civil: civil.url }))
  write('a.csv', CSV)
  await run(['pause', 'civil'])
  expect((await run(['submit', 'a.csv', '--form', 'resident', '--wait', '0'])).code).toBe(3)
  await run(['resume', 'civil'])
  expect(civil.rows()).toEqual([])
  const ending = new AbortController()
  const working = run(['worker', '--json'], { signal: ending.signal })
  const upstreams = async () => (await run(['status', '--json'])).json.upstreams
  await expect.poll(upstreams).toEqual({ civil: { delivered: 3 } })
  expect((await run(['pause', 'civil'])).code).toBe(4)
  ending.abort()
  const { code, json } = await working
  expect([code, json]).toEqual([0, { moved: { delivered: 3 } }])
}, 60_000)

test('a JSON configuration takes the address from the environment, and no password of its own', async () => {
  const { write, run } = project()
  const config = (ledger: string) => JSON.stringify({ ledger, forms: ['resident'] })
  write('yibiao.config.json', config('${TEST_LEDGER}'))
  const missing = await run(['status'], { env: { TEST_LEDGER: `${server.url}?schema=nobody` } })
  expect(missing.code).toBe(4)
  expect(missing.err).toContain(`postgres://${server.host}:${server.port}/postgres?schema=nobody`)
  write('yibiao.config.json', config(server.url))
  const refused = await run(['status'])
  expect(refused.code).toBe(2)
  expect(refused.err).toContain('postgres://USER@HOST/DATABASE')
  for (const { err, out } of [missing, refused]) expect(err + out).not.toContain(server.password)
})
