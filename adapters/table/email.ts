/**
 * A file as an attachment, by SMTP over TLS. A mail can't be called back and has no key that servers recognise: once the
 * text was on its way and no answer came, a person decides.
 */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import {
  diagnosed,
  forAccount,
  type Outcome,
  optionalPackage,
  revealSecret,
  revealText,
  secretSetting,
} from 'yibiao/adapter'
import { z } from 'zod'
import { codeOf, type Destination } from './place.ts'
import { withTemporary } from './temporary.ts'

export const Email = z.strictObject({
  host: z.string().min(1),
  /** 465 is encrypted from the start, others by STARTTLS. */
  port: z.int().min(1).max(65_535).default(465),
  username: z.union([z.string().min(1), secretSetting]).exactOptional(),
  password: secretSetting.exactOptional(),
  from: z.email(),
  to: z.email(),
  /** No personal data: subjects are shown on every screen. */
  subject: z.string().min(1),
  text: z.string().default(''),
  /** A certificate authority of one's own, as PEM; else the system's are trusted. */
  ca: z.string().exactOptional(),
  /** Bound on connecting and on each answer, in ms. */
  timeoutMs: z.int().min(100).default(20_000),
})
type Email = z.output<typeof Email>

const ENCRYPTED_PORT = 465
const GOODBYE = 421

export function emailDestination(settings: Email): Destination {
  const address = `smtp://${settings.host}:${settings.port}`
  return {
    address,
    deliver: (file, context) =>
      withTemporary(file, async (path) => {
        if (context.signal.aborted) return { state: 'not-applied', why: 'unavailable', detail: 'aborted' }
        const transport = await connect(forAccount(settings, context.account))
        const end = () => transport.close()
        context.signal.addEventListener('abort', end)
        let started = false
        // Read only when the server has said that it takes the text.
        async function* content() {
          started = true
          yield* createReadStream(path) as AsyncIterable<Buffer>
        }
        try {
          const { from, to, subject, text } = settings
          const messageId = `<${file.name}@${from.split('@')[1]}>`
          const attachments = [{ filename: file.name, content: Readable.from(content()) }]
          await transport.sendMail({ from, to, subject, text, messageId, attachments })
          return { state: 'delivered', reference: messageId }
        } catch (error) {
          return outcomeOf(error, started)
        } finally {
          context.signal.removeEventListener('abort', end)
          transport.close()
        }
      }),
    async diagnose(context) {
      const transport = await connect(forAccount(settings, context.account))
      try {
        await transport.verify()
        return [{ check: 'log-in', ok: true, detail: diagnosed.answers }]
      } catch (error) {
        return [{ check: 'log-in', ok: false, detail: codeOf(error) }]
      } finally {
        transport.close()
      }
    },
  }
}

async function connect({ host, port, username, password, timeoutMs, ca }: Email) {
  const { createTransport } = await optionalPackage('nodemailer', () => import('nodemailer'))
  return createTransport({
    host,
    port,
    secure: port === ENCRYPTED_PORT,
    requireTLS: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // The attachment is the one file that we made; nothing is fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(ca !== undefined && { tls: { ca } }),
    ...(username !== undefined &&
      password && {
        auth: {
          user: await revealText(username, 'email.username'),
          pass: await revealSecret(password, 'email.password'),
        },
      }),
  })
}

/** @param started - the mail's text was on its way: before, nothing was handed over */
function outcomeOf(error: unknown, started: boolean): Outcome {
  const code = codeOf(error)
  const { responseCode = 0 } = error as { responseCode?: number }
  const detail = responseCode > 0 ? `${code} ${responseCode}` : code
  if (code === 'EAUTH') return { state: 'not-applied', why: { barred: 'credentials' }, detail }
  // The server answered no to this mail; what TLS lacks is no word about it.
  if (responseCode >= 500 && code !== 'ETLS')
    return { state: 'rejected', who: 'operator', faults: [{ upstreamCode: detail }] }
  // 421 is a good-bye that may come at any time: behind the text it says nothing about it (RFC 5321, section 3.8).
  const isAnswer = responseCode >= 400 && responseCode !== GOODBYE
  if (isAnswer || !started) return { state: 'not-applied', why: 'unavailable', detail }
  return { state: 'unknown', detail }
}
