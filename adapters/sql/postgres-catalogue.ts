/** What PostgreSQL tells about a table. The catalogue can be read by any account. */
import type { Catalogue, Column, Found, Kind } from './database.ts'

/** $1: the table's quoted name. Types without their lengths: the column's own are what refuses. */
export const POSTGRES_COLUMNS = `
SELECT a.attname AS name, format_type(a.atttypid, -1) AS type, b.typname AS base, c.relkind, row_security_active(c.oid) AS rls,
       a.attnotnull AS required, a.atthasdef OR a.attidentity <> '' AS has_default,
       CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS size, current_setting('server_encoding') AS encoding,
       has_column_privilege(c.oid, a.attnum, 'SELECT') AS may_select, has_column_privilege(c.oid, a.attnum, 'INSERT') AS may_insert,
       has_column_privilege(c.oid, a.attnum, 'UPDATE') AS may_update
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
WHERE c.oid = to_regclass($1) ORDER BY a.attnum`

export const POSTGRES_CONSTRAINTS = `
SELECT i.relname AS name, x.indpred IS NULL AND x.indexprs IS NULL AS is_unique,
       (SELECT json_agg(a.attname) FROM pg_catalog.pg_attribute a WHERE a.attrelid = x.indrelid AND a.attnum = ANY (x.indkey[0:x.indnkeyatts - 1])) AS columns
FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = to_regclass($1) AND x.indisunique
UNION ALL
SELECT con.conname, false,
       (SELECT json_agg(a.attname) FROM pg_catalog.pg_attribute a WHERE a.attrelid = con.conrelid AND a.attnum = ANY (con.conkey))
FROM pg_catalog.pg_constraint con WHERE con.conrelid = to_regclass($1) AND con.contype IN ('c', 'f')`

const KINDS: Readonly<Record<string, Kind>> = {
  text: 'text',
  varchar: 'text',
  bpchar: 'char',
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  numeric: 'decimal',
  float4: 'float',
  float8: 'float',
  bool: 'boolean',
  date: 'date',
  timestamp: 'time',
  timestamptz: 'time',
  json: 'json',
  jsonb: 'json',
}

// Of varchar, bpchar and numeric the size counts four bytes of its own header.
const HEADER = 4

export function readPostgres(columns: readonly Found[], constraints: readonly Found[]): Catalogue {
  const listed = constraints.map(({ name, columns: names, is_unique }) => ({
    name: String(name),
    columns: JSON.parse(String(names ?? '[]')) as string[],
    isUnique: is_unique === 't',
  }))
  const [first] = columns
  return {
    columns: new Map(columns.map((row) => [String(row.name), columnOf(row)])),
    constraints: new Map(listed.map((each) => [each.name, each.columns])),
    unique: listed.filter(({ isUnique }) => isUnique).map((each) => each.columns),
    hidesRows: first?.rls === 't' || first?.relkind === 'v',
  }
}

function columnOf(row: Found): Column {
  const kind = KINDS[String(row.base)] ?? 'other'
  const size = Number(row.size) - HEADER
  const isText = kind === 'text' || kind === 'char'
  return {
    name: String(row.name),
    type: String(row.type),
    kind,
    nullable: row.required !== 't',
    hasDefault: row.has_default === 't',
    ...(isText && size > 0 && { maxLength: size }),
    ...(kind === 'decimal' && size >= 0 && { precision: size >> 16, scale: size & 0x7ff }),
    ...(isText && row.encoding === 'EUC_CN' && { characters: 'gb2312' as const }),
    maySelect: row.may_select === 't',
    mayInsert: row.may_insert === 't',
    mayUpdate: row.may_update === 't',
  }
}
