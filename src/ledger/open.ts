/** From a setting to a ledger: `file:yibiao.db` is SQLite, `postgres://…` a PostgreSQL that several machines share. */
import { existsSync } from 'node:fs'
import { StorageError } from '../base/errors.ts'
import type { Ledger, LedgerReader } from './contract.ts'
import { ledgerKeys } from './key-ring.ts'
import { isPostgres } from './postgres/address.ts'
import { openPostgresForUpkeep, readPostgresLedger } from './postgres/index.ts'
import { markPostgresRestored } from './postgres/restored.ts'
import type { Upkeep } from './sharing.ts'
import { backupSqliteLedger, type Restored, restoreSqliteLedger } from './sqlite/backup.ts'
import { openSqliteLedger, readSqliteLedger } from './sqlite/index.ts'
import { openForUpkeep } from './sqlite/upkeep.ts'
import { openInThread } from './thread/open.ts'

export interface LedgerOptions {
  /** Epoch ms: what was in flight may have been sent until now. Default: the clock of this machine, or of the database. */
  readonly now?: number
  /** As in the environment variable `YIBIAO_LEDGER_KEY`, which is read where they are absent. */
  readonly keys?: string
  /** Bytes of the disk that accepting into a file leaves free. Default 64 MB. */
  readonly minFreeBytes?: number
}

/**
 * Opens a ledger: a file as its owner, a database beside whoever else has it open.
 *
 * @param setting - `file:PATH`, `postgres://…`, or `memory:` for a ledger that is forgotten at the end of the process
 * @throws {StorageError} `ledger_unsupported` for anything else; owned, unreachable, damaged or newer
 * @throws {SettingsError} a key is missing, wrong or malformed
 */
export async function openLedger(
  setting: string,
  { keys: given, now, minFreeBytes }: LedgerOptions = {},
): Promise<Ledger> {
  const keys = ledgerKeys(given)
  if (isPostgres(setting))
    return openInThread({ postgres: { url: setting, keys, ...(now === undefined ? {} : { now }) } })
  const floor = minFreeBytes === undefined ? {} : { minFreeBytes }
  return openInThread({ sqlite: { path: pathOf(setting), now: now ?? Date.now(), keys, ...floor } })
}

/**
 * Opens a ledger beside its owner, for reading alone.
 *
 * @throws {StorageError} `ledger_missing`, `ledger_unsupported`, damaged or newer
 * @throws {SettingsError} a key is missing, wrong or malformed
 */
export function readLedger(setting: string, keys?: string): LedgerReader {
  if (isPostgres(setting)) return readPostgresLedger(setting, ledgerKeys(keys))
  // Nobody else has it: what is read is empty.
  if (setting === 'memory:') return openSqliteLedger({ path: pathOf(setting), now: 0 })
  return readSqliteLedger(pathOf(setting), ledgerKeys(keys))
}

/**
 * Whether there is a ledger yet: nothing is made by asking.
 *
 * @throws {StorageError} unreachable, or newer
 * @throws {SettingsError} a key is missing, wrong or malformed
 */
export function hasLedger(setting: string, keys?: string): boolean {
  if (!isPostgres(setting)) return setting.startsWith('file:') && existsSync(pathOf(setting))
  try {
    void readPostgresLedger(setting, ledgerKeys(keys)).close()
    return true
  } catch (error) {
    if (error instanceof StorageError && error.problems.some(({ code }) => code === 'ledger_missing')) return false
    throw error
  }
}

/**
 * Opens a ledger for upkeep, as its owner or beside it.
 *
 * @throws {StorageError} `ledger_missing`, `ledger_unsupported`, damaged or newer
 * @throws {SettingsError} a key is missing or wrong, or the owner doesn't seal with it yet
 */
export const upkeepLedger = (setting: string, keys?: string): Upkeep =>
  isPostgres(setting)
    ? openPostgresForUpkeep(setting, ledgerKeys(keys))
    : openForUpkeep(pathOf(setting), ledgerKeys(keys))

/**
 * Copies a ledger beside its running owner.
 *
 * @param copy - a file that isn't there yet; readable by its owner alone
 * @param now - epoch ms, kept in the copy
 * @throws {StorageError} `ledger_missing`, a full disk; no half copy is left
 * @throws {SettingsError} `backup_exists`
 */
export const backupLedger = (setting: string, copy: string, now: number): Promise<{ readonly bytes: number }> =>
  backupSqliteLedger(pathOf(setting), copy, now)

/**
 * Puts a copy in a ledger's place; what stood there is kept beside it. Everything unsettled counts as sent from then on, and so
 * does every first send of a record that is new there, until `endDoubt`.
 *
 * @throws {StorageError} `ledger_owned`, `ledger_backup_own`, or newer
 * @throws {SettingsError} `backup_missing`, `backup_undated`, `backup_damaged`
 */
export const restoreLedger = (
  setting: string,
  copy: string,
  options: { readonly takenAt?: number; readonly now: number },
): Restored => restoreSqliteLedger(pathOf(setting), copy, options)

/**
 * The same for a ledger that its database's own tools have put back. Nobody has it open.
 *
 * @param setting - `postgres://…`
 * @param takenAt - epoch ms, by the database's clock
 * @throws {StorageError} `ledger_owned`, unreachable, newer
 * @throws {SettingsError} `backup_undated` where `takenAt` is absent; a key is missing or wrong
 */
export const markRestored = (setting: string, takenAt: number | undefined, keys?: string): Restored =>
  markPostgresRestored(setting, ledgerKeys(keys), takenAt)

/** Whether other tools than ours copy it and put it back. */
export const isDatabase = isPostgres

/** The file of a ledger that is one. */
function pathOf(setting: string): string {
  // Its tools copy it, and put it back.
  if (isPostgres(setting)) throw new StorageError([{ code: 'ledger_backup_own', who: 'operator' }])
  if (setting === 'memory:') return ':memory:'
  if (setting.startsWith('file:')) return setting.slice('file:'.length)
  throw new StorageError([{ code: 'ledger_unsupported', who: 'operator', params: { setting } }])
}
