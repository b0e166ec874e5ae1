/**
 * Upstreams that take one record per HTTP call: RuoYi, JeecgBoot, plain REST and what resembles them, by settings alone.
 *
 * Tries once. A log-in session is renewed once when the upstream's own answer says that the token, and with it the
 * call, was refused (see `exchange`).
 */
import {
  type Adapter,
  type AdapterKind,
  type Capabilities,
  exchange,
  type Found,
  type HttpLimits,
  type HttpRequest,
  type JsonObject,
  MappingError,
  type Member,
  type Operation,
  type Outcome,
  readSettings,
  type SendContext,
} from 'yibiao/adapter'
import { diagnose } from './diagnose.ts'
import { multipart } from './form-fields.ts'
import { type ControlMemory, lookUp } from './lookup.ts'
import { type Call, type HttpMessage, prepareMember, withReference } from './prepare.ts'
import { outcomeOf, refusesToken } from './reply.ts'
import { HttpSettings, type Match, type ReadySettings } from './settings.ts'
import { unsignable } from './signable.ts'

export type { HttpMessage } from './prepare.ts'
export type { HttpSettings } from './settings.ts'

const OPERATIONS = ['create', 'update', 'withdraw'] as const satisfies readonly Operation[]

/**
 * An adapter from settings.
 *
 * @throws {SettingsError} when a setting is unknown, missing or wrong; each problem names the setting
 */
export function http(given: HttpSettings): Adapter<HttpMessage> {
  const settings = readSettings('http', HttpSettings, given)
  const { lookup } = settings
  const capabilities = capabilitiesOf(settings)
  const limits: HttpLimits = {
    baseUrl: settings.baseUrl,
    timeoutMs: settings.timeoutMs,
    maxReplyBytes: settings.maxReplyBytes,
    // A stale connection looks like a cut after the save: where nothing can tell them apart, none is reused.
    freshConnection: Object.keys(capabilities.idempotency ?? {}).length === 0,
  }
  const refusals = new Map<Match, ReturnType<typeof refusesToken>>()
  const refuses = (success: Match) => {
    const known = refusals.get(success) ?? refusesToken(settings, success)
    refusals.set(success, known)
    return known
  }
  const call = (request: Call, success: Match, context: SendContext) =>
    exchange(settings.auth, requestOf(request), limits, context, refuses(success), settings.sign)

  const control: ControlMemory = {}

  async function find(member: Member, context: SendContext): Promise<Found> {
    if (!lookup) return { state: 'blind', detail: 'no look-up' }
    const ask = (request: Call) => call(request, lookup.answered ?? settings.success, context)
    return await lookUp(settings, lookup, member, ask, control, context.clock.monotonic())
  }

  async function send(message: HttpMessage, context: SendContext): Promise<readonly Outcome[]> {
    const ready = message.find ? await resolve(message, message.find, context) : message
    if ('state' in ready) return [ready]
    const success = settings[ready.operation]?.success ?? settings.success
    return [outcomeOf(settings, await call(ready, success, context), success)]
  }

  /** Finds the reference a message was prepared without. Reads only. */
  async function resolve(
    message: HttpMessage,
    { payload, idempotencyKey }: NonNullable<HttpMessage['find']>,
    context: SendContext,
  ): Promise<HttpMessage | Outcome> {
    const found = await find({ operation: message.operation, payload, idempotencyKey }, context)
    if (found.state === 'absent') {
      if (message.operation === 'withdraw') return { state: 'delivered' }
      return { state: 'rejected', who: 'operator', faults: [{ upstreamCode: 'not-there' }] }
    }
    if (found.state === 'blind') return { state: 'not-applied', why: 'unavailable', detail: found.detail }
    if (found.reference === undefined) return { state: 'not-applied', why: 'unavailable', detail: 'no reference shown' }
    return withReference(settings, message, found.reference)
  }

  return {
    contract: 'v1',
    name: 'http',
    capabilities,
    address: new URL(settings.baseUrl).origin,
    prepare([member, ...others]) {
      if (member === undefined || others.length > 0) throw invalid('members', 'exactly one per call')
      return prepareMember(settings, member)
    },
    send,
    ...(settings.sign && { validate: (payload: JsonObject) => unsignable(settings.sign, payload) }),
    ...(lookup && { lookup: find }),
    diagnose: (context) =>
      diagnose(settings, context, (request) => call(request, lookup?.answered ?? settings.success, context)),
  }
}

/** For `upstream.json`: `"use": "yibiao/adapters/http"`. */
export const kind: AdapterKind<HttpSettings> = {
  name: 'http',
  title: { zh: '网络接口（HTTP）', en: 'HTTP back end' },
  settings: HttpSettings,
  create: http,
}

function capabilitiesOf(settings: ReadySettings): Capabilities {
  const { key, upsert } = settings.idempotency
  return {
    operations: OPERATIONS.filter((operation) => settings[operation] !== undefined),
    maxProcessingMs: settings.maxProcessingMs,
    ...(settings.repeatGuardMs !== undefined && { repeatGuardMs: settings.repeatGuardMs }),
    idempotency: {
      ...(key && { key: { scope: 'item', windowMs: key.windowMs } }),
      ...(upsert && { upsert }),
      ...(settings.lookup && { lookup: { settleMs: settings.lookup.settleMs } }),
    },
  }
}

/** The message as it leaves, before credentials. */
function requestOf({ method, path, query, headers, body, multipart: fields }: Call): HttpRequest {
  if (!fields) return { method, path, query, headers, ...(body !== undefined && { body }) }
  const form = multipart(fields)
  return { method, path, query, headers: { ...headers, 'content-type': form.type }, body: form.body }
}

const invalid = (setting: string, detail: string) =>
  new MappingError([{ code: 'settings_invalid', who: 'author', params: { setting, detail } }])
