/** Opens the ledger file: pragmas, migrations, owner epoch. */
import { chmodSync, existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StorageError } from '../../base/errors.ts'
import type { LedgerKey } from '../key-ring.ts'
import type { OpenLedger } from '../sql/ledger.ts'
import { Meta } from '../sql/meta.ts'
import { MIGRATIONS, SCHEMA_VERSION } from '../sql/schema.ts'
import { Sealing } from '../sql/sealed.ts'
import { keepSecrets, nextOwner, readSecrets } from '../sql/secrets.ts'
import { Statements } from '../sql/statements.ts'
import { SqliteDatabase } from './database.ts'
import { checkEpoch, keepEpoch } from './epoch.ts'
import { takeOwnership } from './owner.ts'
import { storageError } from './storage-error.ts'

export interface OpenFile extends OpenLedger {
  /** The file itself, for what only SQLite has. */
  readonly file: DatabaseSync
}

// A checkpoint every 16 MB of WAL: SQLite's default of 4 MB writes the same hot pages back four times as often.
const PRAGMAS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -8192;
PRAGMA temp_store = MEMORY;
`

const BUSY_MS = 5_000

/** @param keys - seal what is kept; none: it is kept as it is */
export function openForWriting(path: string, keys: readonly LedgerKey[] = []): OpenFile {
  const ownership = path === ':memory:' ? { release() {} } : takeOwnership(path)
  let opened: DatabaseSync | undefined
  try {
    // A backup or a person's own tool may hold the file for a moment.
    const isFile = path !== ':memory:'
    const isNew = isFile && !existsSync(path)
    const file = new DatabaseSync(path, { timeout: BUSY_MS })
    opened = file
    // Its log is made with the same rights.
    if (isNew) chmodSync(path, 0o600)
    file.exec(PRAGMAS)
    migrate(file, path)
    if (isFile) checkEpoch(file, path)
    const db = new SqliteDatabase(file)
    const sealing = new Sealing(keys)
    const meta = new Meta(new Statements(db, sealing))
    // What a sealed text replaces must not stay readable in the file.
    if (keys.length > 0) file.exec('PRAGMA secure_delete = ON')
    keepSecrets(db, meta, sealing)
    const secrets = readSecrets(meta, sealing)
    const owner = nextOwner(meta)
    const epoch = isFile ? keepEpoch(file, path) : undefined
    return {
      file,
      db,
      secrets,
      sealing,
      owner,
      close() {
        if (file.isOpen) {
          epoch?.stop()
          file.close()
        }
        ownership.release()
      },
    }
  } catch (error) {
    // A migration that failed half-way would hold the file's lock as long as its connection lives.
    opened?.close()
    ownership.release()
    throw storageError(error, path)
  }
}

/** @throws {StorageError} `ledger_missing` when there is no file yet */
export function openForReading(path: string, keys: readonly LedgerKey[] = []): OpenFile {
  if (!existsSync(path)) throw new StorageError([{ code: 'ledger_missing', who: 'operator', params: { file: path } }])
  let opened: DatabaseSync | undefined
  try {
    const file = new DatabaseSync(path, { readOnly: true })
    opened = file
    checkVersion(file, path)
    const db = new SqliteDatabase(file)
    const sealing = new Sealing(keys)
    const secrets = readSecrets(new Meta(new Statements(db, sealing)), sealing)
    return { file, db, secrets, sealing, owner: 0, close: () => file.close() }
  } catch (error) {
    opened?.close()
    throw storageError(error, path)
  }
}

export function checkVersion(db: DatabaseSync, path: string): number {
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (row.user_version > SCHEMA_VERSION) {
    const params = { file: path, found: row.user_version, known: SCHEMA_VERSION }
    throw new StorageError([{ code: 'ledger_newer', who: 'operator', params }])
  }
  return row.user_version
}

function migrate(db: DatabaseSync, path: string): void {
  for (let version = checkVersion(db, path); version < SCHEMA_VERSION; version++) {
    db.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[version]} PRAGMA user_version = ${version + 1}; COMMIT`)
  }
}
