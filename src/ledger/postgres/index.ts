/**
 * The ledger for several machines: PostgreSQL, one schema per ledger. Nobody owns it; a claim holds its lease, and what a
 * process did not settle within it is in doubt for whoever looks next.
 */
import type { Ledger, LedgerReader } from '../contract.ts'
import type { LedgerKey } from '../key-ring.ts'
import type { Upkeep } from '../sharing.ts'
import { sqlLedger, sqlReader } from '../sql/ledger.ts'
import { openForReading, openForWriting } from './open.ts'
import type { Notice } from './protocol.ts'

export interface PostgresLedgerOptions {
  /** `postgres://user@host:5432/database?schema=yibiao`. */
  readonly url: string
  /** Epoch ms: leases that ended before are over. Default: the database's own clock. */
  readonly now?: number
  readonly keys?: readonly LedgerKey[]
}

export interface OpenPostgresLedger extends Ledger {
  /** What to add to this machine's clock for the database's, in milliseconds. */
  aheadMs(): number
}

/**
 * Opens (and makes or migrates) a ledger. Its work is synchronous: `openLedger` puts it into a thread of its own.
 *
 * @param heard - what other processes tell
 * @throws {StorageError} unreachable, refused, or newer than this program
 * @throws {SettingsError} a key is missing or wrong; the package `pg` is not installed
 */
export function openPostgresLedger(
  { url, now, keys = [] }: PostgresLedgerOptions,
  heard: (notice: Notice) => void = () => {},
): OpenPostgresLedger {
  const open = openForWriting(url, keys, heard)
  const aheadMs = () => open.db.aheadMs()
  return { ...sqlLedger(open, now ?? Date.now() + aheadMs()), aheadMs }
}

/** For upkeep by a process of its own, beside all others: nobody owns the ledger. */
export const openPostgresForUpkeep = (url: string, keys: readonly LedgerKey[]): Upkeep => ({
  ...openPostgresLedger({ url, keys }),
  isOwner: true,
})

/** The same for reading alone. @throws {StorageError} `ledger_missing` when there is none yet */
export const readPostgresLedger = (url: string, keys: readonly LedgerKey[] = []): LedgerReader =>
  sqlReader(openForReading(url, keys))
