/**
 * Keys that are corrected, and records that turn out to be one. A record keeps its row, its origin and its targets, so
 * that its idempotency keys stay what they were; only the way to find it changes.
 */
import type { RecordRef } from '../rows-accept.ts'
import { among, type Fingerprinted } from './fingerprints.ts'
import type { Statements } from './statements.ts'

const hashesOf = ({ keyHash, before }: Fingerprinted) => [keyHash, before?.keyHash].filter((hash) => hash !== undefined)

export class FormerKeys {
  readonly #sql

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Whether an existing record gets another key: its own was corrected, or it holds another's that was. */
  changes(acceptance: Fingerprinted): boolean {
    const { change, existing, keyHash } = acceptance
    if (!existing || !keyHash || (change?.kind !== 'rekey' && change?.kind !== 'rewrite')) return false
    const hashes = hashesOf(acceptance)
    return !this.#sql.get(`SELECT 1 FROM record WHERE id = ? AND key_hash ${among(hashes)}`, existing.id, ...hashes)
  }

  /** The record that has, or had, the key which an existing one should get. */
  owner(acceptance: Fingerprinted): RecordRef | undefined {
    const { existing, form } = acceptance
    if (!existing || !this.changes(acceptance)) return undefined
    const hashes = hashesOf(acceptance)
    return this.#sql.get<RecordRef>(
      `SELECT id, number, revision FROM record WHERE form = ? AND id <> ? AND (key_hash ${among(hashes)}
         OR id IN (SELECT record_id FROM former_key WHERE form = ? AND key_hash ${among(hashes)}))`,
      form,
      existing.id,
      ...hashes,
      form,
      ...hashes,
    )
  }

  /** Before the record gets its new key. */
  leave(acceptance: Fingerprinted): void {
    const { existing, form } = acceptance
    if (!existing || !this.changes(acceptance)) return
    const hashes = hashesOf(acceptance)
    this.#sql.run(`DELETE FROM former_key WHERE form = ? AND key_hash ${among(hashes)}`, form, ...hashes)
    this.#keep(existing.id, existing.id)
  }

  /** What led to one record, by key or by reference, leads to the other. What events froze is the other's revision of now. */
  merge(from: number, into: number): void {
    this.#keep(from, into)
    this.#sql.run('UPDATE former_key SET record_id = ? WHERE record_id = ?', into, from)
    this.#sql.run('UPDATE record SET key_hash = NULL, merged_into = ? WHERE id = ?', into, from)
    this.#sql.run(
      `UPDATE reference SET referent_id = ?, referent_revision = CASE WHEN referent_revision IS NULL THEN NULL
         ELSE (SELECT revision FROM record WHERE id = ?) END WHERE referent_id = ?`,
      into,
      into,
      from,
    )
  }

  #keep(from: number, leadsTo: number): void {
    this.#sql.run(
      `INSERT INTO former_key (form, key_hash, record_id, index_layer)
       SELECT form, key_hash, ?, index_layer FROM record WHERE id = ? AND key_hash IS NOT NULL`,
      leadsTo,
      from,
    )
  }
}
