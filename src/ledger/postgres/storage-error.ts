/** PostgreSQL's own errors as StorageError; everything else passes unchanged. Messages name the code, never a value. */
import { SettingsError, StorageError } from '../../base/errors.ts'
import type { MessageCode } from '../../base/messages/index.ts'
import { PostgresError } from './connection.ts'

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const codes = new Map<string, MessageCode>([
  ['53100', 'ledger_full'],
  ['25006', 'ledger_read_only'],
  ['55P03', 'ledger_lock_held'],
  ['XX001', 'ledger_damaged'],
  ['XX002', 'ledger_damaged'],
])

// invalid_authorization_specification, invalid_password, invalid_catalog_name, insufficient_privilege
const REFUSED = new Set(['28000', '28P01', '3D000', '42501'])

export function storageError(error: unknown, label: string): unknown {
  if (!(error instanceof PostgresError)) return error
  if (error.code === 'package_missing') {
    const params = { package: 'pg', command: 'npm install pg' }
    return new SettingsError([{ code: 'package_missing', who: 'operator', params }])
  }
  const code =
    codes.get(error.code) ??
    (REFUSED.has(error.code) ? 'ledger_refused' : error.isLost ? 'ledger_unreachable' : 'ledger_failed')
  const params = { file: label, detail: `PostgreSQL ${error.code}` }
  return new StorageError([{ code, who: 'operator', params }], { cause: error })
}
