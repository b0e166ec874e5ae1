/** Reach, credentials, one look-up, clock skew: reads only. */
import type { Diagnosis, Exchanged, SendContext } from 'yibiao/adapter'
import { matches, readBody, shapeOf } from './body.ts'
import { type Call, callOf } from './prepare.ts'
import type { ReadySettings } from './settings.ts'
import type { RequestTemplate } from './settings-parts.ts'

// Signatures and tokens with times in them usually allow five minutes.
const MOST_SKEW_MS = 300_000

export async function diagnose(
  settings: ReadySettings,
  context: Pick<SendContext, 'clock'>,
  ask: (call: Call) => Promise<Exchanged>,
): Promise<readonly Diagnosis[]> {
  const probe = probeOf(settings)
  const result = await ask(probe.call)
  // An error page of whatever stands before a system that is down shows no reach.
  const reached = (result.state === 'reply' && result.status < 500) || result.state === 'barred'
  const checks: Diagnosis[] = [
    { check: 'reach', ok: reached, detail: result.state === 'reply' ? `status ${result.status}` : result.detail },
  ]
  if (!reached) return checks
  checks.push({
    check: 'credentials',
    ok: result.state !== 'barred',
    detail: result.state === 'barred' ? result.bar : 'not refused',
  })
  if (result.state !== 'reply') return checks
  if (settings.lookup && probe.isLookup) {
    const body = readBody(result, settings.jsonTypes)
    const { answered = settings.success, absent } = settings.lookup
    const ok = matches(answered, body) || (absent !== undefined && matches(absent, body))
    checks.push({ check: 'look-up', ok, detail: ok ? 'answers' : `status ${result.status}, ${shapeOf(body)}` })
  }
  const date = Date.parse(result.headers.date ?? '')
  if (!Number.isNaN(date)) {
    const skewMs = Math.abs(context.clock.now() - date)
    checks.push({ check: 'clock', ok: skewMs < MOST_SKEW_MS, detail: `${Math.round(skewMs / 1000)} s apart` })
  }
  return checks
}

/** The look-up with made-up keys where its control has some; else a bare GET, whose answer only shows reach. */
function probeOf(settings: ReadySettings): { readonly call: Call; readonly isLookup: boolean } {
  const control = settings.lookup?.control
  const template: RequestTemplate = (typeof control === 'object' ? control.sample : undefined) ?? {
    method: 'GET',
    path: '/',
  }
  const isLookup = template.path !== '/'
  return { call: callOf(settings, template, { payload: {}, key: '', reference: undefined }), isLookup }
}
