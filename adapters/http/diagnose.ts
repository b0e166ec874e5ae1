/** Reach, credentials, one look-up, clock skew: reads only. */
import {
  type Diagnosis,
  diagnosed,
  type Exchanged,
  type JsonObject,
  MappingError,
  matches,
  outcomeOf,
  type SendContext,
  shapeOf,
  withPointer,
} from 'yibiao/adapter'
import { type Call, callOf } from './prepare.ts'
import type { ReadySettings } from './settings.ts'
import type { RequestTemplate } from './settings-request.ts'

// Signatures and tokens with times in them usually allow five minutes.
const MOST_SKEW_MS = 300_000

export async function diagnose(
  settings: ReadySettings,
  context: Pick<SendContext, 'clock'>,
  ask: (call: Call) => Promise<Exchanged>,
): Promise<readonly Diagnosis[]> {
  const probe = probeOf(settings)
  const result = await ask(probe.call)
  // Nothing was asked.
  if (result.state === 'barred' && result.variable !== undefined)
    return [{ check: 'credentials', ok: false, detail: result.detail }]
  // An error page of whatever stands before a system that is down shows no reach.
  const reached = (result.state === 'reply' && result.status < 500) || result.state === 'barred'
  const checks: Diagnosis[] = [
    { check: 'reach', ok: reached, detail: result.state === 'reply' ? diagnosed.status(result.status) : result.detail },
  ]
  if (!reached) return checks
  checks.push(credentials(settings, result, probe.isLookup))
  if (result.state !== 'reply') return checks
  if (settings.lookup && probe.isLookup) {
    const body = settings.read(result)
    const { answered = settings.success, absent } = settings.lookup
    const ok = matches(answered, body) || (absent !== undefined && matches(absent, body))
    checks.push({ check: 'look-up', ok, detail: ok ? diagnosed.answers : shapeOf(body) })
  }
  const date = Date.parse(result.headers.date ?? '')
  if (!Number.isNaN(date)) {
    const skewMs = Math.abs(context.clock.now() - date)
    const seconds = Math.round(skewMs / 1000)
    checks.push({
      check: 'clock',
      ok: skewMs < MOST_SKEW_MS,
      detail: { zh: `相差 ${seconds} 秒`, en: `${seconds} s apart` },
    })
  }
  return checks
}

/** What an answer says of the account: by the settings' own rules, else by its status. */
function credentials(settings: ReadySettings, result: Exchanged, isLookup: boolean): Diagnosis {
  const check = 'credentials'
  if (result.state === 'barred') return { check, ok: false, detail: `${result.bar}: ${result.detail}` }
  if (result.state !== 'reply') return { check, ok: true, detail: diagnosed.notRefused }
  const outcome = outcomeOf(settings, result, settings.lookup?.answered ?? settings.success)
  if (outcome.state === 'not-applied' && typeof outcome.why === 'object')
    return { check, ok: false, detail: outcome.why.barred }
  const detail = diagnosed.status(result.status)
  if (![401, 403].includes(result.status)) return { check, ok: true, detail: diagnosed.notRefused }
  return isLookup
    ? { check, ok: false, detail }
    : {
        check,
        ok: false,
        detail: {
          zh: `GET / 的${detail.zh}；设置里有 lookup 才说得准`,
          en: `${detail.en} for GET /; with a look-up in the settings it can be told for sure`,
        },
        unsure: true,
      }
}

// No record has it.
const MADE_UP = 'yibiao-control'

/** A look-up: the sample of its control, or one of a made-up key. Without, a bare GET, whose answer only shows reach. */
function probeOf(settings: ReadySettings): { readonly call: Call; readonly isLookup: boolean } {
  const { lookup } = settings
  const sample = typeof lookup?.control === 'object' ? lookup.control.sample : undefined
  const template = sample ?? lookup?.request
  if (template && lookup) {
    const payload = Object.keys(lookup.key).reduce<JsonObject>((whole, key) => withPointer(whole, key, MADE_UP), {})
    const call = callFor(settings, template, payload)
    if (call) return { call, isLookup: true }
  }
  const bare = { method: 'GET', path: '/' } as const
  return { call: callOf(settings, bare, { payload: {}, key: '' }), isLookup: false }
}

/** Undefined when the look-up needs more of a record than its key. */
function callFor(settings: ReadySettings, template: RequestTemplate, payload: JsonObject): Call | undefined {
  try {
    return callOf(settings, template, { payload, key: '' })
  } catch (error) {
    if (error instanceof MappingError) return undefined
    throw error
  }
}
