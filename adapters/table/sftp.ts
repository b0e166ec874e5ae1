/**
 * A folder on an SFTP server (OpenSSH and what speaks SFTP 3). The host key is pinned; a file is written as `.tmp`, its
 * size compared, and renamed by posix-rename, which replaces a file of that name (plain rename doesn't: OpenSSH code 4).
 * A connection per file: an idle one that the server dropped would leave every file in doubt.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import type Client from 'ssh2-sftp-client'
import {
  diagnosed,
  forAccount,
  type Outcome,
  optionalPackage,
  pathSetting,
  revealSecret,
  revealText,
  type SendContext,
  secretSetting,
} from 'yibiao/adapter'
import { z } from 'zod'
import { codeOf, type Destination, PLACED_ONCE, placeOnce, refusedFile } from './place.ts'
import { receiptText } from './receipts.ts'
import { withTemporary } from './temporary.ts'

export const Sftp = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(22),
  username: z.union([z.string().min(1), secretSetting]),
  password: secretSetting.exactOptional(),
  /** File with a private key in PEM or OpenSSH's format. */
  privateKeyFile: pathSetting.exactOptional(),
  passphrase: secretSetting.exactOptional(),
  /** As `ssh-keygen -lf` prints it; another key is refused. */
  hostKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'a fingerprint such as SHA256:…, 43 characters behind the colon'),
  /** Folder there, which has to exist. */
  folder: z.string().min(1),
  /** Bound on connecting and logging in, in ms. */
  connectTimeoutMs: z.int().min(100).default(10_000),
})
type Sftp = z.output<typeof Sftp>

const HOST_DENIED = 'host-key'

export function sftpDestination(settings: Sftp): Destination {
  const within = <T>(context: SendContext, run: (client: Client) => Promise<T>) =>
    connected(forAccount(settings, context.account), context, run)
  return {
    address: `sftp://${settings.host}:${settings.port}${posix.join('/', settings.folder)}`,
    idempotency: PLACED_ONCE,
    async deliver(file, context) {
      const final = posix.join(settings.folder, file.name)
      const staged = `${final}.tmp`
      try {
        return await withTemporary(file, (path, bytes) =>
          within(context, (client) =>
            placeOnce(
              file.name,
              {
                async stage() {
                  await client.put(path, staged)
                  const { size } = await client.stat(staged)
                  if (size !== bytes) throw new RangeError('size-differs')
                },
                async reveal() {
                  if ((await client.exists(staged)) === false) {
                    await client.stat(settings.folder)
                    return false
                  }
                  await client.posixRename(staged, final)
                  return true
                },
                notPlaced,
              },
              context,
            ),
          ),
        )
      } catch (error) {
        return refusedFile(error) ?? notPlaced(error)
      }
    },
    read: (path, context, maxBytes) =>
      within(context, async (client) => {
        const remote = posix.join(settings.folder, path)
        if ((await client.exists(remote)) === false) return undefined
        const { size } = await client.stat(remote)
        return size === 0 || size > maxBytes ? '' : receiptText((await client.get(remote)) as Buffer)
      }),
    async diagnose(context) {
      try {
        const found = await within(context, (client) => client.exists(settings.folder))
        return [
          {
            check: 'folder',
            ok: found === 'd',
            detail: found === 'd' ? diagnosed.there : { zh: '没有这个文件夹', en: 'no such folder' },
          },
        ]
      } catch (error) {
        const outcome = notPlaced(error)
        return [{ check: 'reach', ok: false, detail: 'detail' in outcome ? (outcome.detail ?? '') : outcome.state }]
      }
    },
  }
}

async function connected<T>(settings: Sftp, context: SendContext, run: (client: Client) => Promise<T>): Promise<T> {
  const { default: SftpClient } = await optionalPackage('ssh2-sftp-client', () => import('ssh2-sftp-client'))
  // Its default listeners write to the console.
  const quiet = () => undefined
  const client = new SftpClient('yibiao', { error: quiet, end: quiet, close: quiet })
  const end = () => void client.end().catch(quiet)
  let denied = false
  context.signal.addEventListener('abort', end)
  try {
    const { host, port, username, password, privateKeyFile, passphrase, hostKey, connectTimeoutMs } = settings
    await client
      .connect({
        host,
        port,
        username: await revealText(username, 'sftp.username'),
        readyTimeout: connectTimeoutMs,
        hostVerifier(key: Buffer) {
          const digest = createHash('sha256').update(key).digest('base64').replace(/=+$/, '')
          denied = `SHA256:${digest}` !== hostKey
          return !denied
        },
        ...(password && { password: await revealSecret(password, 'sftp.password') }),
        ...(privateKeyFile && { privateKey: await readFile(privateKeyFile) }),
        ...(passphrase && { passphrase: await revealSecret(passphrase, 'sftp.passphrase') }),
      })
      .catch((error: unknown) => {
        throw denied ? Object.assign(new TypeError(HOST_DENIED), { code: HOST_DENIED }) : error
      })
    return await run(client)
  } finally {
    context.signal.removeEventListener('abort', end)
    await client.end().catch(quiet)
  }
}

/** Before the rename nothing stands under the file's own name. */
function notPlaced(error: unknown): Outcome {
  const code = codeOf(error)
  const level = error instanceof Error && 'level' in error ? String(error.level) : ''
  const words = error instanceof Error ? error.message : ''
  if (code === HOST_DENIED) return { state: 'not-applied', why: { barred: 'right' }, detail: HOST_DENIED }
  if (level === 'client-authentication' || /authentication methods failed/i.test(words))
    return { state: 'not-applied', why: { barred: 'credentials' }, detail: 'authentication' }
  if (/permission denied/i.test(words)) return { state: 'not-applied', why: { barred: 'right' }, detail: 'permission' }
  return { state: 'not-applied', why: 'unavailable', detail: /no such file/i.test(words) ? 'folder-missing' : code }
}
