/**
 * Upstreams behind HTTP: RuoYi, JeecgBoot, plain REST, pages with a form and what resembles them, by settings alone.
 *
 * Tries once. A log-in session is renewed once when the upstream's own answer says that the token, and with it the
 * call, was refused (see `exchange`).
 */
import {
  type Adapter,
  type AdapterKind,
  accountValueNames,
  type Channel,
  type ControlMemory,
  exchange,
  type Found,
  type JsonObject,
  lookUp,
  MappingError,
  type Match,
  type Member,
  type Outcome,
  outcomeOf,
  perAccount,
  refusesToken,
  type SendContext,
} from 'yibiao/adapter'
import { outcomesOf, prepareMany } from './batch.ts'
import { capabilitiesOf } from './capabilities.ts'
import { diagnose } from './diagnose.ts'
import { listAll } from './list.ts'
import { type Call, callOf, type HttpMessage, prepareMember, requestOf, withReference } from './prepare.ts'
import { HttpSettings, readHttpSettings } from './settings.ts'
import { unsignable } from './signable.ts'
import { ask } from './ticket.ts'

export type { HttpMessage } from './prepare.ts'
export { type JeecgOptions, jeecg } from './preset-jeecg.ts'
export { type RestOptions, rest } from './preset-rest.ts'
export { type RuoyiOptions, type RuoyiPlusOptions, ruoyi, ruoyiPlus } from './preset-ruoyi.ts'
export type { HttpSettings } from './settings.ts'

/**
 * An adapter from settings.
 *
 * @throws {SettingsError} when a setting is unknown, missing or wrong; each problem names the setting
 */
export function http(given: HttpSettings): Adapter<HttpMessage> {
  const settings = readHttpSettings(given)
  const { batch, list, lookup, ticket } = settings
  const capabilities = capabilitiesOf(settings)
  const channel: Channel = {
    auth: settings.auth,
    sign: settings.sign,
    ...((settings.tls || settings.proxy) && { connection: { tls: settings.tls, proxy: settings.proxy } }),
    limits: {
      baseUrl: settings.baseUrl,
      timeoutMs: settings.timeoutMs,
      maxReplyBytes: settings.maxReplyBytes,
      // A stale connection looks like a cut after the save: where nothing can tell them apart, none is reused.
      freshConnection: Object.keys(capabilities.idempotency ?? {}).length === 0,
    },
  }
  const refusals = new Map<Match, ReturnType<typeof refusesToken>>()
  const refuses = (success: Match) => {
    const known = refusals.get(success) ?? refusesToken(settings, success)
    refusals.set(success, known)
    return known
  }
  const call = (request: Call, success: Match, context: SendContext) =>
    exchange(channel, requestOf(request), context, refuses(success))

  // One account's rows say nothing of what another is shown.
  const memory = perAccount<ControlMemory>(() => ({}))

  async function find(member: Member, context: SendContext): Promise<Found> {
    if (!lookup) return { state: 'blind', detail: 'no look-up' }
    const { idempotencyKey: key, reference } = member
    const { control } = lookup
    const sample = typeof control === 'object' ? control.sample : undefined
    const ask = (payload: JsonObject, what: 'request' | 'sample') => {
      const template = (what === 'sample' && sample) || lookup.request
      const request = callOf(settings, template, { payload, key, reference })
      return call(request, lookup.answered ?? settings.success, context)
    }
    return await lookUp(settings, lookup, member.payload, ask, memory.of(context.account), context.clock.monotonic())
  }

  async function send(message: HttpMessage, context: SendContext): Promise<readonly Outcome[]> {
    const ready = message.find ? await resolve(message, message.find, context) : message
    if ('state' in ready) return [ready]
    if (batch && ready.members) {
      const success = batch.request.success ?? settings.success
      return outcomesOf(settings, batch, ready.members, await call(ready, success, context))
    }
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
    accountValues: accountValueNames(settings),
    capabilities,
    address: new URL(settings.baseUrl).origin,
    prepare(members) {
      const [member, ...others] = members
      if (member === undefined) throw invalid('members', 'none')
      if (others.length === 0) return prepareMember(settings, member)
      if (!batch) throw invalid('members', 'exactly one per call')
      return prepareMany(settings, batch, members)
    },
    send,
    ...(settings.sign && { validate: (payload: JsonObject) => unsignable(settings.sign, payload) }),
    ...(lookup && { lookup: find }),
    ...(ticket && {
      poll: async (id: string, context: SendContext) => [
        await ask(settings, ticket, id, (one) => call(one, ticket.request.success ?? settings.success, context)),
      ],
    }),
    ...(list && {
      list: (context: SendContext) =>
        listAll(settings, list, (one) => call(one, list.answered ?? settings.success, context)),
    }),
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

const invalid = (setting: string, detail: string) =>
  new MappingError([{ code: 'settings_invalid', who: 'author', params: { setting, detail } }])
