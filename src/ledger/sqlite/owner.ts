/**
 * One process owns a ledger file. The lock is SQLite's own lock on a file beside it: the operating system drops it
 * the moment its holder dies, so there is no stale lock to clean up after `kill -9`.
 */
import { DatabaseSync } from 'node:sqlite'
import { StorageError } from '../../base/errors.ts'

/** @throws {StorageError} `ledger_owned` when another process holds it */
export function takeOwnership(path: string): { release(): void } {
  const lock = new DatabaseSync(`${path}-lock`, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new StorageError([{ code: 'ledger_owned', who: 'operator', params: { file: path } }], { cause })
  }
  return { release: () => lock.close() }
}
