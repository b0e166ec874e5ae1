/**
 * SM2 and SM4 as upstreams expect them. Defaults of two libraries do not verify each other, so every choice is a setting.
 *
 * SM3 and SM4 are Node's own (GB/T 32905, GB/T 32907); SM2 (GB/T 32918) comes from `sm-crypto-v2`, an optional peer.
 */
import { createCipheriv } from 'node:crypto'
import { optionalPackage } from '../optional-package.ts'

export type SmText = 'hex' | 'HEX' | 'base64'

export interface Sm2SignOptions {
  /** Sign SM3(Z ‖ text), as the standard says; off: the text's bytes as they are. */
  readonly hash: boolean
  /** The signer's identity in Z: `1234567812345678` by the standard. */
  readonly userId: string
  /** `der`: ASN.1 (Java's BouncyCastle); `raw`: r ‖ s. */
  readonly form: 'der' | 'raw'
  readonly text: SmText
}

export interface Sm2EncryptOptions {
  /** Order of the ciphertext's parts: the standard's of 2016, or the older one. */
  readonly order: 'C1C3C2' | 'C1C2C3'
  /** Whether C1 starts with its 04, as BouncyCastle has it. */
  readonly prefix04: boolean
  readonly text: SmText
}

const library = () => optionalPackage('sm-crypto-v2', () => import('sm-crypto-v2'))

/** @param privateKey - 64 hex digits */
export async function sm2Sign(text: string, privateKey: string, options: Sm2SignOptions): Promise<string> {
  const { sm2 } = await library()
  const { hash, userId, form } = options
  return smText(
    Buffer.from(sm2.doSignature(text, privateKey, { hash, userId, der: form === 'der' }), 'hex'),
    options.text,
  )
}

/** @param publicKey - 128 hex digits, with or without the 04 before them */
export async function sm2Encrypt(bytes: Uint8Array, publicKey: string, options: Sm2EncryptOptions): Promise<string> {
  const { sm2 } = await library()
  const key = publicKey.length === 128 ? `04${publicKey}` : publicKey
  const cipher = sm2.doEncrypt(bytes, key, options.order === 'C1C3C2' ? 1 : 0)
  return smText(Buffer.from(options.prefix04 ? `04${cipher}` : cipher, 'hex'), options.text)
}

/** SM4 with PKCS#7 padding. @param key - 16 bytes; @param iv - 16 bytes, for CBC */
export function sm4Encrypt(text: string, key: Uint8Array, iv: Uint8Array | undefined, as: SmText): string {
  const cipher = createCipheriv(iv ? 'sm4-cbc' : 'sm4-ecb', key, iv ?? null)
  return smText(Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]), as)
}

function smText(bytes: Buffer, as: SmText): string {
  if (as === 'base64') return bytes.toString('base64')
  return as === 'HEX' ? bytes.toString('hex').toUpperCase() : bytes.toString('hex')
}
