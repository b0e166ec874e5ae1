/** From a setting to a ledger. `file:yibiao.db` is SQLite; further kinds join here. */
import type { Clock } from '../base/clock.ts'
import { StorageError } from '../base/errors.ts'
import type { Ledger } from './contract.ts'
import { openSqliteLedger } from './sqlite/index.ts'

/**
 * @param setting - `file:PATH`, or `memory:` for a ledger that is forgotten at the end of the process
 * @throws {StorageError} `ledger_unsupported` for anything else
 */
export function openLedger(setting: string, options: { readOnly?: boolean; clock?: Clock } = {}): Ledger {
  if (setting === 'memory:') return openSqliteLedger({ path: ':memory:', ...options })
  if (setting.startsWith('file:')) return openSqliteLedger({ path: setting.slice('file:'.length), ...options })
  throw new StorageError([{ code: 'ledger_unsupported', who: 'operator', params: { setting } }])
}
