/**
 * OpenRosa servers: ODK Central, KoboToolbox and what speaks as they do. A record is a submission; an edit is a new one
 * that names the one it takes the place of, and a repeat of the same bytes is recognised by its instanceID.
 */
import {
  type Adapter,
  type AdapterKind,
  accountValueNames,
  type Channel,
  type Diagnosis,
  diagnosed,
  exchange,
  type HttpRequest,
  MappingError,
  multipart,
  type Outcome,
  outcomeOf,
  readSettings,
  refusesToken,
  type SendContext,
  xmlFaults,
} from 'yibiao/adapter'
import { DUPLICATE, replyRules, TAKEN } from './reply.ts'
import { OpenrosaSettings } from './settings.ts'
import { metaFault, type Submission, submissionOf } from './submission.ts'

export type { OpenrosaSettings } from './settings.ts'
export type { Submission } from './submission.ts'

/** Servers keep every submission, and know its instanceID as long. */
const KNOWN_MS = 365 * 86_400_000

/**
 * An adapter from settings.
 *
 * @throws {SettingsError} when a setting is unknown, missing or wrong; each problem names the setting
 */
export function openrosa(given: OpenrosaSettings): Adapter<Submission> {
  const settings = readSettings('openrosa', OpenrosaSettings, given)
  const { auth, tls, proxy, timeoutMs, maxReplyBytes } = settings
  const { origin, pathname: path, searchParams } = new URL(settings.submissionUrl)
  const rules = replyRules(settings)
  const refuses = refusesToken(rules, TAKEN)
  const channel: Channel = {
    auth,
    ...((tls || proxy) && { connection: { tls, proxy } }),
    limits: { baseUrl: origin, timeoutMs, maxReplyBytes },
  }

  const call = (method: 'GET' | 'POST', context: SendContext, content?: { type: string; body: string }) => {
    const request: HttpRequest = {
      method,
      path,
      query: Object.fromEntries(searchParams),
      headers: {
        'x-openrosa-version': '1.0',
        date: new Date(context.clock.now()).toUTCString(),
        ...(content && { 'content-type': content.type }),
      },
      ...(content && { body: content.body }),
    }
    return exchange(channel, request, context, refuses)
  }

  /** A GET of the same place, which writes nothing: 204 of Central, 405 of others. */
  async function diagnose(context: SendContext): Promise<readonly Diagnosis[]> {
    const result = await call('GET', context)
    const detail = result.state === 'reply' ? diagnosed.status(result.status) : result.detail
    const ok = (result.state === 'reply' && result.status < 500) || result.state === 'barred'
    const reach: Diagnosis = { check: 'reach', ok, detail }
    if (!ok) return [reach]
    const barred = result.state === 'barred' || (result.state === 'reply' && [401, 403].includes(result.status))
    return [reach, { check: 'credentials', ok: !barred, detail: barred ? detail : diagnosed.notRefused }]
  }

  return {
    contract: 'v1',
    name: 'openrosa',
    accountValues: accountValueNames(settings),
    address: origin,
    capabilities: {
      operations: ['create', 'update'],
      maxProcessingMs: settings.maxProcessingMs,
      idempotency: { key: { scope: 'item', windowMs: KNOWN_MS } },
    },
    validate: (payload) => [...xmlFaults(payload, 'utf-8'), ...metaFault(payload)],
    prepare([member, ...others]) {
      if (!member || others.length > 0 || member.operation === 'withdraw') {
        const params = { setting: 'members', detail: 'one create or update per call' }
        throw new MappingError([{ code: 'settings_invalid', who: 'author', params }])
      }
      return submissionOf(settings, member)
    },
    async send({ instanceID, xml }, context): Promise<readonly Outcome[]> {
      const file = { filename: 'submission.xml', type: 'text/xml', text: xml }
      const result = await call('POST', context, multipart([['xml_submission_file', file]]))
      const outcome = outcomeOf(rules, result, TAKEN)
      const hasIt = outcome.state === 'duplicate' && result.state === 'reply' && result.status === DUPLICATE
      return [outcome.state === 'delivered' || hasIt ? { state: 'delivered', reference: instanceID } : outcome]
    },
    diagnose,
  }
}

/** For `upstream.json`: `"use": "yibiao/adapters/openrosa"`. */
export const kind: AdapterKind<OpenrosaSettings> = {
  name: 'openrosa',
  title: { zh: 'OpenRosa 服务器（ODK Central、KoboToolbox）', en: 'OpenRosa server (ODK Central, KoboToolbox)' },
  settings: OpenrosaSettings,
  create: openrosa,
}
