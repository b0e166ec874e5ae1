/**
 * How what the ledger keeps is sealed. One small interface, so that another cipher (SM4-GCM, where a machine's OpenSSL
 * has it) is one function beside this one and one number in front of its texts.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from 'node:crypto'

export interface Cipher {
  /** First byte of everything it seals. */
  readonly format: number
  /** @param place - what the text is and where it stands: it opens there and nowhere else */
  seal(plain: string, place: string): Buffer
  /** @throws {RangeError} another key, another place, or a changed text */
  open(sealed: Uint8Array, place: string): string
}

export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

// One call to the system's random source for so many nonces: alone it costs as much as sealing a payload.
const NONCES_AT_ONCE = 512

/**
 * AES-256-GCM: 12 random bytes of nonce, the sealed text, 16 bytes of tag.
 *
 * With random nonces one key is good for 2^32 texts (NIST SP 800-38D, section 8.3), a thousand million records.
 */
export function aes256Gcm(bytes: Uint8Array): Cipher {
  // Read in once: given as bytes it would cost seven times what sealing does, each time.
  const key = createSecretKey(bytes)
  const nonces = Buffer.allocUnsafe(NONCE_BYTES * NONCES_AT_ONCE)
  let used = NONCES_AT_ONCE
  const nextNonce = () => {
    if (used === NONCES_AT_ONCE) {
      randomFillSync(nonces)
      used = 0
    }
    return nonces.subarray(used * NONCE_BYTES, ++used * NONCE_BYTES)
  }
  return {
    format: 1,
    seal(plain, place) {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, place) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new RangeError('cut short')
      const end = sealed.length - TAG_BYTES
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(place))
      decipher.setAuthTag(sealed.subarray(end))
      try {
        return decipher.update(sealed.subarray(NONCE_BYTES, end), undefined, 'utf8') + decipher.final('utf8')
      } catch (cause) {
        throw new RangeError('not sealed with this key for this place', { cause })
      }
    },
  }
}
