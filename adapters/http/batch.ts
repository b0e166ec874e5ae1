/** Several creates in one call: their array, and what became of each. */
import { createHash } from 'node:crypto'
import {
  atPointer,
  type Exchanged,
  MappingError,
  type Member,
  type Outcome,
  outcomeOfBody,
  type ReadBody,
  scalar,
  withoutReply,
} from 'yibiao/adapter'
import { callOf, type HttpMessage, withKey } from './prepare.ts'
import type { ReadySettings } from './settings.ts'
import type { BatchSettings } from './settings-many.ts'

/** @throws {MappingError} when they are not all creates, or too many: each then leaves alone */
export function prepareMany(settings: ReadySettings, batch: BatchSettings, members: readonly Member[]): HttpMessage {
  if (members.length > batch.max || members.some(({ operation }) => operation !== 'create')) {
    const detail = `at most ${batch.max}, creates alone`
    throw new MappingError([{ code: 'settings_invalid', who: 'author', params: { setting: 'batch', detail } }])
  }
  const key = keyOf(members)
  const call = callOf(settings, batch.request, { payload: members.map(({ payload }) => payload), key })
  const named = batch.items?.key
  return {
    operation: 'create',
    ...call,
    headers: withKey(settings, call.headers, key),
    members: members.map(({ payload }) => (named && scalar(payload, named.payload)) ?? null),
  }
}

/** The call's own key, made of its members': the same parcel has the same. */
const keyOf = (members: readonly Member[]): string =>
  createHash('sha256')
    .update(members.map(({ idempotencyKey }) => idempotencyKey).join(' '))
    .digest('hex')
    .slice(0, 32)

/** One outcome per member. One that the answer doesn't name is unknown, however well the whole went. */
export function outcomesOf(
  settings: ReadySettings,
  { request, items }: BatchSettings,
  members: NonNullable<HttpMessage['members']>,
  result: Exchanged,
): readonly Outcome[] {
  if (result.state !== 'reply') return members.map(() => withoutReply(result))
  const body = settings.read(result)
  const whole = outcomeOfBody(settings, body, request.success ?? settings.success)
  if (!items) return members.map(() => whole)
  const list = atPointer(body.json, items.list)
  // Refused or broken as a whole.
  if (!Array.isArray(list)) return members.map(() => (whole.state === 'delivered' ? notNamed : whole))
  const itemOf = finder(items, list, members.length)
  return members.map((name, index) => {
    const item = itemOf(name, index)
    return item === undefined ? notNamed : outcomeOfBody(settings, itemBody(body, item), items.success)
  })
}

const notNamed: Outcome = { state: 'unknown', detail: 'not named in the answer' }

const itemBody = ({ reply }: ReadBody, item: unknown): ReadBody => ({ reply, json: item })

/** By the order only where there are as many items as members: else nobody knows which one is missing. */
function finder({ key }: NonNullable<BatchSettings['items']>, list: readonly unknown[], count: number) {
  if (!key) return (_name: string | null, index: number) => (list.length === count ? list[index] : undefined)
  return (name: string | null) => {
    const found = name === null ? [] : list.filter((item) => scalar(item, key.item) === name)
    return found.length === 1 ? found[0] : undefined
  }
}
