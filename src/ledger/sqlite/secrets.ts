/**
 * The ledger's own secrets, in its `meta` table: what keyed hashes are made under. Without them nobody can test whether
 * an id number is in a stolen file; with a key given they stand there sealed, and open with that key alone.
 */
import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { StorageError } from '../../base/errors.ts'
import { KEY_VARIABLE, refused } from '../key-ring.ts'
import type { LedgerSecrets } from '../keys.ts'
import { SealError, type Sealing } from './sealed.ts'

const SECRET_BYTES = 32
const CHECK = 'yibiao'

/**
 * @throws {SettingsError} `ledger_key_missing`, `ledger_key_wrong`: before anything is read or written under them
 */
export function readSecrets(db: DatabaseSync, sealing: Sealing): LedgerSecrets {
  const rows = db.prepare('SELECT name, value FROM meta').all() as { name: string; value: unknown }[]
  const meta = new Map(rows.map(({ name, value }) => [name, value]))
  checkKeys(sealing, (name) => meta.get(name))
  if (meta.has('all_sealed')) sealing.refusePlain()
  const secret = (name: string): Uint8Array => {
    const value = meta.get(name)
    if (!(value instanceof Uint8Array)) {
      throw new StorageError([{ code: 'ledger_damaged', who: 'operator', params: { detail: name } }])
    }
    return value.length === SECRET_BYTES ? value : new Uint8Array(Buffer.from(opened(sealing, value, name), 'base64'))
  }
  return { delivery: secret('delivery_secret'), index: secret('index_secret') }
}

/** Makes what is missing, and seals with the current key what isn't yet. For the owner, before it reads them. */
export function keepSecrets(db: DatabaseSync, sealing: Sealing): void {
  const read = db.prepare('SELECT value FROM meta WHERE name = ?')
  const write = db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
  const stored = (name: string) => (read.get(name) as { value: Uint8Array } | undefined)?.value
  db.exec('BEGIN IMMEDIATE')
  try {
    checkKeys(sealing, stored)
    const isNew = stored('delivery_secret') === undefined
    for (const name of ['delivery_secret', 'index_secret']) {
      const value = stored(name)
      const secret = value ?? randomBytes(SECRET_BYTES)
      const isPlain = secret.length === SECRET_BYTES
      if (sealing.keyId !== null && (isPlain || sealing.isBehind(secret))) {
        const text = isPlain ? Buffer.from(secret).toString('base64') : opened(sealing, secret, name)
        write.run(name, sealing.seal(text, 'meta', name))
      } else if (!value) write.run(name, secret)
    }
    if (sealing.keyId !== null) {
      const check = `key:${sealing.keyId}`
      if (!stored(check)) write.run(check, sealing.seal(CHECK, 'meta', check))
      // A new ledger never holds a plain text; an older one does until `keys rotate` is through.
      if (isNew) write.run('all_sealed', 1)
    }
    // Whoever seals anew beside this owner has to know what it writes under.
    write.run('owner_key', sealing.keyId ?? '')
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

/** A key is what it was when it first sealed here: another one under its name would lock everybody out. */
function checkKeys(sealing: Sealing, stored: (name: string) => unknown): void {
  for (const id of sealing.keyIds) {
    const check = stored(`key:${id}`)
    if (check instanceof Uint8Array) opened(sealing, check, `key:${id}`)
  }
}

function opened(sealing: Sealing, value: Uint8Array, name: string): string {
  try {
    return sealing.open(value, 'meta', name)
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    const code = error.why === 'key-missing' ? 'ledger_key_missing' : 'ledger_key_wrong'
    throw refused(code, { variable: KEY_VARIABLE, key: error.key })
  }
}
