/**
 * A database that its own tools have put back to an earlier moment, here a copy of it made then. Nothing that the lost part
 * sent is sent twice to whom can recognise it or be asked; whoever had the ledger open all the while is not overlooked.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { markRestored, restoreLedger } from '../../src/ledger/index.ts'
import { tell } from '../faults/told.ts'
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts'
import { doubled, handIn, KEY, people, world } from './lost-scene.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.close(), 60_000)

const urlOf = (database: string) => server.url.replace(/[^/]*$/, database)

/** A copy of a database that nobody is connected to. */
async function copied(from: string, to: string): Promise<void> {
  await expect
    .poll(async () => (await server.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [from])).length)
    .toBe(0)
  await server.query(`CREATE DATABASE ${to} TEMPLATE ${from}`)
}

test('a database put back to an earlier moment: nothing is doubled where it can be recognised or asked', async ({
  task,
}) => {
  await server.query('CREATE DATABASE county')
  const { boxes, open } = await world(urlOf('county'))
  const first = await open()
  await handIn(first, [1, 2, 3])
  await first.close()
  await copied('county', 'restored')
  const lost = await open()
  await handIn(lost, [4, 5, 6])
  await handIn(lost, [1], '13900000077')
  await lost.close()

  const restored = urlOf('restored')
  const now = Date.now()
  expect(() => restoreLedger(restored, 'copy.db', { now })).toThrow('--taken-at')
  expect(() => markRestored(restored, undefined, KEY)).toThrow('--taken-at')
  const forgotten = await open(restored)
  expect(() => markRestored(restored, now - 60_000, KEY)).toThrow('in use')
  await forgotten.close()
  expect(markRestored(restored, now - 60_000, KEY)).toEqual({
    takenAt: now - 60_000,
  })

  // Two processes: one of them ends the doubt, the other hears of it.
  const [second, third] = [await open(restored), await open(restored)]
  await handIn(second, [4, 5])
  await handIn(third, [6])
  await handIn(second, [1], '13900000077')
  expect([boxes.key, boxes.lookup].map(doubled)).toEqual([0, 0])
  expect([boxes.key, boxes.lookup].map((box) => people(box).length)).toEqual([6, 6])
  expect(people(boxes.neither).length).toBe(6)
  await third.endDoubt({ by: 'li' })
  await handIn(second, [8])
  expect([boxes.key, boxes.lookup, boxes.neither].map((box) => people(box).length)).toEqual([7, 7, 7])
  await Promise.all([second.close(), third.close()])
  tell(task, 'key, lookup: 0 lost, 0 doubled; neither: nothing in doubt sent until a person ends the doubt')
}, 60_000)
