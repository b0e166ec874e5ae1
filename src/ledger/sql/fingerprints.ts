/**
 * The searchable hashes of natural keys, client keys and events as they stand in the file, under index keys that can
 * rotate. A new index key is laid over the old hash: HMAC(new key, old hash). So it needs no plain text, which the
 * ledger doesn't keep, and whoever knows only the older keys can test nothing against the file.
 *
 * While a new one is being laid over all rows, some rows have it and some haven't (`index_layer`): both are looked for.
 */
import { randomBytes } from 'node:crypto'
import { KEY_VARIABLE, refused } from '../key-ring.ts'
import { type Hash, type Mac, macUnder } from '../keys.ts'
import type { Acceptance } from '../rows-accept.ts'
import type { KeyProgress } from '../rows-keeping.ts'
import type { Database } from './database.ts'
import { Meta } from './meta.ts'
import { forCaller, type Sealing } from './sealed.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'

/** Last rows that the new key was laid over. */
interface Cursor {
  readonly record: number
  readonly revision: number
  readonly reference: number
  readonly formerKey: number
}

const START: Cursor = { record: 0, revision: 0, reference: 0, formerKey: 0 }
const KEY_BYTES = 32
const HASH_BYTES = 16

/** Hashes of an acceptance in the file's form; `before` while rows under the former index key are left. */
export interface Fingerprinted extends Acceptance {
  readonly indexLayer?: number
  readonly before?: Pick<Acceptance, 'keyHash' | 'eventHash' | 'clientKeyHash'>
}

/** SQL for one of these hashes. */
export const among = (hashes: readonly unknown[]): string => (hashes.length === 1 ? '= ?' : 'IN (?, ?)')

export class Fingerprints {
  readonly #sql
  readonly #sealing
  readonly #db
  readonly #meta
  readonly #undo
  #seen: number | undefined
  #layers: readonly Mac[] = []
  #rotating: Cursor | undefined

  /** @param undo - of whoever takes single writes back; absent: nobody does */
  constructor(db: Database, sql: Statements, sealing: Sealing, undo?: Undo) {
    this.#undo = undo
    this.#sql = sql
    this.#sealing = sealing
    this.#db = db
    this.#meta = new Meta(sql)
  }

  /** As it stands in the file now, and as it stood under the key before while rows of that are left. */
  search(hash: Hash): readonly Hash[] {
    this.#refresh()
    const now = this.#at(hash, this.#layers.length)
    return this.#rotating ? [now, this.#at(hash, this.#layers.length - 1)] : [now]
  }

  /** Index keys that lie over a hash that is written now. */
  get layer(): number {
    this.#refresh()
    return this.#layers.length
  }

  of(acceptance: Acceptance): Fingerprinted {
    this.#refresh()
    const layer = this.#layers.length
    if (layer === 0) return acceptance
    return {
      ...acceptance,
      ...this.#all(acceptance, layer),
      indexLayer: layer,
      ...(this.#rotating ? { before: this.#all(acceptance, layer - 1) } : {}),
    }
  }

  /** Lays a new index key over the hashes; `lay` goes on with it. Runs inside a transaction. */
  begin(): void {
    if (this.#sealing.keyId === null) throw refused('ledger_key_needed', { variable: KEY_VARIABLE })
    this.#refresh()
    if (this.#rotating) return
    const name = `index_layer:${this.#layers.length + 1}`
    const key = randomBytes(KEY_BYTES).toString('base64')
    this.#meta.set(name, this.#sealing.seal(key, 'meta', name))
    this.#meta.set('index_rotating', JSON.stringify(START))
    this.#written()
  }

  /** One chunk of rows. Runs inside a transaction. */
  lay(limit: number): KeyProgress {
    this.#refresh()
    const layer = this.#layers.length
    const cursor = this.#rotating
    if (!cursor) return { sealed: 0, done: true }
    const over = (hash: Uint8Array | null) => hash && this.#at(hash, layer, layer - 1)
    const records = this.#sql.all<{ id: number; key_hash: Uint8Array | null; event_hash: Uint8Array | null }>(
      'SELECT id, key_hash, event_hash FROM record WHERE id > ? AND index_layer < ? ORDER BY id LIMIT ?',
      cursor.record,
      layer,
      limit,
    )
    for (const { id, key_hash, event_hash } of records) {
      const [key, event] = [over(key_hash), over(event_hash)]
      this.#sql.run(
        'UPDATE record SET key_hash = ?, event_hash = ?, index_layer = ? WHERE id = ?',
        key,
        event,
        layer,
        id,
      )
    }
    const revisions = this.#sql.all<{ id: number; client_key_hash: Uint8Array }>(
      'SELECT id, client_key_hash FROM revision WHERE id > ? AND client_key_hash IS NOT NULL AND index_layer < ? ORDER BY id LIMIT ?',
      cursor.revision,
      layer,
      limit - records.length,
    )
    for (const { id, client_key_hash } of revisions) {
      const client = over(client_key_hash)
      this.#sql.run('UPDATE revision SET client_key_hash = ?, index_layer = ? WHERE id = ?', client, layer, id)
    }
    // Of those that are there, the row itself is known.
    const references = this.#sql.all<{ id: number; key_hash: Uint8Array }>(
      'SELECT id, key_hash FROM reference WHERE id > ? AND key_hash IS NOT NULL AND index_layer < ? ORDER BY id LIMIT ?',
      cursor.reference,
      layer,
      limit - records.length - revisions.length,
    )
    for (const { id, key_hash } of references) {
      this.#sql.run('UPDATE reference SET key_hash = ?, index_layer = ? WHERE id = ?', over(key_hash), layer, id)
    }
    const former = this.#sql.all<{ id: number; key_hash: Uint8Array }>(
      'SELECT id, key_hash FROM former_key WHERE id > ? AND index_layer < ? ORDER BY id LIMIT ?',
      cursor.formerKey,
      layer,
      limit - records.length - revisions.length - references.length,
    )
    for (const { id, key_hash } of former) {
      this.#sql.run('UPDATE former_key SET key_hash = ?, index_layer = ? WHERE id = ?', over(key_hash), layer, id)
    }
    const sealed = records.length + revisions.length + references.length + former.length
    const done = sealed < limit
    const next: Cursor = {
      record: records.at(-1)?.id ?? cursor.record,
      revision: revisions.at(-1)?.id ?? cursor.revision,
      reference: references.at(-1)?.id ?? cursor.reference,
      formerKey: former.at(-1)?.id ?? cursor.formerKey,
    }
    if (done) this.#meta.delete('index_rotating')
    else this.#meta.set('index_rotating', JSON.stringify(next))
    this.#written()
    return { sealed, done }
  }

  #all({ keyHash, eventHash, clientKeyHash }: Acceptance, layer: number) {
    return {
      ...(keyHash ? { keyHash: this.#at(keyHash, layer) } : {}),
      ...(eventHash ? { eventHash: this.#at(eventHash, layer) } : {}),
      ...(clientKeyHash ? { clientKeyHash: this.#at(clientKeyHash, layer) } : {}),
    }
  }

  #at(hash: Hash, layer: number, from = 0): Hash {
    let over = hash
    for (const mac of this.#layers.slice(from, layer)) {
      over = new Uint8Array(mac(Buffer.from(over).toString('hex')).subarray(0, HASH_BYTES))
    }
    return over
  }

  /** Another process may have begun or ended a rotation: the database says when somebody else has written. */
  #refresh(): void {
    if (this.#sealing.keyId === null) return
    const version = this.#db.version()
    if (version === this.#seen) return
    this.#read()
    // Not before: whoever can't open the keys must not go on under those of before.
    this.#seen = version
  }

  #written(): void {
    this.#read()
    this.#undo?.add(() => {
      this.#seen = undefined
    })
  }

  #read(): void {
    const rows = this.#sql.all<{ name: string; value: Uint8Array }>(
      `SELECT name, value FROM meta WHERE name LIKE 'index\\_layer:%' ESCAPE '\\' ORDER BY length(name), name`,
    )
    this.#layers = forCaller(() =>
      rows.map(({ name, value }) => macUnder(Buffer.from(this.#sealing.open(value, 'meta', name), 'base64'))),
    )
    const rotating = this.#meta.text('index_rotating')
    this.#rotating = rotating === undefined ? undefined : (JSON.parse(rotating) as Cursor)
  }
}
