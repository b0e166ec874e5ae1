/**
 * The ledger's own secrets, in its `meta` table: what keyed hashes are made under. Without them nobody can test whether
 * an id number is in a stolen file; with a key given they stand there sealed, and open with that key alone.
 */
import { randomBytes } from 'node:crypto'
import { StorageError } from '../../base/errors.ts'
import { KEY_VARIABLE, refused } from '../key-ring.ts'
import type { LedgerSecrets } from '../keys.ts'
import type { Database } from './database.ts'
import type { Meta } from './meta.ts'
import { SealError, type Sealing } from './sealed.ts'

const SECRET_BYTES = 32
const CHECK = 'yibiao'

/**
 * @throws {SettingsError} `ledger_key_missing`, `ledger_key_wrong`: before anything is read or written under them
 */
export function readSecrets(meta: Meta, sealing: Sealing): LedgerSecrets {
  checkKeys(sealing, meta)
  if (meta.stored('all_sealed') !== undefined) sealing.refusePlain()
  const secret = (name: string): Uint8Array => {
    const value = meta.stored(name)
    if (!(value instanceof Uint8Array)) {
      throw new StorageError([{ code: 'ledger_damaged', who: 'operator', params: { detail: name } }])
    }
    return value.length === SECRET_BYTES ? value : new Uint8Array(Buffer.from(opened(sealing, value, name), 'base64'))
  }
  return { delivery: secret('delivery_secret'), index: secret('index_secret') }
}

/** Makes what is missing, and seals with the current key what isn't yet. For the owner, before it reads them. */
export function keepSecrets(db: Database, meta: Meta, sealing: Sealing): void {
  const stored = (name: string) => meta.stored(name) as Uint8Array | undefined
  db.begin()
  try {
    checkKeys(sealing, meta)
    const isNew = stored('delivery_secret') === undefined
    for (const name of ['delivery_secret', 'index_secret']) {
      const value = stored(name)
      const secret = value ?? randomBytes(SECRET_BYTES)
      const isPlain = secret.length === SECRET_BYTES
      if (sealing.keyId !== null && (isPlain || sealing.isBehind(secret))) {
        const text = isPlain ? Buffer.from(secret).toString('base64') : opened(sealing, secret, name)
        meta.set(name, sealing.seal(text, 'meta', name))
      } else if (!value) meta.set(name, secret)
    }
    if (sealing.keyId !== null) {
      const check = `key:${sealing.keyId}`
      if (!stored(check)) meta.set(check, sealing.seal(CHECK, 'meta', check))
      // A new ledger never holds a plain text; an older one does until `keys rotate` is through.
      if (isNew) meta.set('all_sealed', 'yes')
    }
    // Whoever seals anew beside this owner has to know what it writes under.
    meta.set('owner_key', sealing.keyId ?? '')
    db.commit()
  } catch (error) {
    if (db.isTransaction) db.rollback()
    throw error
  }
}

/** Counts openings for writing. Runs inside a transaction, or where nobody else writes. */
export function nextOwner(meta: Meta): number {
  const owner = Number(meta.text('owner') ?? 0) + 1
  meta.set('owner', String(owner))
  return owner
}

/** A key is what it was when it first sealed here: another one under its name would lock everybody out. */
function checkKeys(sealing: Sealing, meta: Meta): void {
  for (const id of sealing.keyIds) {
    const check = meta.stored(`key:${id}`)
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
