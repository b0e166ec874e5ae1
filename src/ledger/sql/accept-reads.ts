/**
 * What an acceptance has to know before it writes, asked together: whether the same was handed in before, and the record as it
 * stands. A group's acceptances are asked about before the first of them is written; one that concerns the same record, key or
 * event as an earlier one of the transaction asks again.
 */
import { newNumber } from '../number.ts'
import type { RecordRef } from '../rows-accept.ts'
import { among, type Fingerprinted } from './fingerprints.ts'
import type { Statements } from './statements.ts'
import type { Undo } from './undo.ts'

export interface AcceptRead {
  /** Of a new record, if it becomes one. */
  readonly number: string
  /** Who used its client key. */
  readonly repeated: () => (RecordRef & { readonly entry_hash: Uint8Array })[]
  readonly sameEvent: () => RecordRef[]
  /** Of an existing record, at the revision the caller merged with: the record. Of a new one: who has its key, or its number. */
  readonly standing: () => { readonly number: string }[]
}

const nobody = () => []

export class AcceptReads {
  readonly #sql
  readonly #foreseen = new Map<Fingerprinted, AcceptRead>()
  /** What this transaction has written. */
  readonly #touched = new Set<string>()
  /** Something about other records has changed too. */
  #isAnything = false

  constructor(sql: Statements, undo: Undo) {
    this.#sql = sql
    undo.whenShared(() => {
      this.#foreseen.clear()
      this.#touched.clear()
      this.#isAnything = false
    })
  }

  foresee(acceptance: Fingerprinted): void {
    this.#foreseen.set(acceptance, this.#ask(acceptance))
  }

  of(acceptance: Fingerprinted): AcceptRead {
    const foreseen = this.#foreseen.get(acceptance)
    this.#foreseen.delete(acceptance)
    const isOld = this.#isAnything || marksOf(acceptance).some((mark) => this.#touched.has(mark))
    return foreseen === undefined || isOld ? this.#ask(acceptance) : foreseen
  }

  /** It is being written. */
  wrote(acceptance: Fingerprinted): void {
    if (!this.#sql.isShared) return
    if (acceptance.change) this.#isAnything = true
    for (const mark of marksOf(acceptance)) this.#touched.add(mark)
  }

  #ask(acceptance: Fingerprinted): AcceptRead {
    const { form, clientKeyHash, existing, eventHash, refuseSameEvent, keyHash, before } = acceptance
    const number = newNumber()
    return {
      number,
      repeated: clientKeyHash
        ? this.#among(
            `SELECT r.id, r.number, v.revision, v.entry_hash FROM revision v JOIN record r ON r.id = v.record_id
             WHERE v.form = ? AND v.client_key_hash`,
            form,
            [clientKeyHash, before?.clientKeyHash],
          )
        : nobody,
      sameEvent:
        !existing && eventHash && refuseSameEvent
          ? this.#among(
              'SELECT id, number, revision FROM record WHERE withdrawn = 0 AND form = ? AND event_hash',
              form,
              [eventHash, before?.eventHash],
            )
          : nobody,
      standing: existing
        ? this.#sql.ask('SELECT number FROM record WHERE id = ? AND revision = ?', existing.id, existing.revision)
        : this.#taken(number, form, [keyHash, before?.keyHash]),
    }
  }

  #taken(number: string, form: string, keyHashes: readonly (Uint8Array | undefined)[]) {
    const byNumber = this.#sql.ask<{ number: string }>('SELECT number FROM record WHERE number = ?', number)
    if (!keyHashes[0]) return byNumber
    const byKey = this.#among<{ number: string }>(
      'SELECT number FROM record WHERE form = ? AND key_hash',
      form,
      keyHashes,
    )
    return () => [...byKey(), ...byNumber()]
  }

  #among<Row>(sql: string, form: string, hashes: readonly (Uint8Array | undefined)[]): () => Row[] {
    const given = hashes.filter((hash) => hash !== undefined)
    return this.#sql.ask<Row>(`${sql} ${among(given)}`, form, ...given)
  }
}

function marksOf({ existing, form, keyHash, eventHash, clientKeyHash, before }: Fingerprinted): readonly string[] {
  const hashes = [keyHash, eventHash, clientKeyHash, before?.keyHash, before?.eventHash, before?.clientKeyHash]
  const marks = hashes.flatMap((hash) => (hash ? [`${form} ${Buffer.from(hash).toString('hex')}`] : []))
  return existing ? [...marks, String(existing.id)] : marks
}
