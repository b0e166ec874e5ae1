/** From a setting to a ledger. `file:yibiao.db` is SQLite; further kinds join here. */
import { StorageError } from '../base/errors.ts'
import type { Ledger, LedgerReader } from './contract.ts'
import { openSqliteLedger, readSqliteLedger, type SqliteLedgerOptions } from './sqlite/index.ts'
import { openInThread } from './thread/open.ts'

/**
 * Opens a ledger as its owner.
 *
 * @param setting - `file:PATH`, or `memory:` for a ledger that is forgotten at the end of the process
 * @throws {StorageError} `ledger_unsupported` for anything else; owned, damaged or newer
 */
export const openLedger = async (setting: string, options: Omit<SqliteLedgerOptions, 'path'>): Promise<Ledger> =>
  openInThread({ ...options, path: pathOf(setting) })

/**
 * Opens a ledger beside its owner, for reading alone.
 *
 * @throws {StorageError} `ledger_missing`, `ledger_unsupported`, damaged or newer
 */
export const readLedger = (setting: string): LedgerReader =>
  // Nobody else has it: what is read is empty.
  setting === 'memory:' ? openSqliteLedger({ path: pathOf(setting), now: 0 }) : readSqliteLedger(pathOf(setting))

function pathOf(setting: string): string {
  if (setting === 'memory:') return ':memory:'
  if (setting.startsWith('file:')) return setting.slice('file:'.length)
  throw new StorageError([{ code: 'ledger_unsupported', who: 'operator', params: { setting } }])
}
