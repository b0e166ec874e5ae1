/**
 * What stands there at a record's key. Upstream searches lie: they drop an unknown filter, match with LIKE, hide rows.
 * So keys are compared exactly and here, and "absent" needs a control.
 */
import type { JsonObject } from '../../base/json.ts'
import { atPointer } from '../../base/json-pointer.ts'
import type { Exchanged } from '../auth.ts'
import { withPointer } from '../auth-json.ts'
import type { Found } from '../outcome.ts'
import { matches, scalar, shapeOf } from './body.ts'
import { sameContent } from './compare.ts'
import type { LookupRules } from './lookup-settings.ts'
import type { ReplyRules } from './outcome.ts'
import type { Match } from './parts.ts'

/** Asks for the payload's key, or for any sample of what is there. */
export type Ask = (payload: JsonObject, what: 'request' | 'sample') => Promise<Exchanged>

export type LookupReply = Pick<ReplyRules, 'read'> & { readonly success: Match }

type Rows =
  | { readonly state: 'rows'; readonly rows: readonly unknown[]; readonly complete: boolean }
  | (Found & { readonly state: 'blind' })

/** When a control last showed that the look-up sees; on the monotonic clock, in ms. */
export interface ControlMemory {
  seenAtMs?: number
}

/**
 * One control serves the look-ups of this long, in ms: after a crash thousands come at once. Longer, and a changed data
 * scope or search would go unnoticed.
 */
const CONTROL_HOLDS_MS = 30_000

export async function lookUp(
  reply: LookupReply,
  rules: LookupRules,
  payload: JsonObject,
  ask: Ask,
  memory: ControlMemory,
  nowMs: number,
): Promise<Found> {
  const query = async (asked: JsonObject, what: 'request' | 'sample' = 'request') =>
    rowsOf(reply, rules, await ask(asked, what))

  const answer = await query(payload)
  if (answer.state === 'blind') return answer
  const mine = answer.rows.filter((row) => hasKey(rules, row, payload))
  if (mine.length > 0) return best(mine.map((row) => sameContent(rules, row, payload)))
  if (!answer.complete) return { state: 'blind', detail: 'more rows than shown' }
  if (memory.seenAtMs !== undefined && nowMs - memory.seenAtMs < CONTROL_HOLDS_MS) return { state: 'absent' }
  const failure = await controlFails(rules, payload, query)
  if (failure) return failure
  memory.seenAtMs = nowMs
  return { state: 'absent' }
}

function rowsOf(reply: LookupReply, rules: LookupRules, result: Exchanged): Rows {
  if (result.state !== 'reply') return { state: 'blind', detail: result.detail }
  const body = reply.read(result)
  if (rules.absent && matches(rules.absent, body)) return { state: 'rows', rows: [], complete: true }
  if (!matches(rules.answered ?? reply.success, body)) {
    const { retryAfterMs } = result
    const detail = `look-up: status ${result.status}, ${shapeOf(body)}`
    return { state: 'blind', detail, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
  const found = atPointer(body.json, rules.list)
  if (found === null || typeof found !== 'object') return { state: 'blind', detail: 'look-up: no list in the reply' }
  const rows: readonly unknown[] = Array.isArray(found) ? found : [found]
  const total = rules.total === undefined ? undefined : Number(scalar(body.json, rules.total))
  return { state: 'rows', rows, complete: total === undefined || total <= rows.length }
}

/** Exactly, and as text: `110` is not `1101`, however the upstream searched. */
const hasKey = (rules: LookupRules, row: unknown, payload: JsonObject): boolean =>
  Object.entries(rules.key).every(([ours, theirs]) => {
    const value = scalar(payload, ours)
    return value !== undefined && value === scalar(row, theirs)
  })

/** Of several rows under one key, the one that helps most: doubled rows are one fact for the record. */
const best = (found: readonly Found[]): Found =>
  found.find(({ state }) => state === 'same') ?? found.find(({ state }) => state === 'partial') ?? (found[0] as Found)

/** Why "absent" can't be believed; undefined when it can. */
async function controlFails(
  rules: LookupRules,
  payload: JsonObject,
  query: (payload: JsonObject, what?: 'request' | 'sample') => Promise<Rows>,
): Promise<(Found & { state: 'blind' }) | undefined> {
  const { control } = rules
  if (control === 'trusted') return undefined
  const madeUp = await query(withKey(payload, control.madeUp))
  if (madeUp.state === 'blind') return madeUp
  if (madeUp.rows.length > 0)
    return { state: 'blind', detail: 'control: a made-up key finds rows, the filter is ignored' }

  const known =
    control.known ?? (control.sample === undefined ? undefined : sampleKey(rules, await query(payload, 'sample')))
  if (known === undefined) return { state: 'blind', detail: 'control: no key is known to stand there' }
  const probe = withKey(payload, known)
  const answer = await query(probe)
  if (answer.state === 'blind') return answer
  return answer.rows.some((row) => hasKey(rules, row, probe))
    ? undefined
    : { state: 'blind', detail: 'control: a known key is not found' }
}

const withKey = (payload: JsonObject, key: Readonly<Record<string, string>>): JsonObject =>
  Object.entries(key).reduce((whole, [pointer, value]) => withPointer(whole, pointer, value), payload)

/** The key of any row that shows one. */
function sampleKey(rules: LookupRules, answer: Rows): Record<string, string> | undefined {
  if (answer.state === 'blind') return undefined
  for (const row of answer.rows) {
    const pairs = Object.entries(rules.key).map(([ours, theirs]) => [ours, scalar(row, theirs)] as const)
    if (pairs.every(([, value]) => value !== undefined && value !== ''))
      return Object.fromEntries(pairs) as Record<string, string>
  }
  return undefined
}
