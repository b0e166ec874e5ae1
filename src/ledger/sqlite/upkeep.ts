/**
 * Upkeep of a ledger file by a process of its own: as its owner where nobody owns it, beside the owner where somebody
 * does. Beside it, only what changes the meaning of no row is done, in transactions so short that the owner hardly waits.
 */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StorageError } from '../../base/errors.ts'
import { KEY_VARIABLE, type LedgerKey, refused } from '../key-ring.ts'
import type { Upkeep } from '../sharing.ts'
import type { Database } from '../sql/database.ts'
import { Fingerprints } from '../sql/fingerprints.ts'
import { Meta } from '../sql/meta.ts'
import { resealChunk } from '../sql/reseal.ts'
import { forCaller, Sealing } from '../sql/sealed.ts'
import { readSecrets } from '../sql/secrets.ts'
import { Statements } from '../sql/statements.ts'
import { SqliteDatabase } from './database.ts'
import { checkVersion, type OpenFile, openForWriting } from './open.ts'
import { storageError } from './storage-error.ts'

// What the owner's longest commit on a slow disk takes, many times over.
const BUSY_MS = 30_000

/**
 * @throws {StorageError} `ledger_missing`, damaged or newer
 * @throws {SettingsError} a key is missing or wrong, or the owner doesn't seal with it yet
 */
export function openForUpkeep(path: string, keys: readonly LedgerKey[]): Upkeep {
  if (!existsSync(path)) throw new StorageError([{ code: 'ledger_missing', who: 'operator', params: { file: path } }])
  const { isOwner, open } = openEither(path, keys)
  const { db, file, sealing } = open
  const sql = new Statements(db)
  const fingerprints = new Fingerprints(db, sql, sealing)
  const wasPlain = sealing.keyId !== null && new Meta(sql).stored('all_sealed') === undefined
  const write = <T>(task: () => T): T => inTransaction(db, () => forCaller(task))
  return {
    isOwner,
    async reseal(limit) {
      const progress = write(() => resealChunk(sql, sealing, limit))
      // Pages that were freed before there was a key still hold what stood there.
      if (progress.done && wasPlain && isOwner) file.exec('VACUUM')
      if (progress.done) file.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return progress
    },
    beginIndexKey: async () => write(() => fingerprints.begin()),
    layIndexKey: async (limit) => write(() => fingerprints.lay(limit)),
    close: async () => open.close(),
  }
}

function openEither(path: string, keys: readonly LedgerKey[]): { isOwner: boolean; open: OpenFile } {
  try {
    return { isOwner: true, open: openForWriting(path, keys) }
  } catch (error) {
    const isOwned = error instanceof StorageError && error.problems[0]?.code === 'ledger_owned'
    if (!isOwned) throw error
    return { isOwner: false, open: openBeside(path, keys) }
  }
}

function openBeside(path: string, keys: readonly LedgerKey[]): OpenFile {
  let opened: DatabaseSync | undefined
  try {
    const file = new DatabaseSync(path, { timeout: BUSY_MS })
    opened = file
    file.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
    checkVersion(file, path)
    const db = new SqliteDatabase(file)
    const sealing = new Sealing(keys)
    const meta = new Meta(new Statements(db, sealing))
    const secrets = readSecrets(meta, sealing)
    // It would go on writing under its own key, and couldn't read what is sealed with another.
    if ((meta.text('owner_key') ?? '') !== (sealing.keyId ?? '')) {
      throw refused('ledger_owner_key', { variable: KEY_VARIABLE, key: sealing.keyId ?? '' })
    }
    return { file, db, secrets, sealing, owner: 0, close: () => file.close() }
  } catch (error) {
    opened?.close()
    throw storageError(error, path)
  }
}

function inTransaction<T>(db: Database, task: () => T): T {
  try {
    db.begin()
    const result = task()
    db.commit()
    return result
  } catch (error) {
    if (db.isTransaction) db.rollback()
    throw db.failure(error)
  }
}
