/** Gateways of government platforms: TIF, the national data exchange, Zhejiang's IRS, the government's DingTalk. */
import { z } from 'zod'
import { revealSecret, secretSetting } from '../auth-secrets.ts'
import { signScheme } from './contract.ts'
import { hmacSha256Base64, md5Hex, sha256Hex } from './digests.ts'
import { formParameters } from './parameters.ts'

/** 腾讯 TIF（粤政易、数字政府大数据中心等）: SHA-256 over time, token, nonce, time; deployments differ in letter case. */
export const tif = signScheme(
  z.strictObject({
    kind: z.literal('tif'),
    paasId: z.string().min(1),
    token: secretSetting,
    letters: z.enum(['lower', 'upper']).default('lower'),
  }),
  async (settings, { now, nonce }) => {
    const timestamp = String(Math.floor(now / 1000))
    const token = await revealSecret(settings.token, 'sign.token')
    const digest = sha256Hex(`${timestamp}${token}${nonce}${timestamp}`)
    return {
      headers: {
        'x-tif-paasid': settings.paasId,
        'x-tif-timestamp': timestamp,
        'x-tif-nonce': nonce,
        'x-tif-signature': settings.letters === 'upper' ? digest.toUpperCase() : digest,
      },
    }
  },
)

/** 国家数据共享交换平台: who asks (rid), which service (sid), when, and an HMAC over the three. */
export const nationalExchange = signScheme(
  z.strictObject({
    kind: z.literal('national-exchange'),
    requesterId: z.string().min(1),
    serviceId: z.string().min(1),
    secret: secretSetting,
  }),
  async ({ requesterId, serviceId, secret }, { now }) => ({
    headers: {
      gjgxjhpt_rid: requesterId,
      gjgxjhpt_sid: serviceId,
      gjgxjhpt_rtime: String(now),
      gjgxjhpt_sign: hmacSha256Base64(await revealSecret(secret, 'sign.secret'), `${serviceId}${requesterId}${now}`),
    },
  }),
)

/**
 * 浙江 IRS: MD5 over key, secret and time. The secret is the request secret, which lives about 15 minutes: where nobody
 * renews its variable, give a function that does.
 */
export const zhejiangIrs = signScheme(
  z.strictObject({ kind: z.literal('zhejiang-irs'), appKey: z.string().min(1), secret: secretSetting }),
  async ({ appKey, secret }, { now }) => ({
    query: {
      appKey,
      requestTime: String(now),
      sign: md5Hex(`${appKey}${await revealSecret(secret, 'sign.secret')}${now}`),
    },
  }),
)

const BEIJING_AHEAD_MS = 8 * 3_600_000

/** 专有钉钉（浙政钉等）: the method, Beijing time, nonce, path and sorted parameters, each on a line. */
export const governmentDingtalk = signScheme(
  z.strictObject({ kind: z.literal('government-dingtalk'), apiKey: z.string().min(1), secret: secretSetting }),
  async (settings, { method, url, headers, body, now, nonce: random }) => {
    const timestamp = `${new Date(now + BEIJING_AHEAD_MS).toISOString().slice(0, -1)}+08:00`
    // Its own form of a nonce: the time and four digits.
    const nonce = `${now}${String(Number.parseInt(random.slice(0, 8), 16) % 10_000).padStart(4, '0')}`
    const secret = await revealSecret(settings.secret, 'sign.secret')
    const text = governmentDingtalkText({ method, timestamp, nonce, url, form: formParameters(headers, body) })
    return {
      headers: {
        'x-hmac-auth-timestamp': timestamp,
        'x-hmac-auth-version': '1.0',
        'x-hmac-auth-nonce': nonce,
        apikey: settings.apiKey,
        'x-hmac-auth-signature': hmacSha256Base64(secret, text),
      },
    }
  },
)

export function governmentDingtalkText(parts: {
  readonly method: string
  readonly timestamp: string
  readonly nonce: string
  readonly url: URL
  readonly form: readonly (readonly [string, string])[]
}): string {
  const { method, timestamp, nonce, url, form } = parts
  const parameters = [...url.searchParams, ...form].map(([name, value]) => `${name}=${value}`).sort()
  const lines = [method, timestamp, nonce, url.pathname]
  return (parameters.length === 0 ? lines : [...lines, parameters.join('&')]).join('\n')
}
