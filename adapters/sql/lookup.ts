/** What stands in the table: one record by its key, what the importer made of it, all of ours. */
import { type Found, type Json, type JsonObject, type Outcome, SettingsError, withPointer } from 'yibiao/adapter'
import { isEqualCell, payloadValue } from './compare.ts'
import type { Catalogue, Database, Found as FoundRow, Session } from './database.ts'
import { pointersOf, type Row, shapeOf } from './row.ts'
import type { ReadySettings, Receipt } from './settings.ts'

export interface Reading {
  readonly settings: ReadySettings
  readonly database: Database
  readonly session: Session
  readonly catalogue: Catalogue
}

/** Rows that a loose collation takes for one key: more of them show nothing new. */
const MOST_ALIKE = 20

/** Compared exactly, whatever the collation takes for equal: first the key, then the content. */
export async function lookUp(reading: Reading, row: Row): Promise<Found> {
  const { settings, catalogue } = reading
  const { receipt, operation, source } = settings
  const found = await rowOf(reading, keyOf(settings, row))
  if (!found || (operation && found[operation.column] === operation.withdraw)) {
    // Asked now: rows may be hidden since the table was looked at.
    const { hidesRows } = await reading.database.catalogue(reading.session)
    return hidesRows ? { state: 'blind', detail: 'rows-may-be-hidden' } : { state: 'absent' }
  }
  const reference = referenceOf(receipt, found)
  if (source && found[source.column] !== source.value) return { state: 'other', ...reference }
  let hidden = false
  for (const [index, name] of [...pointersOf(settings).keys()].entries()) {
    const column = catalogue.columns.get(name)
    if (!(name in found)) hidden = true
    else if (!isEqualCell(column?.kind ?? 'text', row[index] ?? null, found[name]))
      return { state: 'other', ...reference }
  }
  if (receipt) {
    const flag = String(found[receipt.column])
    // Sent again it becomes a delivery whose refusal is told to whom it concerns.
    if (receipt.refused.includes(flag)) return { state: 'other', ...reference }
    if (!receipt.done.includes(flag)) return { state: 'blind', detail: 'pending', retryAfterMs: receipt.pollAfterMs }
  }
  return { state: hidden ? 'partial' : 'same', ...reference }
}

/** The importer's word on one record. */
export async function receiptOf(reading: Reading, receipt: Receipt, ticket: string): Promise<Outcome> {
  const { settings } = reading
  const found = await rowOf(
    reading,
    new Map(settings.key.map((name, index) => [name, keyCells(ticket)[index] ?? null])),
  )
  if (!found) return { state: 'unknown', detail: 'row-gone' }
  const flag = String(found[receipt.column])
  if (receipt.done.includes(flag)) return { state: 'delivered', ...referenceOf(receipt, found) }
  if (!receipt.refused.includes(flag)) return awaiting(receipt, ticket)
  const text = receipt.error === undefined ? null : (found[receipt.error] ?? null)
  const words = { upstreamCode: flag, ...(text !== null && { upstreamText: String(text) }) }
  // Importers name the column in their words, if anything.
  const named = [...pointersOf(settings)].filter(([name]) => namesColumn(String(text ?? ''), name))
  return {
    state: 'rejected',
    who: 'reporter',
    faults: named.length === 1 ? named.map(([, pointer]) => ({ pointer, ...words })) : [words],
  }
}

/** Stored, and now it is the importer's turn. The ticket is the record's key. */
export const awaiting = ({ pollAfterMs }: Receipt, ticket: string): Outcome => ({
  state: 'processing',
  ticket,
  pollAfterMs,
})

export const ticketOf = (settings: ReadySettings, row: Row): string =>
  JSON.stringify([...keyOf(settings, row).values()])

function keyCells(ticket: string): readonly Json[] {
  try {
    const cells = JSON.parse(ticket) as Json
    return Array.isArray(cells) ? cells : []
  } catch {
    return [] // a ticket that we didn't give
  }
}

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

const namesColumn = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}_])${escapeRegExp(name)}(?![\\p{L}\\p{N}_])`, 'iu').test(text)

const referenceOf = (receipt: Receipt | undefined, found: FoundRow): { readonly reference?: string } => {
  const reference = receipt?.reference === undefined ? null : (found[receipt.reference] ?? null)
  return reference === null ? {} : { reference: String(reference) }
}

function keyOf(settings: ReadySettings, row: Row): Map<string, Json> {
  const columns = [...pointersOf(settings).keys()]
  return new Map(settings.key.map((name) => [name, row[columns.indexOf(name)] ?? null]))
}

async function rowOf(reading: Reading, key: ReadonlyMap<string, Json>): Promise<FoundRow | undefined> {
  const { database, session, catalogue } = reading
  const names = [...key.keys()]
  const where = names.map((name, index) => `${database.quote(name)} = ${database.placeholder(index + 1)}`)
  const values = names.map((name) => key.get(name) ?? null)
  const { rows } = await session.query(
    `SELECT ${shownOf(reading)} FROM ${tableOf(reading)} WHERE ${where.join(' AND ')} LIMIT ${MOST_ALIKE}`,
    values,
  )
  return rows.find((row) =>
    names.every((name) => isEqualCell(catalogue.columns.get(name)?.kind ?? 'text', key.get(name) ?? null, row[name])),
  )
}

const tableOf = ({ settings, database }: Reading): string => settings.table.split('.').map(database.quote).join('.')

/** The columns that we write or read, as far as the account may see them. */
function shownOf({ settings, database, catalogue }: Reading): string {
  const { receipt } = settings
  const { columns } = shapeOf(settings, [...pointersOf(settings).keys()])
  const read = [...columns, receipt?.error, receipt?.reference].filter((name) => name !== undefined)
  return [...new Set(read)]
    .filter((name) => catalogue.columns.get(name)?.maySelect)
    .map(database.quote)
    .join(', ')
}

const PAGE_ROWS = 500

/** Every record of ours, by its key, a page at a time. @throws {SettingsError} when the table can't be read */
export async function* listAll(
  settings: ReadySettings,
  read: <T>(run: (reading: Reading) => Promise<T>) => Promise<T | Outcome>,
): AsyncGenerator<JsonObject> {
  const { key, operation, source } = settings
  const pointers = pointersOf(settings)
  for (let last: readonly unknown[] = []; ; ) {
    const page = await read(async (reading) => {
      const { database } = reading
      const names = key.map(database.quote).join(', ')
      const values = [...(source ? [source.value] : []), ...last]
      const at = values.map((_, index) => database.placeholder(index + 1))
      const mine = source ? [`${database.quote(source.column)} = ${at[0]}`] : []
      const after = last.length === 0 ? [] : [`(${names}) > (${at.slice(mine.length).join(', ')})`]
      const where = [...mine, ...after]
      const { rows } = await reading.session.query(
        `SELECT ${shownOf(reading)} FROM ${tableOf(reading)}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`} ORDER BY ${names} LIMIT ${PAGE_ROWS}`,
        values,
      )
      return { rows, catalogue: reading.catalogue }
    })
    if ('state' in page) {
      const detail = 'detail' in page ? (page.detail ?? page.state) : page.state
      throw new SettingsError([{ code: 'list_failed', who: 'operator', params: { detail } }])
    }
    for (const row of page.rows) {
      if (operation && row[operation.column] === operation.withdraw) continue
      yield [...pointers].reduce<JsonObject>(
        (payload, [name, pointer]) =>
          name in row
            ? withPointer(payload, pointer, payloadValue(page.catalogue.columns.get(name)?.kind ?? 'text', row[name]))
            : payload,
        {},
      )
    }
    const end = page.rows.at(-1)
    if (page.rows.length < PAGE_ROWS || !end) return
    last = key.map((name) => end[name])
  }
}
