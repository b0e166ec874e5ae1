/**
 * 10,000 records into an exchange table of PostgreSQL, beside a bare multi-row insert of the same rows, in as many
 * transactions, on the same server, in turns. Ours prepares, stores and reads the message as the ledger does, writes with
 * the key as the conflict's target, and gives each record its outcome. The median of the rounds' ratios counts.
 */
import { Pool } from 'pg'
import { type SqlMessage, sql } from 'yibiao/adapters/sql'
import { createSendContext } from 'yibiao/testing'
import { startPostgres } from '../test/fixtures/postgres-server.ts'
import { syntheticResident } from '../test/synthetic.ts'
import type { BenchRow } from './mapping.ts'

const RECORDS = 10_000
const PER_TRANSACTION = 500
const ROUNDS = 5
const COLUMNS = ['sfzh', 'xm', 'xb', 'csrq', 'lxdh', 'dz', 'mz', 'bz']

export async function benchExchangeTable(): Promise<BenchRow[]> {
  const server = await startPostgres()
  const { host, port, database, username, password } = server
  const pool = new Pool({ host, port, database, user: username, password, max: 1 })
  // The server ends before its last connection has heard of it.
  pool.on('error', () => undefined)
  const adapter = sql({
    dialect: 'postgres',
    ...{ host, port, database, username, password: () => password },
    tls: 'off',
    table: 'ours',
    columns: COLUMNS,
    key: ['sfzh'],
    maxRows: PER_TRANSACTION,
  })
  const times: { ours: number; bare: number }[] = []
  try {
    for (const table of ['ours', 'bare'])
      await server.query(
        `CREATE TABLE ${table} (id bigserial PRIMARY KEY, sfzh varchar(30) NOT NULL UNIQUE, xm varchar(40) NOT NULL, xb char(1), csrq date, lxdh varchar(20), dz text, mz char(2), bz text)`,
      )
    for (let round = 0; round < ROUNDS; round++) {
      await server.query('TRUNCATE ours; TRUNCATE bare')
      const payloads = Array.from({ length: RECORDS }, (_, index) => payloadOf(index))
      const bare = await seconds(() => bareInsert(pool, payloads))
      const ours = await seconds(async () => {
        for (const part of parts(payloads)) {
          const members = part.map(
            (payload) => ({ operation: 'create', payload, idempotencyKey: payload.sfzh }) as const,
          )
          const message = JSON.parse(JSON.stringify(adapter.prepare(members))) as SqlMessage
          const outcomes = await adapter.send(message, createSendContext())
          if (outcomes.some(({ state }) => state !== 'delivered')) throw new RangeError(JSON.stringify(outcomes[0]))
        }
      })
      times.push({ bare, ours })
    }
    const [{ ours, bare }] = (await server.query(
      'SELECT (SELECT count(*)::int FROM ours) AS ours, (SELECT count(*)::int FROM bare) AS bare',
    )) as [{ ours: number; bare: number }]
    if (ours !== RECORDS || bare !== RECORDS) throw new RangeError(`not all there: ${ours}, ${bare}`)
  } finally {
    await adapter.close?.()
    await pool.end()
    await server.close()
  }
  const [median = { ours: 1, bare: 1 }] = times
    .sort((one, other) => one.bare / one.ours - other.bare / other.ours)
    .slice(Math.floor(ROUNDS / 2))
  return [
    {
      row: '10,000 records into an exchange table',
      value: Math.round(RECORDS / median.ours),
      unit: 'records/s',
      against: 'a bare multi-row insert',
      ratio: median.bare / median.ours,
    },
  ]
}

const payloadOf = (seed: number) => {
  const { name, sex = '9', birthDate = '1990-01-01', phone = '' } = syntheticResident(seed)
  const sfzh = `${String(seed).padStart(17, '0')}X`
  return { sfzh, xm: name, xb: sex, csrq: birthDate, lxdh: phone, dz: `示例镇${seed}号`, mz: '01', bz: '' }
}

async function bareInsert(pool: Pool, payloads: readonly Readonly<Record<string, string>>[]): Promise<void> {
  for (const part of parts(payloads)) {
    const values = part.flatMap((payload) => COLUMNS.map((name) => payload[name]))
    const tuples = part.map(
      (_, row) => `(${COLUMNS.map((_name, index) => `$${row * COLUMNS.length + index + 1}`).join(', ')})`,
    )
    await pool.query('BEGIN')
    await pool.query(`INSERT INTO bare (${COLUMNS.join(', ')}) VALUES ${tuples.join(', ')}`, values)
    await pool.query('COMMIT')
  }
}

function* parts<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += PER_TRANSACTION) yield rows.slice(start, start + PER_TRANSACTION)
}

async function seconds(run: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1_000
}
