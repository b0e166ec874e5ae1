/** Signatures that gateways ask for: schemes by name, and the one place where a request is signed. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { addressOf } from '../http-address.ts'
import type { HttpLimits, HttpRequest } from '../http-contract.ts'
import { alibabaGateway } from './alibaba-gateway.ts'
import type { Sign, Signing, SignPatch } from './contract.ts'
import { governmentDingtalk, nationalExchange, tif, zhejiangIrs } from './government.ts'
import { jeecgOpenapi, jeecgSign } from './jeecg.ts'
import { dingtalkRobot, feishuBot } from './robots.ts'
import { smEnvelope } from './sm-envelope.ts'
import { standardWebhooks } from './standard-webhooks.ts'

export type { Sign, Signing, SignPatch } from './contract.ts'
export { flatTexts } from './jeecg.ts'

/** How requests are signed: a scheme by its `kind`, or a function. */
export const SignSettings = z.union([
  z.discriminatedUnion('kind', [
    dingtalkRobot.settings,
    feishuBot.settings,
    tif.settings,
    nationalExchange.settings,
    zhejiangIrs.settings,
    governmentDingtalk.settings,
    jeecgSign.settings,
    jeecgOpenapi.settings,
    alibabaGateway.settings,
    smEnvelope.settings,
    standardWebhooks.settings,
  ]),
  z.custom<Sign>((value) => typeof value === 'function'),
])
export type SignSettings = z.output<typeof SignSettings>

/** What makes a signature fresh, and what it belongs to. */
export type SignMoment = Pick<Signing, 'now' | 'id'>

/**
 * The request with its signature. Settings are as `SignSettings` reads them.
 *
 * @throws {SettingsError} when a key's variable is missing, or a package that the scheme needs
 * @throws {MappingError} when the body is of a shape that the scheme can't sign
 */
export async function signed(
  sign: SignSettings,
  request: HttpRequest,
  limits: HttpLimits,
  moment: SignMoment,
): Promise<HttpRequest> {
  const address = addressOf(request.path, request.query, limits)
  // To another origin nothing is signed, and nothing will be sent.
  if (address === undefined) return request
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const)
  const body = typeof request.body === 'string' ? request.body : Buffer.from(request.body ?? '').toString()
  const signing: Signing = {
    ...moment,
    method: request.method,
    url: new URL(address),
    headers: Object.fromEntries(headers),
    body,
    nonce: randomBytes(16).toString('hex'),
  }
  const patch = await patchOf(sign, signing)
  return {
    ...request,
    headers: { ...signing.headers, ...patch.headers },
    ...(patch.query && { query: { ...request.query, ...patch.query } }),
    ...(patch.body !== undefined && { body: patch.body }),
  }
}

function patchOf(sign: SignSettings, request: Signing): SignPatch | Promise<SignPatch> {
  if (typeof sign === 'function') return sign(request)
  switch (sign.kind) {
    case 'dingtalk-robot':
      return dingtalkRobot.sign(sign, request)
    case 'feishu-bot':
      return feishuBot.sign(sign, request)
    case 'tif':
      return tif.sign(sign, request)
    case 'national-exchange':
      return nationalExchange.sign(sign, request)
    case 'zhejiang-irs':
      return zhejiangIrs.sign(sign, request)
    case 'government-dingtalk':
      return governmentDingtalk.sign(sign, request)
    case 'jeecg-sign':
      return jeecgSign.sign(sign, request)
    case 'jeecg-openapi':
      return jeecgOpenapi.sign(sign, request)
    case 'alibaba-gateway':
      return alibabaGateway.sign(sign, request)
    case 'sm-envelope':
      return smEnvelope.sign(sign, request)
    case 'standard-webhooks':
      return standardWebhooks.sign(sign, request)
  }
}
