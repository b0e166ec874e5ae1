/**
 * Keyed hashes. Natural keys are personal data (an id number), so the ledger finds records by HMAC, never by value;
 * idempotency keys are made from what never changes, so a restored backup makes the same ones again.
 */
import { createHash, createHmac } from 'node:crypto'

export type Hash = Uint8Array

export interface Secrets {
  /** Makes idempotency keys. Never rotates: upstreams remember keys. */
  readonly delivery: Uint8Array
  /** Makes searchable hashes of natural keys, client keys and event keys. */
  readonly index: Uint8Array
}

const hmac = (secret: Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer => {
  const mac = createHmac('sha256', secret)
  for (const part of parts) {
    // A length before each part: ('ab','c') and ('a','bc') must differ.
    mac.update(`${part.length}:`)
    mac.update(part)
  }
  return mac.digest()
}

/** Hash of content; 16 bytes are plenty against accidents, and nobody gains by colliding her own records. */
export const contentHash = (canonical: string): Hash => createHash('sha256').update(canonical).digest().subarray(0, 16)

/** What a natural key, a client key or an event key is found by. `purpose` keeps equal texts apart. */
export const indexHash = (secrets: Secrets, purpose: 'key' | 'client' | 'event', form: string, key: string): Hash =>
  hmac(secrets.index, purpose, form, key).subarray(0, 16)

/** Where a record came from: the root of all its idempotency keys, kept when its natural key is corrected. */
export const originHash = (secrets: Secrets, form: string, key: string): Hash =>
  hmac(secrets.delivery, 'origin', form, key).subarray(0, 16)

/** The key an upstream gets: 64 hex characters. */
export const idempotencyKey = (secrets: Secrets, origin: Hash, upstream: string, ordinal: number, payload: Hash): string =>
  hmac(secrets.delivery, 'delivery', origin, upstream, String(ordinal), payload).toString('hex')

export const sameHash = (a: Hash | null | undefined, b: Hash | null | undefined): boolean => {
  if (!a || !b || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
