/**
 * A body in an SM envelope, as 医保 and provincial platforms want it: the content encrypted with SM4, a signature with SM2,
 * both as members of a new JSON body. Answers are read as they come: an encrypted one is not opened.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { SettingsError } from '../../base/errors.ts'
import type { JsonObject } from '../../base/json.ts'
import { withPointer } from '../auth-json.ts'
import { revealSecret, secretSetting } from '../auth-secrets.ts'
import { signScheme } from './contract.ts'
import { sm2Encrypt, sm2Sign, sm4Encrypt } from './sm.ts'

const Pointer = z.string().regex(/^\/.+$/, 'a JSON pointer, starting with /')
const SmText = z.enum(['hex', 'HEX', 'base64'])
const PublicKey = z.string().regex(/^(?:04)?[\da-f]{128}$/i, '128 hex digits, with or without 04 before them')

const Encrypt = z.strictObject({
  /** 32 hex digits. Absent: a new key each time, which `wrap` sends along. */
  key: secretSetting.optional(),
  mode: z.enum(['ecb', 'cbc']).default('ecb'),
  /** 32 hex digits, for `cbc`. */
  iv: secretSetting.optional(),
  text: SmText.default('HEX'),
  into: Pointer,
  /** Sends the SM4 key along, encrypted for the upstream with SM2. */
  wrap: z
    .strictObject({
      publicKey: PublicKey,
      order: z.enum(['C1C3C2', 'C1C2C3']).default('C1C3C2'),
      prefix04: z.boolean().default(true),
      text: SmText.default('hex'),
      into: Pointer,
    })
    .optional(),
})

const Sign = z.strictObject({
  /** 64 hex digits. */
  privateKey: secretSetting,
  /** The body as it was, or its ciphertext as it is sent. */
  of: z.enum(['plain', 'cipher']).default('plain'),
  hash: z.boolean().default(true),
  userId: z.string().default('1234567812345678'),
  form: z.enum(['der', 'raw']).default('raw'),
  text: SmText.default('base64'),
  into: Pointer,
})

const Envelope = z.strictObject({
  kind: z.literal('sm-envelope'),
  encrypt: Encrypt.optional(),
  sign: Sign.optional(),
  /** Constant members: application id, version, names of the algorithms. */
  set: z.record(Pointer, z.union([z.string(), z.number(), z.boolean()])).default({}),
  timestamp: z.strictObject({ into: Pointer, unit: z.enum(['s', 'ms']).default('ms') }).optional(),
  /** Where the body stays readable; only without `encrypt`. */
  plain: Pointer.optional(),
})

export const smEnvelope = signScheme(Envelope, async (settings, { body, now }) => {
  if (body === '') return {}
  const { encrypt, sign, timestamp, plain } = settings
  let envelope: JsonObject = {}
  const put = (pointer: string, value: string | number | boolean) => {
    envelope = withPointer(envelope, pointer, value)
  }
  for (const [pointer, value] of Object.entries(settings.set)) put(pointer, value)
  if (timestamp) put(timestamp.into, String(timestamp.unit === 's' ? Math.floor(now / 1000) : now))
  if (plain !== undefined && !encrypt) envelope = withPointer(envelope, plain, JSON.parse(body) as JsonObject)

  let cipher = body
  if (encrypt) {
    const key = encrypt.key ? await hexSecret(encrypt.key, 'sign.encrypt.key', 16) : randomBytes(16)
    const iv = encrypt.mode === 'cbc' ? await ivOf(encrypt.iv) : undefined
    cipher = sm4Encrypt(body, key, iv, encrypt.text)
    put(encrypt.into, cipher)
    if (encrypt.wrap) put(encrypt.wrap.into, await sm2Encrypt(key, encrypt.wrap.publicKey, encrypt.wrap))
  }
  if (sign) {
    const privateKey = (await hexSecret(sign.privateKey, 'sign.sign.privateKey', 32)).toString('hex')
    put(sign.into, await sm2Sign(sign.of === 'cipher' ? cipher : body, privateKey, sign))
  }
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(envelope) }
})

type Revealable = Parameters<typeof revealSecret>[0]

const ivOf = async (iv: Revealable | undefined): Promise<Buffer> => {
  if (iv === undefined) throw wrong('sign.encrypt.iv', 16)
  return await hexSecret(iv, 'sign.encrypt.iv', 16)
}

/** @throws {SettingsError} when it isn't that many bytes in hex; it isn't quoted */
async function hexSecret(source: Revealable, name: string, bytes: number): Promise<Buffer> {
  const text = await revealSecret(source, name)
  if (text.length !== bytes * 2 || !/^[\da-f]+$/i.test(text)) throw wrong(name, bytes)
  return Buffer.from(text, 'hex')
}

const wrong = (setting: string, bytes: number) =>
  new SettingsError([
    {
      code: 'settings_invalid',
      who: 'operator',
      params: { setting, detail: { zh: `应为 ${bytes * 2} 位十六进制`, en: `${bytes * 2} hex digits are needed` } },
    },
  ])
