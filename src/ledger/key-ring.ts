/**
 * The keys that seal what the ledger keeps, as the operator gives them: `YIBIAO_LEDGER_KEY=2027:BASE64,2026:BASE64`. The
 * first seals, all open; a new one goes in front of the old one until `yibiao keys rotate` is through.
 */
import { hash } from 'node:crypto'
import { SettingsError } from '../base/errors.ts'
import type { MessageCode } from '../base/messages/index.ts'
import type { Params } from '../base/problem.ts'
import { KEY_BYTES } from './cipher.ts'

export interface LedgerKey {
  /** Stands beside everything it seals. */
  readonly id: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** The environment variable that holds them. */
export const KEY_VARIABLE = 'YIBIAO_LEDGER_KEY'

const ID = /^[A-Za-z0-9_.-]{1,32}$/

/**
 * Reads keys as they stand in the environment: `KEY`, or `ID:KEY`, several with commas, the current one first. A key is
 * 32 bytes as 64 hex characters or as base64. One without an id is named after its own digest.
 *
 * @throws {SettingsError} `ledger_key_malformed`; the message names the variable, never the key
 */
export function parseLedgerKeys(text: string): readonly LedgerKey[] {
  const keys = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part, index): LedgerKey => {
      const colon = part.indexOf(':')
      const key = bytesOf(part.slice(colon + 1).trim())
      if (!key) throw refused('ledger_key_malformed', { variable: KEY_VARIABLE, position: index + 1 })
      const id = colon < 0 ? nameOf(key) : part.slice(0, colon).trim()
      if (!ID.test(id)) throw refused('ledger_key_malformed', { variable: KEY_VARIABLE, position: index + 1 })
      return { id, key }
    })
  const twice = keys.find(({ id }, index) => keys.findIndex((other) => other.id === id) !== index)
  if (twice) throw refused('ledger_key_twice', { variable: KEY_VARIABLE, key: twice.id })
  return keys
}

/** Keys as given, else those of the environment; none where neither says. */
export const ledgerKeys = (given: string | undefined): readonly LedgerKey[] =>
  parseLedgerKeys(given ?? process.env[KEY_VARIABLE] ?? '')

function bytesOf(text: string): Uint8Array | undefined {
  const bytes = /^[0-9a-f]{64}$/i.test(text)
    ? Buffer.from(text, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
      ? Buffer.from(text, 'base64')
      : undefined
  return bytes?.length === KEY_BYTES ? new Uint8Array(bytes) : undefined
}

// Eight hex characters tell a handful of keys apart and say nothing that helps to guess 256 bits.
const nameOf = (key: Uint8Array) =>
  hash('sha256', Buffer.concat([Buffer.from('yibiao key id'), key]), 'hex').slice(0, 8)

export const refused = (code: MessageCode, params: Params): SettingsError =>
  new SettingsError([{ code, who: 'operator', params }])
