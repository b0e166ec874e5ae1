/**
 * Seals anew with the current key, a few rows per transaction: after a new key, or when the first one was given to a
 * ledger that had none. Where it stands is kept with each chunk, so it can be stopped anywhere and goes on from there.
 *
 * Whoever writes meanwhile writes under the current key; nothing of a record or a delivery changes but its cipher.
 */
import type { KeyProgress } from '../rows-keeping.ts'
import { auditPlace } from './audit.ts'
import type { SqlValue } from './database.ts'
import { Meta } from './meta.ts'
import { isPlain, type Sealing, type Stored } from './sealed.ts'
import type { Statements } from './statements.ts'

/** What the places of all tables are made of; each table has some of it. */
interface Row {
  id: number
  record: string
  upstream: string | null
  record_id: number
  /** A number, in every table that has one. */
  revision: number
  target_id: number
  revision_id: number
  delivery_id: number
  key: string
}
type Texts = Readonly<Record<string, unknown>>
type Place = readonly [what: string, at: number | string, of?: number | string]

interface SealedTable {
  readonly table: string
  /** What the places are made of. */
  readonly columns: string
  readonly texts: Readonly<Record<string, (row: Row) => Place>>
  /** Its `key_id` names the key of this text. */
  readonly body?: string
}

const inRow = (row: { readonly target_id: number; readonly revision_id: number }, what: string): Place => [
  what,
  row.target_id,
  row.revision_id,
]

const TABLES: readonly SealedTable[] = [
  {
    table: 'revision',
    columns: 'record_id, revision',
    texts: { body: ({ record_id, revision }) => ['revision', record_id, revision] },
    body: 'body',
  },
  {
    table: 'delivery',
    columns: 'target_id, revision_id',
    texts: {
      body: (row) => inRow(row, 'delivery'),
      problems: (row) => inRow(row, 'problems'),
      ticket: (row) => inRow(row, 'ticket'),
    },
    body: 'body',
  },
  { table: 'parcel', columns: 'key', texts: { message: ({ key }) => ['message', key] }, body: 'message' },
  { table: 'target', columns: 'id', texts: { reference: ({ id }) => ['reference', id] } },
  {
    table: 'receipt',
    columns: 'delivery_id',
    texts: {
      reference: ({ delivery_id }) => ['receipt', delivery_id],
      note: ({ delivery_id }) => ['receipt-note', delivery_id],
    },
  },
  {
    table: 'audit',
    columns: 'record, revision, upstream',
    texts: { reference: (row) => auditPlace(row, 'audit'), note: (row) => auditPlace(row, 'audit-note') },
  },
]

/** @param limit - rows read in this chunk. Runs inside a transaction. */
export function resealChunk(sql: Statements, sealing: Sealing, limit: number): KeyProgress {
  if (sealing.keyId === null) return { sealed: 0, done: true }
  const cursor = readCursor(sql, sealing.keyId)
  const table = TABLES[cursor.table]
  if (!table) {
    finish(sql, sealing.keyId)
    return { sealed: 0, done: true }
  }
  const names = Object.keys(table.texts)
  const rows = sql.all<Row & Texts>(
    `SELECT id, ${table.columns}, ${names.join(', ')} FROM ${table.table} WHERE id > ? ORDER BY id LIMIT ?`,
    cursor.after,
    limit,
  )
  let sealed = 0
  for (const row of rows) {
    if (resealRow(sql, sealing, table, row)) sealed++
    if (table.table === 'parcel') sealed += resealParts(sql, sealing, row.id)
  }
  const last = rows.at(-1)
  const next =
    last && rows.length === limit ? { table: cursor.table, after: last.id } : { table: cursor.table + 1, after: 0 }
  new Meta(sql).set('reseal', JSON.stringify({ key: sealing.keyId, ...next }))
  return { sealed, done: false }
}

function resealRow(sql: Statements, sealing: Sealing, table: SealedTable, row: Row & Texts) {
  const sets: string[] = []
  const values: SqlValue[] = []
  for (const [name, placeOf] of Object.entries(table.texts)) {
    const stored = (row as Texts)[name] as Stored | null
    if (!sealing.isBehind(stored) || (name === 'problems' && quotesNobody(stored, sealing))) continue
    const place = placeOf(row)
    sets.push(`${name} = ?`)
    values.push(sealing.seal(sealing.open(stored, ...place), ...place))
    if (name === table.body) {
      sets.push('key_id = ?')
      values.push(sealing.keyId)
    }
  }
  if (sets.length > 0) sql.run(`UPDATE ${table.table} SET ${sets.join(', ')} WHERE id = ?`, ...values, row.id)
  return sets.length > 0
}

/** Such problems are never sealed. Before everything was, a plain one may have been written without a key. */
const quotesNobody = (stored: Stored, sealing: Sealing): boolean =>
  isPlain(stored) && (sealing.onlySealed || sealing.plainText(stored) === '[]')

/** Answers and steps of a parcel have no row id of their own. */
function resealParts(sql: Statements, sealing: Sealing, parcel: number): number {
  let sealed = 0
  const again = (stored: Stored | null, what: string, of: number | string, update: string) => {
    if (!sealing.isBehind(stored)) return
    sql.run(update, sealing.seal(sealing.open(stored, what, parcel, of), what, parcel, of), parcel, of)
    sealed++
  }
  for (const { position, outcome } of sql.all<{ position: number; outcome: Stored | null }>(
    'SELECT position, outcome FROM parcel_member WHERE parcel_id = ?',
    parcel,
  )) {
    again(outcome, 'outcome', position, 'UPDATE parcel_member SET outcome = ? WHERE parcel_id = ? AND position = ?')
  }
  for (const { name, result } of sql.all<{ name: string; result: Stored }>(
    'SELECT name, result FROM parcel_step WHERE parcel_id = ?',
    parcel,
  )) {
    again(result, 'step', name, 'UPDATE parcel_step SET result = ? WHERE parcel_id = ? AND name = ?')
  }
  return sealed
}

function readCursor(sql: Statements, key: string): { table: number; after: number } {
  const kept = new Meta(sql).text('reseal')
  const cursor = kept && (JSON.parse(kept) as { key: string; table: number; after: number })
  return cursor && cursor.key === key ? cursor : { table: 0, after: 0 }
}

/** No text is under another key any more, and none is plain. */
function finish(sql: Statements, key: string): void {
  sql.run(`DELETE FROM meta WHERE name LIKE 'key:%' AND name <> ?`, `key:${key}`)
  const meta = new Meta(sql)
  meta.delete('reseal')
  meta.set('all_sealed', 'yes')
}
