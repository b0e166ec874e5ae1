/** A database that its own tools have put back to an earlier moment: what was sent since then is in doubt. */
import { SettingsError, StorageError } from '../../base/errors.ts'
import type { LedgerKey } from '../key-ring.ts'
import { markDoubt } from '../sql/doubt.ts'
import { Statements } from '../sql/statements.ts'
import { inTransaction, openForWriting } from './open.ts'

const OTHERS = `SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = ? AND pid <> pg_backend_pid() LIMIT 1`

/**
 * Says so in the ledger. Whoever has it open would go on as if nothing had happened, and is refused.
 *
 * @param takenAt - epoch ms, by the database's clock: what was committed later is lost
 * @throws {StorageError} `ledger_owned`: somebody has it open; unreachable, newer
 * @throws {SettingsError} `backup_undated`; a key is missing or wrong
 */
export function markPostgresRestored(
  setting: string,
  keys: readonly LedgerKey[],
  takenAt: number | undefined,
): { readonly takenAt: number } {
  const { db, label, name, sealing, close } = openForWriting(setting, keys, () => {})
  try {
    if (takenAt === undefined)
      throw new SettingsError([{ code: 'backup_undated', who: 'operator', params: { file: label } }])
    const sql = new Statements(db, sealing)
    inTransaction(db, () => {
      if (sql.get(OTHERS, name) !== undefined)
        throw new StorageError([{ code: 'ledger_owned', who: 'operator', params: { file: label } }])
      markDoubt(sql, { takenAt, restoredAt: Date.now() + db.aheadMs() })
    })
    return { takenAt }
  } finally {
    close()
  }
}
