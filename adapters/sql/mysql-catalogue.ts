/** What MySQL and MariaDB tell about a table: what the account has any right on, and with its rights. */
import type { Catalogue, Column, Found, Kind } from './database.ts'

/** Parameters: schema, table. */
export const MYSQL_COLUMNS = `
SELECT c.column_name AS name, c.data_type AS type, c.column_type AS full_type, c.is_nullable AS nullable, c.column_default AS preset, c.extra AS extra,
       c.character_maximum_length AS size, c.numeric_precision AS digits, c.numeric_scale AS scale,
       c.character_set_name AS charset, c.privileges AS rights, t.engine AS engine, t.table_type AS table_type, e.transactions AS transactions
FROM information_schema.columns c
JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
LEFT JOIN information_schema.engines e ON e.engine = t.engine
WHERE c.table_schema = ? AND c.table_name = ? ORDER BY c.ordinal_position`

export const MYSQL_CONSTRAINTS = `
SELECT name, is_unique, column_name FROM (
  SELECT index_name AS name, 1 AS is_unique, column_name AS column_name, table_schema AS s, table_name AS t
  FROM information_schema.statistics WHERE non_unique = 0
  UNION ALL
  SELECT constraint_name, 0, column_name, table_schema, table_name
  FROM information_schema.key_column_usage WHERE referenced_table_name IS NOT NULL
) k WHERE k.s = ? AND k.t = ?`

export const MYSQL_CHECKS = `
SELECT c.constraint_name AS name, c.check_clause AS clause FROM information_schema.check_constraints c
JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
WHERE t.table_schema = ? AND t.table_name = ? AND t.constraint_type = 'CHECK'`

const KINDS: Readonly<Record<string, Kind>> = {
  varchar: 'text',
  tinytext: 'text',
  text: 'text',
  mediumtext: 'text',
  longtext: 'text',
  enum: 'text',
  char: 'char',
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  float: 'float',
  double: 'float',
  date: 'date',
  datetime: 'time',
  timestamp: 'time',
  json: 'json',
}

const CHARACTERS: Readonly<Record<string, Column['characters']>> = {
  utf8: 'bmp',
  utf8mb3: 'bmp',
  gbk: 'gbk',
  gb2312: 'gb2312',
}

export function readMysql(
  columns: readonly Found[],
  constraints: readonly Found[],
  checks: readonly Found[],
): Catalogue {
  const [first] = columns
  const byName = new Map<string, string[]>()
  for (const { name, column_name: column } of constraints) {
    const list = byName.get(String(name)) ?? []
    if (column !== null) list.push(String(column))
    byName.set(String(name), list)
  }
  const unique = new Set(constraints.flatMap(({ name, is_unique }) => (Number(is_unique) === 1 ? [String(name)] : [])))
  for (const { name, clause } of checks)
    byName.set(
      String(name),
      [...String(clause).matchAll(/`([^`]+)`/g)].map(([, column = '']) => column),
    )
  const isView = first?.table_type === 'VIEW'
  return {
    columns: new Map(columns.map((row) => [String(row.name), columnOf(row)])),
    constraints: byName,
    unique: [...unique].map((name) => byName.get(name) ?? []),
    hidesRows: isView,
    ...(first && !isView && first.transactions === 'NO' && { unusable: `engine ${first.engine} has no transactions` }),
  }
}

function columnOf(row: Found): Column {
  const type = String(row.type)
  const kind = KINDS[type] ?? 'other'
  const rights = String(row.rights).split(',')
  const characters = CHARACTERS[String(row.charset)]
  return {
    name: String(row.name),
    type,
    kind,
    nullable: row.nullable === 'YES',
    hasDefault: row.preset !== null || /auto_increment|generated/i.test(String(row.extra)),
    ...((kind === 'text' || kind === 'char') && row.size !== null && { maxLength: Number(row.size) }),
    ...(kind === 'decimal' && { precision: Number(row.digits), scale: Number(row.scale) }),
    ...(characters && { characters }),
    maySelect: rights.includes('select'),
    mayInsert: rights.includes('insert'),
    mayUpdate: rights.includes('update'),
  }
}
