/**
 * Keyed hashes. Natural keys are personal data (an id number), so the ledger finds records by HMAC, never by value;
 * idempotency keys are made from what never changes, so a restored backup makes the same ones again.
 */
import { hash } from 'node:crypto'

export type Hash = Uint8Array

/** 32 random bytes each, made with the ledger. */
export interface LedgerSecrets {
  readonly delivery: Uint8Array
  readonly index: Uint8Array
}

export interface Secrets {
  /** Makes idempotency keys. Never rotates: upstreams remember keys. */
  readonly delivery: Mac
  /** Makes searchable hashes of natural keys, client keys and event keys. */
  readonly index: Mac
  /** Makes hashes of content: without the secret nobody can test a guess against them. Never rotates, as payloads are compared by it. */
  readonly content: (canonical: string) => Hash
}

/** HMAC-SHA-256 of a list of texts under one secret. */
export type Mac = (...parts: readonly string[]) => Buffer

const BLOCK_BYTES = 64

/**
 * HMAC-SHA-256 (RFC 2104) from one-shot hashes: this runs several times per record, and `createHmac` costs five times
 * as much for texts this short. A test holds it against `createHmac`.
 *
 * @param secret - at most 64 bytes
 */
export function macUnder(secret: Uint8Array): Mac {
  const pad = (byte: number) => Buffer.alloc(BLOCK_BYTES, byte).map((value, i) => value ^ (secret[i] ?? 0)) as Buffer
  const inner = pad(0x36)
  const outer = pad(0x5c)
  // JSON keeps the parts apart: ('ab', 'c') and ('a', 'bc') must differ.
  return (...parts) => {
    const digest = hash('sha256', Buffer.concat([inner, Buffer.from(JSON.stringify(parts))]), 'buffer')
    return hash('sha256', Buffer.concat([outer, digest]), 'buffer')
  }
}

const hex = (bytes: Hash): string => Buffer.from(bytes).toString('hex')

export function macsUnder(secrets: LedgerSecrets): Secrets {
  const delivery = macUnder(secrets.delivery)
  // A whole block of the hash; cut to half its length the result can't be extended, so no HMAC is needed around it.
  const prefix = delivery('content').toString('hex')
  return { delivery, index: macUnder(secrets.index), content: (canonical) => contentHash(prefix + canonical) }
}

/** Hash of what isn't personal; 16 bytes are plenty against accidents. Of records and payloads: `Secrets.content`. */
// Own bytes, not a view: whoever posts a view to another thread posts all that it looks into.
export const contentHash = (canonical: string): Hash =>
  new Uint8Array(hash('sha256', canonical, 'buffer').subarray(0, 16))

/** What a natural key, a client key or an event key is found by. `purpose` keeps equal texts apart. */
export const indexHash = (secrets: Secrets, purpose: 'key' | 'client' | 'event', form: string, key: string): Hash =>
  new Uint8Array(secrets.index(purpose, form, key).subarray(0, 16))

/** What an account's log-in is found by. @param version - digest of the credentials */
export const logInHash = (secrets: Secrets, gate: string, version: string): Hash =>
  new Uint8Array(secrets.delivery('log-in', gate, version).subarray(0, 16))

/** Where a record came from: the root of all its idempotency keys, kept when its natural key is corrected. */
export const originHash = (secrets: Secrets, form: string, key: string): Hash =>
  new Uint8Array(secrets.delivery('origin', form, key).subarray(0, 16))

/** The key an upstream gets: 64 hex characters. */
export const idempotencyKey = (
  secrets: Secrets,
  origin: Hash,
  upstream: string,
  ordinal: number,
  payload: Hash,
): string => secrets.delivery('delivery', hex(origin), upstream, String(ordinal), hex(payload)).toString('hex')

/** The key of a call: its member's where there is one, else made of all of them. */
export const parcelKey = (secrets: Secrets, keys: readonly string[]): string =>
  keys.length === 1 ? (keys[0] as string) : secrets.delivery('parcel', ...keys).toString('hex')

export const sameHash = (a: Hash | null | undefined, b: Hash | null | undefined): boolean => {
  if (!a || !b || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
