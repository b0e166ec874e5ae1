/** Values on their way to PostgreSQL and back: numbers, texts and bytes, as the ledger's SQL knows them. */
import type { SqlValue } from '../sql/database.ts'
import type { Column, Parameter, Result } from './protocol.ts'

// https://www.postgresql.org/docs/current/catalog-pg-type.html: bool; bytea; int8, int2, int4, oid, float4, float8, numeric
const BOOLEAN = 16
const BYTES = 17
const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 1700])

export function parameterOf(value: SqlValue): Parameter {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  // As SQLite does: nothing is made into a text by itself.
  if (!(value instanceof Uint8Array)) throw new TypeError('the ledger keeps numbers, texts and bytes')
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
}

function sqlValueOf(text: Parameter, type: number): SqlValue {
  if (text === null) return null
  if (NUMBERS.has(type)) return Number(text)
  if (type === BOOLEAN) return text === 't' ? 1 : 0
  // Bytes of their own: a view of Node's pool would take the whole pool along to another thread.
  return type === BYTES ? new Uint8Array(Buffer.from(text.slice(2), 'hex')) : text
}

export const rowsOf = ({ columns, rows }: Result): unknown[] => rows.map((row) => rowOf(columns, row))

function rowOf(columns: readonly Column[], row: readonly Parameter[]): Record<string, SqlValue> {
  const named: Record<string, SqlValue> = {}
  for (const [index, { name, type }] of columns.entries()) named[name] = sqlValueOf(row[index] ?? null, type)
  return named
}
