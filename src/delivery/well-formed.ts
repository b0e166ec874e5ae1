/**
 * Whether what an adapter gave back can be judged at all. Adapters are other people's code, often without types: a slip
 * of one must not stop a lane, and a reference that is a number must not reach the ledger as `7.0`.
 */
import { codeText } from '../base/code-text.ts'
import type { Found, Outcome } from '../upstream/outcome.ts'

type Members = Readonly<Record<string, unknown>>

const isText = (value: unknown) => value === undefined || typeof value === 'string'
const isTime = (value: unknown) => value === undefined || Number.isFinite(value)
const isFault = (fault: unknown) =>
  typeof fault === 'object' &&
  fault !== null &&
  ['pointer', 'upstreamCode', 'upstreamText'].every((name) => isText((fault as Members)[name]))
const isBarred = (why: unknown) =>
  typeof why === 'object' &&
  why !== null &&
  typeof (why as Members).barred === 'string' &&
  isText((why as Members).variable)

const OUTCOMES: Readonly<Record<Outcome['state'], (members: Members) => boolean>> = {
  delivered: ({ reference }) => isText(reference),
  duplicate: ({ reference }) => isText(reference),
  processing: ({ ticket, pollAfterMs }) => typeof ticket === 'string' && isTime(pollAfterMs),
  ready: ({ file }) => typeof file === 'string',
  rejected: ({ faults, who }) =>
    Array.isArray(faults) && faults.every(isFault) && (who === 'reporter' || who === 'author' || who === 'operator'),
  'not-applied': ({ why, retryAfterMs }) =>
    (why === 'throttled' || why === 'unavailable' || why === 'parcel' || isBarred(why)) && isTime(retryAfterMs),
  unknown: ({ detail, retryAfterMs }) => typeof detail === 'string' && isTime(retryAfterMs),
}

const FOUND: Readonly<Record<Found['state'], (members: Members) => boolean>> = {
  absent: () => true,
  same: ({ reference }) => isText(reference),
  other: ({ reference }) => isText(reference),
  partial: ({ reference }) => isText(reference),
  blind: ({ retryAfterMs }) => isTime(retryAfterMs),
}

function fits(shapes: Readonly<Record<string, (members: Members) => boolean>>, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { state } = value as Members
  return typeof state === 'string' && Object.hasOwn(shapes, state) && shapes[state]?.(value as Members) === true
}

const DAY_MS = 86_400_000

/** As plain data: whole milliseconds within a day, and nothing that JSON doesn't carry. */
function plain<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (name, member: unknown) => {
      if (typeof member === 'bigint') return undefined
      // For the operator's eyes: a code, whatever the adapter made of it.
      if (name === 'detail' && typeof member === 'string') return codeText(member)
      return name.endsWith('Ms') && typeof member === 'number'
        ? Math.round(Math.min(Math.max(member, 0), DAY_MS))
        : member
    }),
  ) as T
}

/** What can't be judged says nothing about what happened. */
export const outcomeOf = (value: unknown): Outcome =>
  fits(OUTCOMES, value) ? plain(value as Outcome) : { state: 'unknown', detail: 'bad-outcome' }

export const foundOf = (value: unknown): Found =>
  fits(FOUND, value) ? plain(value as Found) : { state: 'blind', detail: 'bad-answer' }
