/**
 * MySQL (5.7 and later) and MariaDB (10.3 and later), through `mysql2`. `ON DUPLICATE KEY UPDATE` fires on *any* unique
 * key and would overwrite another record: so rows are read under a lock first, then inserted or updated by their key.
 */
import type { Pool, PoolConnection, PoolOptions, ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import { type Json, optionalPackage, revealSecret, revealText } from 'yibiao/adapter'
import { isEqualCell } from './compare.ts'
import { type Connecting, connectTimeoutMs, createPool, untilAborted } from './connecting.ts'
import type { Catalogue, Database, Found, Session, Stored } from './database.ts'
import { notStored } from './failure.ts'
import { MYSQL_CHECKS, MYSQL_COLUMNS, MYSQL_CONSTRAINTS, readMysql } from './mysql-catalogue.ts'
import { mysqlFailure } from './mysql-failure.ts'
import { keyPlaces, keyText, type Row, type Shape } from './row.ts'

const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``
const tableOf = ({ table }: Pick<Shape, 'table'>): string => table.map(quote).join('.')

// Without it a text that is too long is cut off, and "abc" becomes 0, in silence. Locks are taken on rows, not on gaps.
const SESSION = [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
]
// The protocol counts placeholders in two bytes.
const MOST_PLACEHOLDERS = 65_535

const load = () => optionalPackage('mysql2', () => import('mysql2/promise'))

export function mysql(settings: Connecting): Database {
  const set = new WeakSet<object>()
  const pool = createPool<Pool>(async () => {
    const { createPool: create } = await load()
    const { host, port = 3306, database, username, password, timeoutMs } = settings
    const tls = await settings.tls()
    return create({
      host,
      port,
      database,
      user: await revealText(username, 'username'),
      ...(password && { password: await revealSecret(password, 'password') }),
      ...(tls !== 'off' && {
        ssl: { rejectUnauthorized: true, verifyIdentity: true, ...tls } as PoolOptions['ssl'] & object,
      }),
      charset: 'utf8mb4_bin',
      connectTimeout: connectTimeoutMs(timeoutMs),
      idleTimeout: 30_000,
      maxPreparedStatements: 64,
      // As texts: nothing is rounded, and no date moves with a time zone.
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
    })
  })

  return {
    quote,
    placeholder: () => '?',
    failureOf: mysqlFailure,
    async ready() {
      await load()
      await settings.tls()
    },
    async connect(signal) {
      const opened = await pool.get()
      const connecting = opened.getConnection().catch(async (error: unknown) => {
        // The pool keeps the password it was made with: another one is read for the next connection.
        if (mysqlFailure(error).bar === 'credentials') await pool.close((barred) => barred.end())
        throw error
      })
      const connection = await untilAborted(connecting, signal, (late) => late.release())
      const cut = () => connection.destroy()
      signal.addEventListener('abort', cut)
      const session = sessionOf(connection, () => signal.removeEventListener('abort', cut), signal)
      if (set.has(connection.connection)) return session
      for (const statement of SESSION) await session.query(statement)
      set.add(connection.connection)
      return session
    },
    begin: async (session) => void (await session.query('START TRANSACTION')),
    async catalogue(session) {
      const [table = '', schema = settings.database] = settings.table.toReversed()
      const read = async (sql: string) => (await session.query(sql, [schema, table])).rows
      return readMysql(await read(MYSQL_COLUMNS), await read(MYSQL_CONSTRAINTS), await checksOf(read))
    },
    store,
    close: () => pool.close((opened) => opened.end()),
  }
}

/** MySQL 5.7 has no such view. */
async function checksOf(read: (sql: string) => Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await read(MYSQL_CHECKS)
  } catch (error) {
    if (mysqlFailure(error).kind === 'lost') throw error
    return []
  }
}

function sessionOf(connection: PoolConnection, forget: () => void, signal: AbortSignal): Session {
  return {
    async query(sql, values) {
      // A destroyed connection never answers what was asked of it.
      const [result] = await untilAborted(
        values
          ? connection.execute<RowDataPacket[] | ResultSetHeader>(sql, values.map(asText))
          : connection.query<RowDataPacket[] | ResultSetHeader>(sql),
        signal,
        () => undefined,
      )
      return Array.isArray(result)
        ? { rows: result as Found[], count: result.length }
        : { rows: [], count: result.affectedRows }
    },
    release(broken) {
      forget()
      if (broken || signal.aborted) connection.destroy()
      else connection.release()
    },
  }
}

/** As text: an integer of 18 digits or a decimal stays what it is. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

async function store(
  session: Session,
  catalogue: Catalogue,
  shape: Shape,
  rows: readonly Row[],
): Promise<readonly Stored[]> {
  const upsert = shape.settings.mode === 'upsert'
  const standing = upsert ? await lockStanding(session, shape, rows) : new Map<string, Found>()
  const places = keyPlaces(shape)
  const absent: Row[] = []
  const result: Stored[] = []
  for (const row of rows) {
    const found = standing.get(keyText(places.map((place) => row[place])))
    if (!found) absent.push(row)
    else if (!isOurs(shape, found)) {
      result.push('not-ours')
      continue
    } else if (mustChange(shape, catalogue, found, row)) await overwrite(session, shape, found, row)
    result.push('stored')
  }
  for (const part of parts(absent, shape.columns.length)) await insert(session, shape, part)
  return result
}

async function insert(session: Session, shape: Shape, rows: readonly Row[]): Promise<void> {
  const { columns } = shape
  const tuple = `(${columns.map(() => '?').join(', ')})`
  const { count } = await session.query(
    `INSERT INTO ${tableOf(shape)} (${columns.map(quote).join(', ')}) VALUES ${rows.map(() => tuple).join(', ')}`,
    rows.flat(),
  )
  if (count !== rows.length) throw notStored()
}

/** The rows of these keys, locked until the end. Keys that a collation takes for equal stay apart. */
async function lockStanding(session: Session, shape: Shape, rows: readonly Row[]): Promise<Map<string, Found>> {
  const { columns, key, settings } = shape
  const places = keyPlaces(shape)
  const standing = new Map<string, Found>()
  const names = [...new Set([...columns, ...(settings.receipt ? [settings.receipt.column] : [])])].map(quote).join(', ')
  for (const part of parts(rows, key.length)) {
    const tuple = `(${key.map(() => '?').join(', ')})`
    const found = await session.query(
      `SELECT ${names} FROM ${tableOf(shape)} WHERE (${key.map(quote).join(', ')}) IN (${part.map(() => tuple).join(', ')}) FOR UPDATE`,
      part.flatMap((row) => places.map((place) => row[place])),
    )
    for (const row of found.rows) standing.set(keyText(key.map((name) => row[name])), row)
  }
  return standing
}

const isOurs = ({ settings: { source } }: Shape, found: Found): boolean =>
  !source || found[source.column] === source.value

/** What was processed with this very content stays processed. */
function mustChange({ columns, content, settings }: Shape, catalogue: Catalogue, found: Found, row: Row): boolean {
  const { receipt } = settings
  if (receipt?.refused.includes(String(found[receipt.column]))) return true
  return columns
    .slice(0, content)
    .some((name, index) => !isEqualCell(catalogue.columns.get(name)?.kind ?? 'text', row[index] ?? null, found[name]))
}

async function overwrite(session: Session, shape: Shape, found: Found, row: Row): Promise<void> {
  const { columns, content, key, settings } = shape
  const { version, receipt } = settings
  const changed = columns.slice(0, content).filter((name) => !key.includes(name))
  const set: (readonly [string, Json])[] = changed.map((name) => [name, row[columns.indexOf(name)] ?? null])
  if (receipt) set.push([receipt.column, receipt.pending])
  if (receipt?.error !== undefined) set.push([receipt.error, null])
  const assignments = set.map(([name]) => `${quote(name)} = ?`)
  if (version !== undefined) assignments.push(`${quote(version)} = ${quote(version)} + 1`)
  if (assignments.length === 0) return
  const { count } = await session.query(
    `UPDATE ${tableOf(shape)} SET ${assignments.join(', ')} WHERE ${key.map((name) => `${quote(name)} = ?`).join(' AND ')}`,
    [...set.map(([, value]) => value), ...key.map((name) => found[name])],
  )
  if (count !== 1) throw notStored()
}

function* parts<T>(rows: readonly T[], placeholders: number): Generator<readonly T[]> {
  const size = Math.max(1, Math.floor(MOST_PLACEHOLDERS / placeholders))
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}
