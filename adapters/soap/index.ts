/**
 * SOAP 1.1 and 1.2 services: envelopes over the shared HTTP transport, so that deadlines, caps, credentials and origins are
 * guarded as everywhere. A fault, whatever its status, and a business code inside of a string are read by the same rules.
 */
import {
  type Adapter,
  type AdapterKind,
  accountValueNames,
  type Channel,
  type ControlMemory,
  type Diagnosis,
  diagnosed,
  type Exchanged,
  exchange,
  type Found,
  forAccount,
  type JsonObject,
  lookUp,
  MappingError,
  type Member,
  missingVariable,
  type Operation,
  type Outcome,
  outcomeOf,
  perAccount,
  readSettings,
  revealSecret,
  revealText,
  type SendContext,
  SettingsError,
  shapeOf,
  withPointer,
  xmlFaults,
} from 'yibiao/adapter'
import { requestOf, usernameToken } from './envelope.ts'
import { readSoap, replyRules } from './reply.ts'
import { bodyOf, credentialsIn, readyCall, type SoapMessage, withCredentials } from './request.ts'
import { type Call, SoapSettings } from './settings.ts'
import { invalid, readWsdl, type Wsdl } from './wsdl.ts'

export type { SoapMessage } from './request.ts'
export type { SoapSettings } from './settings.ts'

const OPERATIONS = ['create', 'update', 'withdraw'] as const satisfies readonly Operation[]

/**
 * An adapter from settings.
 *
 * @throws {SettingsError} when a setting is unknown, missing or wrong; each problem names the setting
 */
export function soap(given: SoapSettings): Adapter<SoapMessage> {
  const settings = readSettings('soap', SoapSettings, given)
  const { lookup, idempotency } = settings
  const rules = replyRules(settings)
  const operations = OPERATIONS.filter((operation) => settings[operation] !== undefined)
  // One account's rows say nothing of what another is shown.
  const memory = perAccount<ControlMemory>(() => ({}))
  let wsdl: Wsdl | undefined
  let channel: Channel | undefined

  const address = () => {
    const found = settings.endpoint ?? wsdl?.address
    if (found === undefined || !URL.canParse(found))
      throw invalid('没有服务地址，请写 endpoint', 'it has no address; write endpoint')
    return new URL(found)
  }

  /** The same channel for all: connections are kept by it. */
  const way = (): Channel => {
    const { auth, tls, proxy, timeoutMs, maxReplyBytes } = settings
    const repeats = idempotency.key ?? idempotency.upsert ?? lookup
    channel ??= {
      auth,
      ...((tls || proxy) && { connection: { tls, proxy } }),
      limits: { baseUrl: address().origin, timeoutMs, maxReplyBytes, freshConnection: repeats === undefined },
    }
    return channel
  }

  /** Adds what is stored nowhere, and tries once. */
  async function call(action: string, body: string, context: SendContext): Promise<Exchanged> {
    try {
      const { wsSecurity, credentials } = forAccount(settings, context.account)
      const values = new Map<string, string>()
      for (const name of credentialsIn(body)) {
        const secret = credentials[name]
        if (!secret)
          throw new SettingsError([
            { code: 'settings_invalid', who: 'operator', params: { setting: 'credentials', detail: name } },
          ])
        values.set(name, await revealSecret(secret, `credentials.${name}`))
      }
      const token = wsSecurity && {
        ...wsSecurity,
        username: await revealText(wsSecurity.username, 'wsSecurity.username'),
        password: await revealSecret(wsSecurity.password, 'wsSecurity.password'),
      }
      const { pathname: path, searchParams } = address()
      const request = requestOf({
        path,
        query: Object.fromEntries(searchParams),
        version: settings.version ?? wsdl?.version ?? '1.1',
        encoding: settings.encoding,
        action,
        body: withCredentials(body, values),
        header: token ? usernameToken(token, context.clock.now()) : '',
      })
      return await exchange(way(), request, context, () => false)
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      return { state: 'barred', bar: 'credentials', detail: error.message, ...missingVariable(error) }
    }
  }

  function messageOf(template: Call, { payload, idempotencyKey: key, reference }: Omit<Member, 'operation'>) {
    const ready = readyCall(template, wsdl)
    return { action: ready.action, body: bodyOf(settings, ready, { payload, key, reference }) }
  }

  async function find(member: Member, context: SendContext): Promise<Found> {
    if (!lookup) return { state: 'blind', detail: 'no look-up' }
    const { control } = lookup
    const sample = typeof control === 'object' ? control.sample : undefined
    const ask = (payload: JsonObject, what: 'request' | 'sample') => {
      const { action, body } = messageOf((what === 'sample' && sample) || lookup.request, { ...member, payload })
      return call(action, body, context)
    }
    return await lookUp(
      { ...rules, success: settings.success },
      lookup,
      member.payload,
      ask,
      memory.of(context.account),
      context.clock.monotonic(),
    )
  }

  /** A look-up of a made-up key; without one, the service's description. */
  async function diagnose(context: SendContext): Promise<readonly Diagnosis[]> {
    const payload = Object.keys(lookup?.key ?? {}).reduce<JsonObject>(
      (whole, key) => withPointer(whole, key, 'yibiao-control'),
      {},
    )
    const probe = lookup && messageOf(lookup.request, { payload, idempotencyKey: '' })
    const result = probe
      ? await call(probe.action, probe.body, context)
      : await exchange(way(), { method: 'GET', path: address().pathname, query: { wsdl: '' } }, context, () => false)
    const isPage = result.state === 'cut' && result.detail === 'reply-too-large'
    const status = result.state === 'reply' ? diagnosed.status(result.status) : result.detail
    const body = result.state === 'reply' ? readSoap(settings, result) : undefined
    const reached =
      isPage ||
      result.state === 'barred' ||
      (result.state === 'reply' && (result.status < 500 || body?.json !== undefined))
    const checks: Diagnosis[] = [{ check: 'reach', ok: reached, detail: status }]
    if (!reached || isPage) return checks
    const outcome = outcomeOf(rules, result, lookup?.answered ?? settings.success)
    const barred = outcome.state === 'not-applied' && typeof outcome.why === 'object' ? outcome.why.barred : undefined
    checks.push({ check: 'credentials', ok: barred === undefined, detail: barred ?? diagnosed.notRefused })
    if (probe && body && barred === undefined) {
      const ok = outcome.state === 'delivered'
      checks.push({ check: 'look-up', ok, detail: ok ? diagnosed.answers : shapeOf(body) })
    }
    return checks
  }

  return {
    contract: 'v1',
    name: 'soap',
    accountValues: accountValueNames(settings),
    get address() {
      return settings.endpoint === undefined && wsdl === undefined ? (settings.wsdl ?? '') : address().origin
    },
    capabilities: {
      operations,
      maxProcessingMs: settings.maxProcessingMs,
      idempotency: {
        ...(idempotency.key && { key: { scope: 'item', windowMs: idempotency.key.windowMs } }),
        ...(idempotency.upsert && { upsert: true }),
        ...(lookup && { lookup: { settleMs: lookup.settleMs } }),
      },
    },
    async open() {
      if (settings.wsdl !== undefined) wsdl = await readWsdl(settings.wsdl, settings.version)
      address()
      for (const each of [settings.create, settings.update, settings.withdraw, lookup?.request])
        if (each) readyCall(each, wsdl)
    },
    validate: (payload) => xmlFaults(payload, settings.encoding),
    prepare([member]) {
      const template = member && settings[member.operation]
      if (!template) {
        const params = { setting: member?.operation ?? 'members', detail: 'no call' }
        throw new MappingError([{ code: 'settings_invalid', who: 'author', params }])
      }
      return { operation: member.operation, ...messageOf(template, member) }
    },
    async send({ operation, action, body }, context): Promise<readonly Outcome[]> {
      const success = settings[operation]?.success ?? settings.success
      return [outcomeOf(rules, await call(action, body, context), success)]
    },
    ...(lookup && { lookup: find }),
    diagnose,
  }
}

/** For `upstream.json`: `"use": "yibiao/adapters/soap"`. */
export const kind: AdapterKind<SoapSettings> = {
  name: 'soap',
  title: { zh: 'SOAP 服务（WebService）', en: 'SOAP service' },
  settings: SoapSettings,
  create: soap,
}
