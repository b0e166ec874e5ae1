/**
 * JeecgBoot's two ways. `X-Sign` covers query and body as one flat object of texts: a body with lists, objects or nulls
 * can't be signed, since the server's own text of them is not defined.
 *
 * @see https://help.jeecg.com/java/java/qianming and https://help.jeecg.com/openapi
 */
import { z } from 'zod'
import { MappingError } from '../../base/errors.ts'
import { isPlainObject } from '../auth-json.ts'
import { revealSecret, secretSetting } from '../auth-secrets.ts'
import { signScheme } from './contract.ts'
import { md5Hex } from './digests.ts'
import { byName, formParameters } from './parameters.ts'

export const jeecgSign = signScheme(
  z.strictObject({ kind: z.literal('jeecg-sign'), secret: secretSetting }),
  async (settings, { url, headers, body, now }) => {
    const form = formParameters(headers, body)
    const parameters = [...url.searchParams, ...(form.length > 0 ? form : flatTexts(body))]
    const text = JSON.stringify(Object.fromEntries(parameters.filter(([name]) => name !== '_t').sort(byName)))
    const secret = await revealSecret(settings.secret, 'sign.secret')
    return { headers: { 'x-sign': md5Hex(`${text}${secret}`).toUpperCase(), 'x-timestamp': String(now) } }
  },
)

/** Calls are good for five minutes. */
export const jeecgOpenapi = signScheme(
  z.strictObject({ kind: z.literal('jeecg-openapi'), appKey: z.string().min(1), secret: secretSetting }),
  async ({ appKey, secret }, { now }) => ({
    headers: {
      appkey: appKey,
      timestamp: String(now),
      signature: md5Hex(`${appKey}${await revealSecret(secret, 'sign.secret')}${now}`),
    },
  }),
)

/** @throws {MappingError} when the body is no flat object of texts, numbers and flags */
export function flatTexts(body: string): [string, string][] {
  if (body === '') return []
  const content: unknown = JSON.parse(body)
  const entries = isPlainObject(content) ? Object.entries(content) : undefined
  const bad = entries?.find(([, value]) => value === null || typeof value === 'object')?.[0]
  if (entries === undefined || bad !== undefined) {
    throw new MappingError([{ code: 'unsignable', who: 'author', params: { pointer: `/${bad ?? ''}` } }])
  }
  return entries.map(([name, value]) => [name, String(value)])
}
