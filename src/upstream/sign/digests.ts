/** Digests as gateways ask for them: of text in UTF-8. */
import { createHash, createHmac } from 'node:crypto'

export const md5Hex = (text: string): string => createHash('md5').update(text).digest('hex')
export const md5Base64 = (text: string): string => createHash('md5').update(text).digest('base64')
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')

export const hmacSha256Base64 = (key: string | Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64')
