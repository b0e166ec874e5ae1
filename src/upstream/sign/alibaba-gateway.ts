/**
 * Alibaba Cloud's API gateway, also deployed on government clouds: method, four fixed headers, the signed headers and
 * the path with sorted parameters, each on a line.
 *
 * @see https://help.aliyun.com/zh/api-gateway/traditional-api-gateway/user-guide/use-digest-authentication-to-call-an-api
 */
import { z } from 'zod'
import { revealSecret, secretSetting } from '../auth-secrets.ts'
import { type Signing, signScheme } from './contract.ts'
import { hmacSha256Base64, md5Base64 } from './digests.ts'
import { byName, formParameters } from './parameters.ts'

export const alibabaGateway = signScheme(
  z.strictObject({
    kind: z.literal('alibaba-gateway'),
    appKey: z.string().min(1),
    secret: secretSetting,
    /** Environment to call; the gateway's own default is RELEASE. */
    stage: z.enum(['RELEASE', 'PRE', 'TEST']).optional(),
  }),
  async (settings, request) => {
    const signed: Record<string, string> = {
      'x-ca-key': settings.appKey,
      'x-ca-nonce': request.nonce,
      'x-ca-signature-method': 'HmacSHA256',
      'x-ca-timestamp': String(request.now),
      ...(settings.stage !== undefined && { 'x-ca-stage': settings.stage }),
    }
    const added = {
      accept: request.headers.accept ?? 'application/json',
      ...(hasContent(request) && { 'content-md5': md5Base64(request.body) }),
    }
    const text = alibabaText({ ...request, headers: { ...request.headers, ...added } }, signed)
    return {
      headers: {
        ...added,
        ...signed,
        'x-ca-signature-headers': Object.keys(signed).sort().join(','),
        'x-ca-signature': hmacSha256Base64(await revealSecret(settings.secret, 'sign.secret'), text),
      },
    }
  },
)

/** A form's fields count as parameters; any other body by its digest. */
const hasContent = ({ headers, body }: Signing): boolean => body !== '' && formParameters(headers, body).length === 0

export function alibabaText({ method, headers, url, body }: Signing, signed: Readonly<Record<string, string>>): string {
  const fixed = ['accept', 'content-md5', 'content-type', 'date'].map((name) => headers[name] ?? '')
  const lines = Object.entries(signed)
    .sort(byName)
    .map(([name, value]) => `${name}:${value}`)
  // A parameter without a value stands by its name alone.
  const parameters = [...url.searchParams, ...formParameters(headers, body)]
    .sort(byName)
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  const path = parameters.length === 0 ? url.pathname : `${url.pathname}?${parameters.join('&')}`
  return [method, ...fixed, ...lines, path].join('\n')
}
