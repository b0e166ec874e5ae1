/** PostgreSQL, through `pg`. Rows travel as one JSON parameter, so that a statement is the same for any number of them. */
import type { Pool as PgPool } from 'pg'
import { optionalPackage, revealSecret, revealText } from 'yibiao/adapter'
import { type Connecting, connectTimeoutMs, createPool, untilAborted } from './connecting.ts'
import type { Catalogue, Database, Found, Session, Stored } from './database.ts'
import { notStored } from './failure.ts'
import { POSTGRES_COLUMNS, POSTGRES_CONSTRAINTS, readPostgres } from './postgres-catalogue.ts'
import { postgresFailure } from './postgres-failure.ts'
import { keyPlaces, type Row, type Shape } from './row.ts'

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
const tableOf = ({ table }: Pick<Shape, 'table'>): string => table.map(quote).join('.')

const load = () => optionalPackage('pg', () => import('pg'))

export function postgres(settings: Connecting): Database {
  const pool = createPool<PgPool>(async () => {
    const { Pool } = (await load()).default
    const { host, port = 5432, database, username, password, timeoutMs } = settings
    const tls = await settings.tls()
    const opened = new Pool({
      host,
      port,
      database,
      user: await revealText(username, 'username'),
      application_name: 'yibiao',
      ...(password && { password: () => revealSecret(password, 'password') }),
      // With the host, or an address in it would be compared with "localhost".
      ssl: tls === 'off' ? false : { host, ...tls },
      connectionTimeoutMillis: connectTimeoutMs(timeoutMs),
      idleTimeoutMillis: 30_000,
      allowExitOnIdle: true,
      // As texts: nothing is rounded, and no date moves with a time zone.
      types: { getTypeParser: () => (text: string) => text } as never,
    })
    // A connection that the server closed: whoever uses it hears so from its query, an idle one is replaced by the pool.
    opened.on('error', () => undefined)
    opened.on('connect', (client) => client.on('error', () => undefined))
    return opened
  })

  return {
    quote,
    placeholder: (position) => `$${position}`,
    failureOf: postgresFailure,
    async ready() {
      await load()
      await settings.tls()
    },
    async connect(signal) {
      const opened = await pool.get()
      const client = await untilAborted(opened.connect(), signal, (late) => late.release())
      const cut = () => client.release(true)
      signal.addEventListener('abort', cut)
      return {
        async query(sql, values) {
          const { rows, rowCount } = await client.query<Found>(sql, values as unknown[])
          return { rows, count: rowCount ?? 0 }
        },
        release(broken) {
          signal.removeEventListener('abort', cut)
          if (!signal.aborted) client.release(broken)
        },
      }
    },
    async begin(session) {
      await session.query('BEGIN; SET CONSTRAINTS ALL IMMEDIATE')
    },
    async catalogue(session) {
      const name = settings.table.map(quote).join('.')
      const columns = await session.query(POSTGRES_COLUMNS, [name])
      const constraints = await session.query(POSTGRES_CONSTRAINTS, [name])
      return readPostgres(columns.rows, constraints.rows)
    },
    store,
    close: () => pool.close((opened) => opened.end()),
  }
}

async function store(
  session: Session,
  catalogue: Catalogue,
  shape: Shape,
  rows: readonly Row[],
): Promise<readonly Stored[]> {
  const { columns, settings } = shape
  const records = JSON.stringify(
    rows.map((row, n) => {
      const record: Record<string, unknown> = { n }
      for (let index = 0; index < columns.length; index++) record[`c${index}`] = row[index]
      return record
    }),
  )
  const types = columns.map((name, index) => `c${index} ${catalogue.columns.get(name)?.type ?? 'text'}`)
  const source = `json_to_recordset($1::json) AS r(n integer, ${types.join(', ')})`
  const upsert = settings.mode === 'upsert'
  const values = [records, ...(upsert && settings.receipt ? [settings.receipt.refused] : [])]
  const { count } = await session.query(
    `INSERT INTO ${tableOf(shape)} AS t (${columns.map(quote).join(', ')})
     SELECT ${columns.map((_, index) => `c${index}`).join(', ')} FROM ${source}${upsert ? overwrite(catalogue, shape) : ''}`,
    values,
  )
  if (count === rows.length) return rows.map(() => 'stored')
  if (!upsert) throw notStored()
  // Some stand there already: with this very content, or as somebody else's.
  const keys = keyPlaces(shape).map((place, index) => `t.${quote(shape.key[index] ?? '')} = r.c${place}`)
  const ours = settings.source ? `t.${quote(settings.source.column)} IS NOT DISTINCT FROM $2` : 'true'
  const standing = await session.query(
    `SELECT r.n, ${ours} AS ours FROM ${tableOf(shape)} AS t JOIN ${source} ON ${keys.join(' AND ')}`,
    [records, ...(settings.source ? [settings.source.value] : [])],
  )
  const found = new Map(standing.rows.map(({ n, ours }) => [Number(n), ours === 't']))
  return rows.map((_, n) => {
    if (!found.has(n)) throw notStored()
    return found.get(n) ? 'stored' : 'not-ours'
  })
}

/** Only by the business key, only over our own row, and only with other content: what was processed stays processed. */
function overwrite(catalogue: Catalogue, shape: Shape): string {
  const { columns, content, key, settings } = shape
  const { version, receipt, source } = settings
  // The type json has no equality.
  const comparable = (alias: string, name: string) =>
    `${alias}.${quote(name)}${catalogue.columns.get(name)?.type === 'json' ? '::jsonb' : ''}`
  const compared = columns.slice(0, content).filter((name) => !key.includes(name))
  const set = [
    ...compared.map((name) => `${quote(name)} = excluded.${quote(name)}`),
    ...(version === undefined ? [] : [`${quote(version)} = t.${quote(version)} + 1`]),
    ...(receipt ? [`${quote(receipt.column)} = excluded.${quote(receipt.column)}`] : []),
    ...(receipt?.error === undefined ? [] : [`${quote(receipt.error)} = NULL`]),
  ]
  const differs = compared.map((name) => `${comparable('t', name)} IS DISTINCT FROM ${comparable('excluded', name)}`)
  if (receipt) differs.push(`t.${quote(receipt.column)}::text = ANY($2::text[])`)
  const mine = source ? `t.${quote(source.column)} IS NOT DISTINCT FROM excluded.${quote(source.column)} AND ` : ''
  const target = `\n ON CONFLICT (${key.map(quote).join(', ')}) DO `
  if (set.length === 0 || differs.length === 0) return `${target}NOTHING`
  return `${target}UPDATE SET ${set.join(', ')} WHERE ${mine}(${differs.join(' OR ')})`
}
