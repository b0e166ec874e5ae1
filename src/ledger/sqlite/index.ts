/**
 * The default ledger: one SQLite file, one owning process, group commit with `synchronous = FULL`.
 *
 * @see SQLite's WAL mode: https://sqlite.org/wal.html
 */
import type { Ledger, LedgerReader } from '../contract.ts'
import type { LedgerKey } from '../key-ring.ts'
import { sqlLedger, sqlReader } from '../sql/ledger.ts'
import { FreeSpace, MIN_FREE_BYTES } from './free-space.ts'
import { openForReading, openForWriting } from './open.ts'

export interface SqliteLedgerOptions {
  readonly path: string
  /** Epoch ms: what was in flight may have been sent until now. */
  readonly now: number
  /** Bytes of the disk that accepting leaves free, so that deliveries can settle. Default 64 MB. */
  readonly minFreeBytes?: number
  /** Seal what is kept: the first seals, all open. None: it is kept as it is. */
  readonly keys?: readonly LedgerKey[]
}

/**
 * Opens (and makes or migrates) a ledger file as its owner. Deliveries that were in flight when the last owner died
 * become uncertain before this returns. Its work is synchronous: `openLedger` puts it into a thread of its own.
 *
 * @throws {StorageError} owned by another process, damaged, or newer than this program
 * @throws {SettingsError} a key is missing or wrong
 */
export function openSqliteLedger({ path, now, minFreeBytes = MIN_FREE_BYTES, keys = [] }: SqliteLedgerOptions): Ledger {
  const { file, ...open } = openForWriting(path, keys)
  const space = new FreeSpace(path, minFreeBytes)
  return sqlLedger(open, now, {
    checkRoom: () => space.check(),
    // What is taken out of a page must not stay readable in the file.
    purging: () => file.exec('PRAGMA secure_delete = ON'),
    purged: () => file.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
  })
}

/**
 * Opens a ledger file beside its owner, for reading alone.
 *
 * @throws {StorageError} missing, damaged, or newer than this program
 */
export const readSqliteLedger = (path: string, keys: readonly LedgerKey[] = []): LedgerReader =>
  sqlReader(openForReading(path, keys))
