/** Opens the ledger file: pragmas, migrations, owner epoch. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StorageError } from '../../base/errors.ts'
import type { LedgerKey } from '../key-ring.ts'
import type { LedgerSecrets } from '../keys.ts'
import { checkEpoch, keepEpoch } from './epoch.ts'
import { takeOwnership } from './owner.ts'
import { MIGRATIONS, SCHEMA_VERSION } from './schema.ts'
import { Sealing } from './sealed.ts'
import { keepSecrets, readSecrets } from './secrets.ts'
import { storageError } from './storage-error.ts'

export interface OpenLedger {
  readonly db: DatabaseSync
  readonly secrets: LedgerSecrets
  readonly sealing: Sealing
  /** Number of this ownership; rows of older ones belong to processes that are gone. */
  readonly owner: number
  close(): void
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
export function openForWriting(path: string, keys: readonly LedgerKey[] = []): OpenLedger {
  const ownership = path === ':memory:' ? { release() {} } : takeOwnership(path)
  let opened: DatabaseSync | undefined
  try {
    // A backup or a person's own tool may hold the file for a moment.
    const db = new DatabaseSync(path, { timeout: BUSY_MS })
    opened = db
    db.exec(PRAGMAS)
    migrate(db, path)
    const isFile = path !== ':memory:'
    if (isFile) checkEpoch(db, path)
    const sealing = new Sealing(keys)
    // What a sealed text replaces must not stay readable in the file.
    if (keys.length > 0) db.exec('PRAGMA secure_delete = ON')
    keepSecrets(db, sealing)
    const secrets = readSecrets(db, sealing)
    const owner = nextOwner(db)
    const epoch = isFile ? keepEpoch(db, path) : undefined
    return {
      db,
      secrets,
      sealing,
      owner,
      close() {
        if (db.isOpen) {
          epoch?.stop()
          db.close()
        }
        ownership.release()
      },
    }
  } catch (error) {
    // A migration that failed half-way would hold the file's lock as long as its connection lives.
    opened?.close()
    ownership.release()
    throw storageError(error)
  }
}

/** @throws {StorageError} `ledger_missing` when there is no file yet */
export function openForReading(path: string, keys: readonly LedgerKey[] = []): OpenLedger {
  if (!existsSync(path)) throw new StorageError([{ code: 'ledger_missing', who: 'operator', params: { file: path } }])
  let opened: DatabaseSync | undefined
  try {
    const db = new DatabaseSync(path, { readOnly: true })
    opened = db
    checkVersion(db, path)
    const sealing = new Sealing(keys)
    const secrets = readSecrets(db, sealing)
    return { db, secrets, sealing, owner: 0, close: () => db.close() }
  } catch (error) {
    opened?.close()
    throw storageError(error)
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

function nextOwner(db: DatabaseSync): number {
  db.exec(`INSERT INTO meta (name, value) VALUES ('owner', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1`)
  return (db.prepare(`SELECT value FROM meta WHERE name = 'owner'`).get() as { value: number }).value
}
