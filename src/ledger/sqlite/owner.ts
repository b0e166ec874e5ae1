/**
 * One process owns a ledger file. The lock is SQLite's own lock on a file beside it: the operating system drops it
 * the moment its holder dies, so there is no stale lock to clean up after `kill -9`.
 */
import { DatabaseSync } from 'node:sqlite'
import { StorageError } from '../../base/errors.ts'
import { storageError } from './storage-error.ts'

/** @throws {StorageError} `ledger_owned` when another process holds it; else whatever keeps the file from being made */
export function takeOwnership(path: string): { release(): void } {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(`${path}-lock`, { timeout: 0 })
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    const held = lock
    return { release: () => held.isOpen && held.close() }
  } catch (cause) {
    lock?.close()
    // A missing folder or a read-only disk is nobody's ownership.
    if (!isBusy(cause)) throw storageError(cause, path)
    throw new StorageError([{ code: 'ledger_owned', who: 'operator', params: { file: path } }], { cause })
  }
}

// SQLITE_BUSY, https://sqlite.org/rescode.html
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
