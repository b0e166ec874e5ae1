/**
 * Connections other than the usual: a private authority, our own certificate, a proxy. Files are read and secrets
 * revealed with the first request, and kept: a new certificate needs a new start.
 */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { SettingsError } from '../base/errors.ts'
import { revealSecret, secretSetting } from './auth-secrets.ts'
import type { HttpConnection } from './http-contract.ts'
import { pathSetting } from './setting.ts'

const File = pathSetting

const isProxy = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}` === ''
}

export const TlsSettings = z
  .strictObject({
    /** Certificates of the authority that signed the upstream's, PEM. */
    caFile: File.optional(),
    /** Our own certificate and key, PEM … */
    certFile: File.optional(),
    keyFile: File.optional(),
    /** … or both in one PKCS#12 file. */
    pfxFile: File.optional(),
    passphrase: secretSetting.optional(),
  })
  .refine(
    ({ certFile, keyFile }) => (certFile === undefined) === (keyFile === undefined),
    'certFile and keyFile go together',
  )

export const ProxySettings = z.strictObject({
  url: z.string().refine(isProxy, 'an http(s) URL without user name and password'),
  username: z.string().optional(),
  password: secretSetting.optional(),
})

export interface ConnectionSettings {
  readonly tls?: z.output<typeof TlsSettings> | undefined
  readonly proxy?: z.output<typeof ProxySettings> | undefined
}

/**
 * The connection, or undefined for the usual one.
 *
 * @throws {SettingsError} naming the setting whose file can't be read or whose variable is missing
 */
export async function readConnection({ tls = {}, proxy }: ConnectionSettings): Promise<HttpConnection | undefined> {
  const files = await Promise.all(
    (['caFile', 'certFile', 'keyFile', 'pfxFile'] as const).map(async (name) => {
      const path = tls[name]
      return path === undefined ? [] : [[name.replace('File', ''), await read(path, `tls.${name}`)]]
    }),
  )
  const connection: HttpConnection = {
    ...Object.fromEntries(files.flat()),
    ...(tls.passphrase !== undefined && { passphrase: await revealSecret(tls.passphrase, 'tls.passphrase') }),
    ...(proxy && { proxy: await readProxy(proxy) }),
  }
  return Object.keys(connection).length === 0 ? undefined : connection
}

async function readProxy({ url, username, password }: z.output<typeof ProxySettings>) {
  if (username === undefined || password === undefined) return { url }
  const pair = Buffer.from(`${username}:${await revealSecret(password, 'proxy.password')}`)
  return { url, authorization: `Basic ${pair.toString('base64')}` }
}

async function read(path: string, setting: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'failed'
    throw new SettingsError(
      [
        {
          code: 'settings_invalid',
          who: 'operator',
          params: { setting, detail: { zh: `文件读不了（${code}）`, en: `the file can’t be read (${code})` } },
        },
      ],
      { cause: error },
    )
  }
}
