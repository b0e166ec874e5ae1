/** On PostgreSQL itself, the suite over a proxy that cuts connections around the commit. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import * as vitest from 'vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSendContext, describeAdapter } from 'yibiao/testing'
import { tlsIdentity } from '../../src/upstream/http-test-identity.ts'
import { startPostgres } from '../../test/fixtures/postgres-server.ts'
import { type SqlSettings, sql } from './index.ts'
import { describeTables } from './test-behaviour.ts'
import { openPostgres } from './test-postgres.ts'
import { newTable, PASSWORD, settingsFor, suiteFor } from './test-tables.ts'

let server: Awaited<ReturnType<typeof openPostgres>>
beforeAll(async () => {
  server = await openPostgres()
})
afterAll(() => server.close())
const database = () => server

describeAdapter(vitest, 'sql: PostgreSQL', suiteFor(database, 'postgres'))
describeAdapter(
  vitest,
  'sql: PostgreSQL, with withdrawals, a source and a version',
  suiteFor(database, 'postgres', {
    operation: { column: 'cz' },
    operations: ['create', 'update', 'withdraw'],
    source: { column: 'ly', value: 'yibiao' },
    version: 'bb',
  }),
)
describeAdapter(
  vitest,
  'sql: PostgreSQL, an account that only inserts',
  suiteFor(database, 'postgres', { mode: 'insert-only', serial: 'lsh' }),
)
describeTables('PostgreSQL', database)

const payload = { sfzh: '50999919900101011X', xm: '测试', dz: '1号' }
const member = { operation: 'create', payload, idempotencyKey: 'a'.repeat(64) } as const

describe('rights', () => {
  test('an account that may only insert needs nothing else, and can look nothing up', async () => {
    const table = await newTable(server, 'insert-only')
    await server.query(
      `CREATE ROLE writer LOGIN PASSWORD '${PASSWORD}'; GRANT INSERT ON ${table} TO writer; GRANT USAGE ON SEQUENCE ${table}_id_seq TO writer`,
    )
    const adapter = sql(settingsFor(server, table, { username: 'writer', mode: 'insert-only', serial: 'lsh' }))
    const context = createSendContext()
    expect(await adapter.send(adapter.prepare([member]), context)).toEqual([{ state: 'delivered' }])
    expect(await adapter.send(adapter.prepare([member]), context)).toEqual([{ state: 'delivered' }])
    expect(await server.query(`SELECT count(*)::int AS n FROM ${table}`)).toEqual([{ n: 1 }])
    expect(adapter.lookup).toBeUndefined()
    expect((await adapter.diagnose?.(context))?.filter(({ ok }) => !ok)).toEqual([])
    await adapter.close?.()
    const upsert = sql(settingsFor(server, table, { username: 'writer' }))
    expect((await upsert.diagnose?.(context))?.find(({ check }) => check === 'rights')?.detail).toMatchObject({
      zh: expect.stringContaining('xm 没有 UPDATE 权限'),
      en: expect.stringContaining('no UPDATE on xm'),
    })
    await upsert.close?.()
  })

  test('a column that the account may not see makes a look-up partial', async () => {
    const table = await newTable(server)
    await server.query(`REVOKE SELECT ON ${table} FROM grid; GRANT SELECT (sfzh, xm) ON ${table} TO grid`)
    await server.query(
      `INSERT INTO ${table} (sfzh, xm, dz) VALUES ('${payload.sfzh}', '${payload.xm}', '${payload.dz}')`,
    )
    const adapter = sql(settingsFor(server, table))
    expect(await adapter.lookup?.(member, createSendContext())).toEqual({ state: 'partial' })
    await adapter.close?.()
  })
})

describe('connections', () => {
  test('encrypted, with a certificate that is verified; or nothing is sent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postgres-tls-'))
    const at = (name: string) => join(folder, name)
    writeFileSync(at('key'), tlsIdentity.key, { mode: 0o600 })
    writeFileSync(at('cert'), tlsIdentity.cert)
    // The server runs as this user then.
    if (userInfo().uid === 0) execFileSync('chown', ['-R', 'postgres', folder])
    const flags = ['ssl=on', `ssl_key_file=${at('key')}`, `ssl_cert_file=${at('cert')}`].flatMap((flag) => ['-c', flag])
    const encrypted = await startPostgres(flags)
    await encrypted.query('CREATE TABLE t (sfzh text UNIQUE, xm text, dz text)')
    const { port, username, password } = encrypted
    const send = async (more: Partial<SqlSettings>) => {
      const adapter = sql(
        settingsFor(server, 't', { port, username, password: () => password, timeoutMs: 5_000, ...more }),
      )
      const [outcome] = await adapter.send(adapter.prepare([member]), createSendContext())
      await adapter.close?.()
      return outcome
    }
    expect(await send({ tls: { caFile: at('cert') } })).toEqual({ state: 'delivered' })
    expect(await send({ tls: { caFile: at('cert') }, host: 'localhost' })).toEqual({ state: 'delivered' })
    expect(await send({ tls: {} })).toMatchObject({
      state: 'not-applied',
      why: 'unavailable',
      detail: expect.stringMatching(/CERT/),
    })
    expect(await send({ tls: { caFile: at('none') } })).toMatchObject({ why: { barred: 'credentials' } })
    // A server that doesn't know encryption.
    expect(await send({ tls: { caFile: at('cert') }, port: server.port })).toMatchObject({ why: 'unavailable' })
    await encrypted.close()
    rmSync(folder, { recursive: true })
  })

  test('a constraint that is judged at the commit only is judged in time', async () => {
    const table = await newTable(server)
    await server.query(
      `ALTER TABLE ${table} DROP CONSTRAINT ${table}_key; CREATE UNIQUE INDEX ${table}_key ON ${table} (sfzh)`,
    )
    await server.query(`ALTER TABLE ${table} ADD CONSTRAINT late UNIQUE (dz) DEFERRABLE INITIALLY DEFERRED`)
    const adapter = sql(settingsFor(server, table))
    const second = { ...member, payload: { ...payload, sfzh: '50999919900101022X' } }
    const outcomes = await adapter.send(adapter.prepare([member, second]), createSendContext())
    expect(outcomes).toMatchObject([{ state: 'delivered' }, { state: 'rejected', faults: [{ pointer: '/dz' }] }])
    await adapter.close?.()
  })

  test('a server that was started anew: one send may fail, provably not applied, the next one passes', async () => {
    const table = await newTable(server)
    const adapter = sql(settingsFor(server, table, { timeoutMs: 5_000 }))
    const send = async () => (await adapter.send(adapter.prepare([member]), createSendContext()))[0]
    expect(await send()).toMatchObject({ state: 'delivered' })
    await server.restart()
    const first = await send()
    if (first?.state !== 'delivered') expect(first).toMatchObject({ state: 'not-applied', why: 'unavailable' })
    expect(await send()).toMatchObject({ state: 'delivered' })
    await adapter.close?.()
  })
})
