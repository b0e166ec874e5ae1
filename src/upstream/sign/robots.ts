/** Group robots. Both forbid more than 20 (DingTalk) and 100 (Feishu) messages a minute: set `limits.perMinute`. */
import { z } from 'zod'
import { isPlainObject } from '../auth-json.ts'
import { revealSecret, secretSetting } from '../auth-secrets.ts'
import { signScheme } from './contract.ts'
import { hmacSha256Base64 } from './digests.ts'

/** @see https://open.dingtalk.com/document/robots/customize-robot-security-settings */
export const dingtalkRobot = signScheme(
  z.strictObject({ kind: z.literal('dingtalk-robot'), secret: secretSetting }),
  async (settings, { now }) => {
    const secret = await revealSecret(settings.secret, 'sign.secret')
    return { query: { timestamp: String(now), sign: hmacSha256Base64(secret, `${now}\n${secret}`) } }
  },
)

/** The key of the HMAC is what others sign, and the text is empty. @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
export const feishuBot = signScheme(
  z.strictObject({ kind: z.literal('feishu-bot'), secret: secretSetting }),
  async (settings, { now, body }) => {
    const timestamp = String(Math.floor(now / 1000))
    const secret = await revealSecret(settings.secret, 'sign.secret')
    const content: unknown = JSON.parse(body)
    const message = isPlainObject(content) ? content : {}
    return { body: JSON.stringify({ timestamp, sign: hmacSha256Base64(`${timestamp}\n${secret}`, ''), ...message }) }
  },
)
