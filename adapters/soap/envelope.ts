/** The whole message as it leaves: envelope, UsernameToken, bytes in the encoding that was asked for. */
import { createHash, randomBytes } from 'node:crypto'
import { encodeGb18030, escapeXml, type HttpRequest } from 'yibiao/adapter'
import { XSI } from './request.ts'
import type { ReadySettings } from './settings.ts'

const ENVELOPES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const
export type SoapVersion = keyof typeof ENVELOPES

export const isEnvelope = (namespace: string): boolean => Object.values<string>(ENVELOPES).includes(namespace)

export interface Outgoing {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly version: SoapVersion
  readonly encoding: ReadySettings['encoding']
  readonly action: string
  readonly body: string
  readonly header: string
}

export function requestOf({ path, query, version, encoding, action, body, header }: Outgoing): HttpRequest {
  const text =
    `<?xml version="1.0" encoding="${encoding.toUpperCase()}"?>` +
    `<soap:Envelope xmlns:soap="${ENVELOPES[version]}" xmlns:xsi="${XSI}">` +
    `${header === '' ? '' : `<soap:Header>${header}</soap:Header>`}<soap:Body>${body}</soap:Body></soap:Envelope>`
  const type =
    version === '1.1'
      ? { 'content-type': `text/xml; charset=${encoding}`, soapaction: `"${action}"` }
      : { 'content-type': `application/soap+xml; charset=${encoding}${action === '' ? '' : `; action="${action}"`}` }
  return {
    method: 'POST',
    path,
    query,
    headers: type,
    body: encoding === 'utf-8' ? text : new Uint8Array(encodeGb18030(text)),
  }
}

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'
const TOKEN = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0'
const BASE64 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary'

export interface UsernameToken {
  readonly username: string
  readonly password: string
  readonly kind: 'digest' | 'text'
  readonly mustUnderstand: boolean
}

/**
 * Nonce and time are new on every attempt: services refuse those they have seen.
 *
 * @param now - epoch ms
 * @see OASIS, Web Services Security UsernameToken Profile 1.1, section 3.1: Base64(SHA-1(nonce + created + password))
 */
export function usernameToken(
  { username, password, kind, mustUnderstand }: UsernameToken,
  now: number,
  nonce: Uint8Array = randomBytes(16),
): string {
  const created = new Date(now).toISOString()
  const secret =
    kind === 'text' ? password : createHash('sha1').update(nonce).update(created).update(password).digest('base64')
  const type = kind === 'text' ? 'PasswordText' : 'PasswordDigest'
  return (
    `<wsse:Security xmlns:wsse="${WSSE}" xmlns:wsu="${WSU}"${mustUnderstand ? ' soap:mustUnderstand="1"' : ''}>` +
    `<wsse:UsernameToken><wsse:Username>${escapeXml(username)}</wsse:Username>` +
    `<wsse:Password Type="${TOKEN}#${type}">${escapeXml(secret)}</wsse:Password>` +
    `<wsse:Nonce EncodingType="${BASE64}">${Buffer.from(nonce).toString('base64')}</wsse:Nonce>` +
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
  )
}
