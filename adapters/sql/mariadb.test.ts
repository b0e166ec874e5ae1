/** The conformance suite on MariaDB itself, over a proxy that cuts connections around the commit. */
import * as vitest from 'vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from 'yibiao/adapter'
import { createSendContext, describeAdapter } from 'yibiao/testing'
import { noMariadb } from '../../test/fixtures/mariadb-server.ts'
import { type SqlSettings, sql } from './index.ts'
import { describeTables } from './test-behaviour.ts'
import { openMariadb } from './test-mariadb.ts'
import { newTable, settingsFor, suiteFor } from './test-tables.ts'

if (noMariadb !== undefined) console.log(`MariaDB: skipped, ${noMariadb}`)

describe.skipIf(noMariadb !== undefined)(`MariaDB${noMariadb === undefined ? '' : ` (skipped: ${noMariadb})`}`, () => {
  let server: Awaited<ReturnType<typeof openMariadb>>
  beforeAll(async () => {
    server = await openMariadb()
  })
  afterAll(() => server.close())

  describeAdapter(
    vitest,
    'sql: MariaDB',
    suiteFor(() => server, 'mysql'),
  )
  describeAdapter(
    vitest,
    'sql: MariaDB, with withdrawals, a source and a version',
    suiteFor(() => server, 'mysql', {
      operation: { column: 'cz' },
      operations: ['create', 'update', 'withdraw'],
      source: { column: 'ly', value: 'yibiao' },
      version: 'bb',
    }),
  )
  describeAdapter(
    vitest,
    'sql: MariaDB, an account that only inserts',
    suiteFor(() => server, 'mysql', { mode: 'insert-only', serial: 'lsh' }),
  )

  describeTables('MariaDB', () => server)

  const send = async (table: string, payload: JsonObject, more?: Partial<SqlSettings>) => {
    const adapter = sql(settingsFor(server, table, more))
    const member = { operation: 'create', payload, idempotencyKey: 'a'.repeat(32) } as const
    const [outcome] = await adapter.send(adapter.prepare([member]), createSendContext())
    const found = await adapter.lookup?.(member, createSendContext())
    await adapter.close?.()
    return { outcome, found }
  }

  test('keys that its collation takes for one stay two: never overwritten, never taken for the same', async () => {
    const table = await newTable(server)
    await send(table, { sfzh: 'abcx', xm: '甲' })
    expect(await send(table, { sfzh: 'ABCX', xm: '乙' })).toEqual({
      outcome: { state: 'duplicate' },
      found: { state: 'absent' },
    })
    expect((await server.query(`SELECT xm FROM ${table}`)).map(({ xm }) => xm)).toEqual(['甲'])
  })

  test('rare characters in names: what a utf8mb3 column can’t hold is refused at its field, never stored as ?', async () => {
    const table = await newTable(server)
    await server.query(`ALTER TABLE ${table} MODIFY xm varchar(10) CHARACTER SET utf8mb3`)
    const { outcome } = await send(table, { sfzh: 'a', xm: '𠮷' })
    expect(outcome).toMatchObject({ state: 'rejected', who: 'reporter', faults: [{ pointer: '/xm' }] })
    const adapter = sql(settingsFor(server, table))
    await adapter.open?.()
    expect(adapter.validate?.({ sfzh: 'a', xm: '阿𠮷' })).toEqual([
      { pointer: '/xm', code: 'value_rare_character', params: { position: 2, characters: 'bmp' } },
    ])
    await adapter.close?.()
  })

  test('a table without transactions is not written to', async () => {
    const table = await newTable(server)
    await server.query(`ALTER TABLE ${table} ENGINE = MyISAM`)
    expect((await send(table, { sfzh: 'a', xm: '甲' })).outcome).toMatchObject({
      state: 'not-applied',
      why: { barred: 'right' },
      detail: 'engine MyISAM has no transactions',
    })
    expect(await server.query(`SELECT 1 FROM ${table}`)).toEqual([])
  })
})
