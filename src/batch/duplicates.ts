/**
 * Two rows of one file with the same key. Only a short hash of each key is held: 100,000 rows take about 12 MB, and no
 * personal data outlives its row.
 */
import { createHash } from 'node:crypto'
import type { Problem } from '../base/problem.ts'
import { type Form, normaliseEntry, recordKey } from '../form/index.ts'

interface Place {
  readonly row: number
  readonly sheet?: string
}

// 96 bits: a false alarm among a million rows has a chance of 10^-17.
const HASH_BYTES = 12

/** Remembers keys; answers with a problem when an entry's key was there before. */
export function createDuplicateGuard(
  form: Form,
): (values: Readonly<Record<string, unknown>>, place: Place) => Problem | undefined {
  const seen = new Map<string, Place>()
  return (values, place) => {
    const own = form.key.flatMap((name) => (Object.hasOwn(values, name) ? [[name, values[name]] as const] : []))
    const key = recordKey(form, normaliseEntry(form, Object.fromEntries(own)))
    if (key === undefined) return undefined
    const hash = createHash('sha256').update(key).digest().toString('latin1', 0, HASH_BYTES)
    const first = seen.get(hash)
    if (!first) {
      seen.set(hash, place)
      return undefined
    }
    const [field] = form.key
    const named = field === undefined ? {} : { field }
    if (first.sheet === place.sheet || first.sheet === undefined || place.sheet === undefined) {
      return { code: 'duplicate_in_file', who: 'reporter', ...named, params: { row: place.row, firstRow: first.row } }
    }
    const params = { row: place.row, sheet: place.sheet, firstRow: first.row, firstSheet: first.sheet }
    return { code: 'duplicate_in_file_sheets', who: 'reporter', ...named, params }
  }
}
