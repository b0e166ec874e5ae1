/**
 * Texts on their way to and from the file. Without a key they pass as they are; with one each becomes a blob: format,
 * key id, nonce, sealed text, bound to its place, so that no row's text opens in another row.
 */
import { GatewayError, StorageError } from '../../base/errors.ts'
import { aes256Gcm, type Cipher } from '../cipher.ts'
import { KEY_VARIABLE, type LedgerKey, refused } from '../key-ring.ts'
import type { Database } from './database.ts'

/** A text as it stands in the ledger: plain, or sealed. */
export type Stored = string | Uint8Array

// The format of a text that isn't sealed; ciphers have numbers of their own.
const PLAIN = Buffer.of(0)

export const isPlain = (stored: Stored): boolean => typeof stored === 'string' || stored[0] === PLAIN[0]

/** It can't be opened: its key isn't among those given, or it was changed. */
export class SealError extends RangeError {
  /** Id of the key it was sealed with. */
  readonly key: string
  readonly why: 'key-missing' | 'damaged'

  constructor(key: string, why: SealError['why'], options?: ErrorOptions) {
    super(`${why}: key ${key}`, options)
    this.key = key
    this.why = why
  }
}

export class Sealing {
  readonly #ciphers: ReadonlyMap<string, Cipher>
  readonly #current: Cipher | undefined
  /** Format, length of the key's id, the id: what stands before each sealed text. */
  readonly #head: Buffer
  /** Id of the key that seals; null: nothing is sealed. */
  readonly keyId: string | null
  readonly #plain: Database['plain']
  #onlySealed = false

  /**
   * @param keys - the first seals, all open
   * @param plain - how a plain text stands where a sealed one may stand
   */
  constructor(keys: readonly LedgerKey[], plain: Database['plain'] = 'text') {
    this.#plain = plain
    this.#ciphers = new Map(keys.map(({ id, key }) => [id, aes256Gcm(key)]))
    this.keyId = keys[0]?.id ?? null
    this.#current = this.keyId === null ? undefined : this.#ciphers.get(this.keyId)
    const id = Buffer.from(this.keyId ?? '')
    this.#head = Buffer.concat([Buffer.of(this.#current?.format ?? 0, id.length), id])
  }

  get keyIds(): readonly string[] {
    return [...this.#ciphers.keys()]
  }

  /** Every text that may quote somebody is sealed. */
  get onlySealed(): boolean {
    return this.#onlySealed
  }

  /** From now on a plain text where a sealed one belongs was put there by somebody else. */
  refusePlain(): void {
    this.#onlySealed = true
  }

  /** @param what - with `at` and `of` the place it stands in, such as ('revision', record, number) */
  seal(text: string, what: string, at: number | string, of: number | string = ''): Stored {
    if (!this.#current) return this.plain(text)
    return Buffer.concat([this.#head, this.#current.seal(text, `${what} ${at} ${of}`)])
  }

  /** @throws {SealError} */
  open(stored: Stored, what: string, at: number | string, of: number | string = ''): string {
    if (typeof stored === 'string' || isPlain(stored)) {
      if (this.#onlySealed) throw new SealError('', 'damaged')
      return this.plainText(stored)
    }
    const key = keyIdOf(stored)
    const cipher = this.#ciphers.get(key)
    if (!cipher) throw new SealError(key, 'key-missing')
    try {
      return cipher.open(stored.subarray(2 + key.length), `${what} ${at} ${of}`)
    } catch (cause) {
      throw new SealError(key, 'damaged', { cause })
    }
  }

  /** True for what `keys rotate` has still to seal with the current key. */
  isBehind(stored: Stored | null): stored is Stored {
    if (stored === null || this.keyId === null) return false
    return typeof stored === 'string' || isPlain(stored) || keyIdOf(stored) !== this.keyId
  }

  /** A text that is never sealed, as it stands where a sealed one may stand. */
  plain(text: string): Stored {
    if (this.#plain === 'text') return text
    if (typeof text !== 'string') throw new TypeError('only a text can be kept')
    return Buffer.concat([PLAIN, Buffer.from(text)])
  }

  /** The text of `plain`. */
  plainText(stored: Stored): string {
    return typeof stored === 'string' ? stored : Buffer.from(stored.subarray(PLAIN.length)).toString()
  }
}

/** For a caller who asked for this very text: an error that says who must act. */
export function forCaller<T>(open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    const params = { key: error.key, variable: KEY_VARIABLE }
    if (error.why === 'key-missing') throw refused('ledger_key_missing', params)
    throw new StorageError([{ code: 'ledger_row_damaged', who: 'operator', params }], { cause: error })
  }
}

/** `forCaller` said of one text that it can't be opened: another one may well be. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof GatewayError &&
  error.problems.some(({ code }) => code === 'ledger_key_missing' || code === 'ledger_row_damaged')

/** Id of the key that a sealed text names. */
const keyIdOf = (sealed: Uint8Array): string => Buffer.from(sealed.subarray(2, 2 + (sealed[1] ?? 0))).toString('latin1')
