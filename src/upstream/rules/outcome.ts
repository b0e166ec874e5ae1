/** Reply → outcome. A success rule, then the refusals in order; what neither knows is unknown, whatever its status. */
import { atPointer, toPointer } from '../../base/json-pointer.ts'
import type { Exchanged } from '../auth.ts'
import type { HttpReply } from '../http-contract.ts'
import type { Fault, Outcome } from '../outcome.ts'
import { matches, type ReadBody, scalar, shapeOf } from './body.ts'
import type { FaultPlaces, Match, Refusal } from './parts.ts'

/** What an upstream's settings say about its replies. */
export interface ReplyRules {
  /** Tried in order, after the success rule. */
  readonly refusals: readonly Refusal[]
  readonly faults: FaultPlaces
  /** Statuses by which the upstream promises that nothing was applied. */
  readonly notAppliedStatuses: readonly number[]
  /** Where its own id of the record is. */
  readonly reference?: string | { readonly header: string } | undefined
  readonly ticket?: { readonly pointer: string; readonly pollAfterMs: number } | undefined
  read(reply: HttpReply): ReadBody
}

// Sooner, a restart meets everybody who waited for it.
const OVERLOADED_MS = 60_000

export function outcomeOf(rules: ReplyRules, result: Exchanged, success: Match): Outcome {
  return result.state === 'reply' ? outcomeOfBody(rules, rules.read(result), success) : withoutReply(result)
}

/** What it means that no reply came. */
export function withoutReply(result: Exclude<Exchanged, HttpReply>): Outcome {
  if (result.state === 'not-sent') return { state: 'not-applied', why: 'unavailable', detail: result.detail }
  if (result.state === 'cut') return { state: 'unknown', detail: result.detail }
  if (result.state === 'barred') {
    const { bar: barred, variable, detail } = result
    return { state: 'not-applied', why: { barred, ...(variable === undefined ? {} : { variable }) }, detail }
  }
  return { state: 'not-applied', why: 'unavailable', detail: result.detail, ...waitOf(result) }
}

/** A reply's body, or one item of it, by the same rules. */
export function outcomeOfBody(rules: ReplyRules, body: ReadBody, success: Match): Outcome {
  if (matches(success, body)) return taken(rules, body)
  const refusal = refusalOf(rules, body)
  if (refusal) return refused(rules, refusal, body)
  const { reply } = body
  if (reply.status === 429) return { state: 'not-applied', why: 'throttled', detail: 'status 429', ...waitOf(reply) }
  if (rules.notAppliedStatuses.includes(reply.status)) {
    return { state: 'not-applied', why: 'unavailable', detail: `status ${reply.status}`, ...waitOf(reply) }
  }
  return { state: 'unknown', detail: `status ${reply.status}, ${shapeOf(body)}`, ...waitOf(reply) }
}

function taken(rules: ReplyRules, body: ReadBody): Outcome {
  const { ticket } = rules
  const found = ticket && scalar(body.json, ticket.pointer)
  if (ticket && found) return { state: 'processing', ticket: found, pollAfterMs: ticket.pollAfterMs }
  return { state: 'delivered', ...referenceOf(rules, body) }
}

/** True when a rule reads this reply as a refused token. */
export function refusesToken(rules: ReplyRules, success: Match): (reply: HttpReply) => boolean {
  if (!rules.refusals.some(({ is }) => is === 'token-refused')) return () => false
  return (reply) => {
    const body = rules.read(reply)
    return !matches(success, body) && refusalOf(rules, body)?.is === 'token-refused'
  }
}

const refusalOf = (rules: ReplyRules, body: ReadBody): Refusal | undefined =>
  rules.refusals.find(({ when }) => matches(when, body))

function refused(rules: ReplyRules, refusal: Refusal, body: ReadBody): Outcome {
  const { is, who } = refusal
  const retryAfterMs = body.reply.retryAfterMs ?? refusal.retryAfterMs
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
  if (typeof is === 'object') return { state: 'not-applied', why: { barred: is.barred }, ...wait }
  if (is === 'rejected') return { state: 'rejected', faults: faultsOf(rules, body), who }
  if (is === 'unknown') return { state: 'unknown', detail: `status ${body.reply.status}, declared unknown` }
  if (is === 'token-refused') return { state: 'not-applied', why: { barred: 'credentials' }, ...wait }
  if (is !== 'duplicate') return { state: 'not-applied', why: is, ...wait }
  const text = scalar(body.json, rules.faults.text)
  return { state: 'duplicate', ...referenceOf(rules, body), ...(text !== undefined && { upstreamText: text }) }
}

function faultsOf(rules: ReplyRules, { json, reply }: ReadBody): readonly Fault[] {
  const { list, field, code, text, page } = rules.faults
  if (json === undefined) return [{ upstreamText: (page && new RegExp(page, 'u').exec(reply.text)?.[1]) ?? reply.text }]
  const items = list === undefined ? undefined : atPointer(json, list)
  const faults = (Array.isArray(items) && items.length > 0 ? items : [json]).map((item: unknown): Fault => {
    const name = scalar(item, field)
    const upstreamCode = scalar(item, code)
    const upstreamText = scalar(item, text)
    return {
      ...(name !== undefined && name !== '' && { pointer: payloadPointer(name) }),
      ...(upstreamCode !== undefined && { upstreamCode }),
      ...(upstreamText !== undefined && { upstreamText }),
    }
  })
  return faults
}

/** `cy[0].xm` as Spring names it, or a pointer already. */
const payloadPointer = (name: string): string =>
  name.startsWith('/') ? name : toPointer(name.split(/[.[\]]+/).filter((token) => token !== ''))

function referenceOf({ reference }: ReplyRules, { json, reply }: ReadBody): { readonly reference?: string } {
  if (reference === undefined) return {}
  if (typeof reference === 'string') {
    const found = scalar(json, reference)
    return found === undefined || found === '' ? {} : { reference: found }
  }
  const last = reply.headers[reference.header.toLowerCase()]?.split(/[?#]/, 1)[0]?.split('/').at(-1)
  return last ? { reference: decodeURIComponent(last) } : {}
}

/** What the upstream asked for. Where it says that it can't keep up (503) it gets a minute at least. */
function waitOf({ retryAfterMs, ...rest }: { readonly retryAfterMs?: number; readonly status?: number }) {
  if (rest.status === 503) return { retryAfterMs: Math.max(retryAfterMs ?? 0, OVERLOADED_MS) }
  return retryAfterMs === undefined ? {} : { retryAfterMs }
}
