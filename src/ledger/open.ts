/** From a setting to a ledger. `file:yibiao.db` is SQLite; further kinds join here. */
import { StorageError } from '../base/errors.ts'
import type { Ledger, LedgerReader } from './contract.ts'
import { ledgerKeys } from './key-ring.ts'
import { backupSqliteLedger, type Restored, restoreSqliteLedger } from './sqlite/backup.ts'
import { openSqliteLedger, readSqliteLedger, type SqliteLedgerOptions } from './sqlite/index.ts'
import { openForUpkeep, type Upkeep } from './sqlite/upkeep.ts'
import { openInThread } from './thread/open.ts'

/**
 * Opens a ledger as its owner.
 *
 * @param setting - `file:PATH`, or `memory:` for a ledger that is forgotten at the end of the process
 * @param keys - as in the environment variable `YIBIAO_LEDGER_KEY`, which is read where they are absent
 * @throws {StorageError} `ledger_unsupported` for anything else; owned, damaged or newer
 * @throws {SettingsError} a key is missing, wrong or malformed
 */
export const openLedger = async (
  setting: string,
  { keys, ...options }: Omit<SqliteLedgerOptions, 'path' | 'keys'> & { readonly keys?: string },
): Promise<Ledger> => openInThread({ ...options, path: pathOf(setting), keys: ledgerKeys(keys) })

/**
 * Opens a ledger beside its owner, for reading alone.
 *
 * @throws {StorageError} `ledger_missing`, `ledger_unsupported`, damaged or newer
 * @throws {SettingsError} a key is missing, wrong or malformed
 */
export const readLedger = (setting: string, keys?: string): LedgerReader =>
  // Nobody else has it: what is read is empty.
  setting === 'memory:'
    ? openSqliteLedger({ path: pathOf(setting), now: 0 })
    : readSqliteLedger(pathOf(setting), ledgerKeys(keys))

/**
 * Opens a ledger for upkeep, as its owner or beside it.
 *
 * @throws {StorageError} `ledger_missing`, `ledger_unsupported`, damaged or newer
 * @throws {SettingsError} a key is missing or wrong, or the owner doesn't seal with it yet
 */
export const upkeepLedger = (setting: string, keys?: string): Upkeep => openForUpkeep(pathOf(setting), ledgerKeys(keys))

/**
 * Copies a ledger beside its running owner.
 *
 * @param copy - a file that isn't there yet; readable by its owner alone
 * @param now - epoch ms, kept in the copy
 * @throws {StorageError} `ledger_missing`, `backup_exists`, a full disk; no half copy is left
 */
export const backupLedger = (setting: string, copy: string, now: number): Promise<{ readonly bytes: number }> =>
  backupSqliteLedger(pathOf(setting), copy, now)

/**
 * Puts a copy in a ledger's place; what stood there is kept beside it. Everything unsettled counts as sent from then on, and so
 * does every first send of a record that is new there, until `endDoubt`.
 *
 * @throws {StorageError} `ledger_owned`, `ledger_missing`, `backup_undated`, damaged or newer
 */
export const restoreLedger = (
  setting: string,
  copy: string,
  options: { readonly takenAt?: number; readonly now: number },
): Restored => restoreSqliteLedger(pathOf(setting), copy, options)

function pathOf(setting: string): string {
  if (setting === 'memory:') return ':memory:'
  if (setting.startsWith('file:')) return setting.slice('file:'.length)
  throw new StorageError([{ code: 'ledger_unsupported', who: 'operator', params: { setting } }])
}
