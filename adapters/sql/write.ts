/**
 * One transaction: all rows in one statement; when the database refuses it, halves, until the refused rows stand alone.
 * Each has its savepoint, so that what was refused leaves nothing behind and its neighbours are stored.
 */
import type { Outcome } from 'yibiao/adapter'
import { lossesOf } from './check.ts'
import type { Catalogue, Database, Session } from './database.ts'
import { failureOf, refusedRow } from './failure.ts'
import { keyPlaces, keyText, type Row, type Shape } from './row.ts'

/** `undefined` where the row is stored, once the transaction is committed. */
export type Written = Outcome | undefined

/** @throws what the driver throws, where it says something about the transaction and not about a row */
export async function writeRows(
  database: Database,
  session: Session,
  catalogue: Catalogue,
  shape: Shape,
  rows: readonly Row[],
): Promise<readonly Written[]> {
  const written = new Map<Row, Written>()
  const first = firstOfEachKey(shape, rows)

  async function some(part: readonly Row[]): Promise<void> {
    if (part.length === 0) return
    await session.query('SAVEPOINT yibiao')
    try {
      const stored = await database.store(session, catalogue, shape, part)
      for (const [index, row] of part.entries())
        written.set(row, stored[index] === 'stored' ? undefined : { state: 'duplicate' })
    } catch (error) {
      const failure = failureOf(database, error)
      if (failure.kind !== 'row') throw error
      await session.query('ROLLBACK TO SAVEPOINT yibiao')
      const [row] = part
      if (part.length === 1 && row) written.set(row, refusedRow(failure, catalogue, shape, row))
      else {
        const half = Math.ceil(part.length / 2)
        await some(part.slice(0, half))
        await some(part.slice(half))
      }
    }
  }

  for (const row of first) {
    const faults = lossesOf(shape.settings, catalogue, row).map(({ pointer, code }) => ({
      pointer,
      upstreamCode: code,
    }))
    if (faults.length > 0) written.set(row, { state: 'rejected', who: 'reporter', faults })
  }
  await some(rows.filter((row) => first.has(row) && !written.has(row)))
  return rows.map((row) => (first.has(row) ? written.get(row) : sameKey(shape)))
}

/** Of two records with one key the second would overwrite the first. With an account that only inserts, the table decides. */
function firstOfEachKey(shape: Shape, rows: readonly Row[]): ReadonlySet<Row> {
  if (shape.settings.mode === 'insert-only') return new Set(rows)
  const places = keyPlaces(shape)
  const byKey = new Map<string, Row>()
  for (const row of rows) {
    const key = keyText(places.map((place) => row[place]))
    if (!byKey.has(key)) byKey.set(key, row)
  }
  return new Set(byKey.values())
}

const sameKey = ({ key }: Shape): Outcome => ({
  state: 'rejected',
  who: 'author',
  faults: [{ upstreamCode: `same-key ${key.join(' ')}` }],
})
