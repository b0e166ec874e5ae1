/** Exchange tables for tests, in whichever database: made anew for each test, behind a proxy that can spoil a commit. */
import type { JsonObject } from 'yibiao/adapter'
import type { AdapterSuite, TestUpstream, UpstreamFault } from 'yibiao/testing'
import { type ProxyFault, startFaultProxy } from '../../test/fixtures/fault-proxy.ts'
import { type SqlSettings, sql } from './index.ts'

/** One running server. */
export interface TestDatabase {
  readonly dialect: SqlSettings['dialect']
  readonly host: string
  readonly port: number
  readonly database: string
  /** The account of the gateway, with rights on the exchange tables alone. */
  readonly username: string
  query(sql: string): Promise<readonly Record<string, unknown>[]>
  /** SQL that makes every write of a row, whose value matches, fail with this text. */
  refuse(table: string, property: string, matches: string, text: string): string
  /** SQL that makes writes vanish in silence. */
  swallow?(table: string): string
  /** SQL that heals both. */
  heal(table: string): string
  /** SQL that makes a table, with rights for the account. */
  create(table: string): string
  /** SQL by which the account sees no row of it. */
  hideRows?(table: string): string
}

export const PASSWORD = 'grid-only-password'
const COLUMNS = ['sfzh', 'xm', 'dz']

let count = 0
export const newTable = async (server: TestDatabase, mode?: SqlSettings['mode']): Promise<string> => {
  count += 1
  const table = `t_jmxx_${count}`
  await server.query(server.create(table))
  // Whoever only inserts writes a log: several rows of one key.
  if (mode === 'insert-only') await server.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_key`)
  return table
}

export const settingsFor = (server: TestDatabase, table: string, more: Partial<SqlSettings> = {}): SqlSettings => ({
  dialect: server.dialect,
  host: server.host,
  port: server.port,
  database: server.database,
  username: server.username,
  password: () => PASSWORD,
  tls: 'off',
  table,
  columns: COLUMNS,
  key: ['sfzh'],
  timeoutMs: 10_000,
  maxRows: 5,
  ...more,
})

async function openTable(server: TestDatabase, mode: SqlSettings['mode']): Promise<TestUpstream> {
  const table = await newTable(server, mode)
  const proxy = await startFaultProxy(server.port, 'COMMIT')
  let away = false
  async function set(fault: UpstreamFault) {
    if (fault.fault === 'away') {
      away = true
      await proxy.close()
    } else if (fault.fault === 'refuse')
      await server.query(server.refuse(table, fault.property ?? 'xm', fault.matches ?? '.', fault.text ?? '这一项不对'))
    else if (fault.fault === 'lie') await server.query(server.swallow?.(table) ?? '')
    else if (fault.fault === 'hidesRows') await server.query(server.hideRows?.(table) ?? '')
    else proxy.setFault(fault as ProxyFault, 'at' in fault && fault.at === 'lookup' ? 'SELECT' : 'COMMIT')
  }
  return {
    address: `${proxy.port}/${table}`,
    async rows() {
      const rows = await server.query(`SELECT * FROM ${table} WHERE coalesce(cz, '') <> 'D' ORDER BY id`)
      return rows.map((row) => Object.fromEntries(COLUMNS.map((name) => [name, row[name]])) as JsonObject)
    },
    arrived: proxy.seen,
    async setFaults(...faults) {
      proxy.setFault()
      await server.query(server.heal(table))
      for (const fault of faults) await set(fault)
    },
    async close() {
      if (!away) await proxy.close()
      await server.query(`DROP TABLE ${table}`)
    },
  }
}

const NAMES = [...'一二三四五六七八']

export const suiteFor = (
  server: () => TestDatabase,
  dialect: SqlSettings['dialect'],
  more: Partial<SqlSettings> = {},
) =>
  ({
    open: () => openTable(server(), more.mode),
    adapter(address) {
      const [port, table = ''] = address.split('/')
      const where = { dialect, host: '127.0.0.1', database: 'x', username: 'x', port: 9 } as TestDatabase
      const given = table === 'none' ? where : { ...server(), port: Number(port) }
      // What hangs is waited for so long.
      return sql(settingsFor(given, table, { timeoutMs: 2_000, ...more }))
    },
    example: '9/none',
    payload: (index, version) => ({
      sfzh: `50999919900101${index}1X`,
      xm: `张小${NAMES[index]}`,
      dz: `第${version}号`,
    }),
    similar: (payload) => ({ ...payload, sfzh: `${payload.sfzh}9` }),
    property: 'xm',
    faults: [
      'away',
      'cutAfterSave',
      'cutBeforeSave',
      'garbage',
      'hang',
      'refuse',
      'slow',
      'truncated',
      ...(dialect === 'postgres' ? (['lie', 'hidesRows'] as const) : []),
    ],
    unable: 'a database answers in its own protocol: it has no such way to go wrong',
    secrets: [PASSWORD],
  }) satisfies AdapterSuite
