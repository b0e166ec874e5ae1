/** Opens a ledger in PostgreSQL: its connection, its tables, its keys. Any number of processes may have it open. */
import { StorageError } from '../../base/errors.ts'
import type { LedgerKey } from '../key-ring.ts'
import type { OpenLedger } from '../sql/ledger.ts'
import { Meta } from '../sql/meta.ts'
import { Sealing } from '../sql/sealed.ts'
import { keepSecrets, nextOwner, readSecrets } from '../sql/secrets.ts'
import { Statements } from '../sql/statements.ts'
import { addressOf } from './address.ts'
import { Connection } from './connection.ts'
import { PostgresDatabase } from './database.ts'
import type { Notice } from './protocol.ts'
import { checkVersion, migrate, versionOf } from './tables.ts'

/** What every connection is set to, whatever the server's own settings are. */
const SESSION = [
  // A process that is stopped in the middle of a transaction must not hold the ledger's lock for long.
  `SET idle_in_transaction_session_timeout = '10s'`,
  `SET lock_timeout = '20s'`,
  `SET statement_timeout = '50s'`,
  // "Accepted" is said after this: a server that doesn't wait for its disk would lose what it was said of.
  `SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`,
  // A queue fills in a second, statistics follow in a minute: a plan made for an empty table would be kept till then.
  'SET enable_seqscan = off',
  'SET jit = off',
  `SET bytea_output = 'hex'`,
  'SET client_min_messages = warning',
]

interface OpenPostgres extends OpenLedger {
  readonly db: PostgresDatabase
  /** For people: without user and password. */
  readonly label: string
  /** What its sessions are called, at the server and on the channel. */
  readonly name: string
}

/**
 * @param heard - what other processes tell
 * @throws {StorageError} `ledger_unreachable`, `ledger_refused`, newer than this program
 * @throws {SettingsError} a key is missing or wrong; the package `pg` is not installed
 */
export function openForWriting(
  setting: string,
  keys: readonly LedgerKey[],
  heard: (notice: Notice) => void,
): OpenPostgres {
  return opened(setting, keys, heard, ({ db, meta, sealing }, { schema, label }) => {
    inTransaction(db, () => migrate(db, meta, schema, label))
    keepSecrets(db, meta, sealing)
    return inTransaction(db, () => nextOwner(meta))
  })
}

/** @throws {StorageError} `ledger_missing` when there is none yet */
export function openForReading(setting: string, keys: readonly LedgerKey[]): OpenPostgres {
  return opened(
    setting,
    keys,
    () => {},
    ({ db, meta }, { schema, label }) => {
      const found = db.prepare('SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = ?').get(schema, 'meta')
      if (found === undefined)
        throw new StorageError([{ code: 'ledger_missing', who: 'operator', params: { file: label } }])
      checkVersion(versionOf(meta), label)
      return 0
    },
  )
}

interface Parts {
  readonly db: PostgresDatabase
  readonly meta: Meta
  readonly sealing: Sealing
}

function opened(
  setting: string,
  keys: readonly LedgerKey[],
  heard: (notice: Notice) => void,
  prepare: (parts: Parts, address: { readonly schema: string; readonly label: string }) => number,
): OpenPostgres {
  const { url, schema, label } = addressOf(setting)
  const name = `yibiao:${schema}`
  const connection = new Connection(url, name, heard)
  const db = new PostgresDatabase({ connection, before: [...SESSION, `SET search_path = "${schema}"`], name, label })
  try {
    const sealing = new Sealing(keys, db.plain)
    const meta = new Meta(new Statements(db, sealing))
    const owner = prepare({ db, meta, sealing }, { schema, label })
    const secrets = readSecrets(meta, sealing)
    return { db, label, name, secrets, sealing, owner, close: () => db.close() }
  } catch (error) {
    db.close()
    throw db.failure(error)
  }
}

export function inTransaction<T>(db: PostgresDatabase, task: () => T): T {
  db.begin()
  try {
    const result = task()
    db.commit()
    return result
  } catch (error) {
    if (db.isTransaction) db.rollback()
    throw error
  }
}
