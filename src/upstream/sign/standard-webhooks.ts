/**
 * Standard Webhooks: an id that stays the same on every attempt, the time, and an HMAC over both and the body.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { z } from 'zod'
import { revealSecret, secretSetting } from '../auth-secrets.ts'
import { signScheme } from './contract.ts'
import { hmacSha256Base64 } from './digests.ts'

const PREFIX = 'whsec_'

export const standardWebhooks = signScheme(
  z.strictObject({
    kind: z.literal('standard-webhooks'),
    /** `whsec_` and base64, or the base64 alone. */
    secret: secretSetting,
  }),
  async (settings, { id, now, body }) => {
    const timestamp = String(Math.floor(now / 1000))
    const secret = await revealSecret(settings.secret, 'sign.secret')
    const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64')
    return {
      headers: {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${hmacSha256Base64(key, `${id}.${timestamp}.${body}`)}`,
      },
    }
  },
)
