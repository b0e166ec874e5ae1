/** Rotating the ledger's keys, chunk by chunk, while it is in use. Stopped anywhere, it goes on from there. */
import type { Ledger } from './contract.ts'
import type { KeyProgress } from './rows-keeping.ts'

export interface RotateOptions {
  /** Also makes a new index key and lays it over the searchable hashes. Default false. */
  readonly index?: boolean
  readonly signal?: AbortSignal
  /** Rows changed so far. */
  readonly progress?: (rows: number) => void
}

export interface Rotated {
  readonly rows: number
  /** false: it was stopped; the next call goes on. */
  readonly done: boolean
}

// Rows per transaction: a few milliseconds, during which nobody else writes.
const CHUNK = 500
// What others get between two chunks: SQLite's busy handler is unfair to whoever waits.
const PAUSE_MS = 2

/**
 * Seals everything anew with the current key.
 *
 * @throws {SettingsError} a key that some rows still need is missing
 */
export async function rotateKeys(
  ledger: Pick<Ledger, 'reseal' | 'beginIndexKey' | 'layIndexKey'>,
  { index = false, signal, progress }: RotateOptions = {},
): Promise<Rotated> {
  let rows = 0
  const all = async (chunk: (limit: number) => Promise<KeyProgress>): Promise<boolean> => {
    while (!signal?.aborted) {
      const { sealed, done } = await chunk(CHUNK)
      rows += sealed
      progress?.(rows)
      if (done) return true
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    return false
  }
  if (index) await ledger.beginIndexKey()
  // Also without being asked: one that was stopped half-way is brought to its end.
  const done = (await all((limit) => ledger.layIndexKey(limit))) && (await all((limit) => ledger.reseal(limit)))
  return { rows, done }
}
