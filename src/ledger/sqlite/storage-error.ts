/** SQLite's own errors as StorageError; everything else passes unchanged. */
import { StorageError } from '../../base/errors.ts'
import type { MessageCode } from '../../base/messages/index.ts'

// Primary result codes, https://sqlite.org/rescode.html
const FULL = 13
const CORRUPT = 11
const NOT_A_DATABASE = 26
const READ_ONLY = 8
const BUSY = 5
const CANNOT_OPEN = 14

const codes = new Map<number, MessageCode>([
  [FULL, 'ledger_full'],
  [CORRUPT, 'ledger_damaged'],
  [NOT_A_DATABASE, 'ledger_damaged'],
  [READ_ONLY, 'ledger_read_only'],
  [BUSY, 'ledger_busy'],
  [CANNOT_OPEN, 'ledger_cannot_open'],
])

/** @param file - the ledger, or the copy of it that is read or made */
export function storageError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error
  // The low byte is the primary code; SQLITE_IOERR_WRITE and the like carry more above it.
  const code = codes.get(error.errcode & 0xff) ?? 'ledger_failed'
  return new StorageError([{ code, who: 'operator', params: { file, detail: `SQLite ${error.errcode}` } }], {
    cause: error,
  })
}
