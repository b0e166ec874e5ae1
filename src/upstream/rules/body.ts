/** A reply's body as data, and the checks that rules make on it. */
import { z } from 'zod'
import { atPointer } from '../../base/json-pointer.ts'
import type { HttpReply } from '../http-contract.ts'
import type { Check, Match } from './parts.ts'

/** Loose on purpose: upstreams add fields without notice. A bare number or string is no answer. */
const Body = z.union([z.looseObject({}), z.array(z.unknown())])

export interface ReadBody {
  readonly reply: HttpReply
  /** What the rules' pointers lead into. Absent when the content type is another one, or the text doesn't parse. */
  readonly json?: unknown
}

// From 16 digits on, a JavaScript number may differ from what was written: such ids are kept as text.
const LONG_NUMBER = /\d{16}/

const keepLongNumbers = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source !== undefined
    ? context.source
    : value

export function readJson(reply: HttpReply, jsonTypes: readonly string[]): ReadBody {
  const type = (reply.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type !== 'application/json' && !type.endsWith('+json') && !jsonTypes.includes(type)) return { reply }
  try {
    const value: unknown = LONG_NUMBER.test(reply.text)
      ? JSON.parse(reply.text, keepLongNumbers as (key: string, value: unknown) => unknown)
      : JSON.parse(reply.text)
    const body = Body.safeParse(value)
    return body.success ? { reply, json: body.data } : { reply }
  } catch {
    return { reply } // truncated, empty, or a page under a false name
  }
}

export const matches = ({ statuses, checks }: Match, body: ReadBody): boolean =>
  (statuses === undefined || statuses.includes(body.reply.status)) && checks.every((check) => holds(check, body))

function holds(check: Check, { reply, json }: ReadBody): boolean {
  if ('empty' in check) return reply.text.trim() === ''
  if ('text' in check) return pattern(check.text).test(reply.text)
  if (json === undefined) return false
  const value = atPointer(json, check.pointer)
  if ('present' in check) return (value !== undefined && value !== null) === check.present
  if ('equals' in check) return check.equals.some((expected) => expected === value)
  return typeof value === 'string' && pattern(check.matches).test(value)
}

/** A string or number at a pointer, as text. */
export function scalar(value: unknown, pointer: string | undefined): string | undefined {
  if (pointer === undefined) return undefined
  const found = atPointer(value, pointer)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined
}

/** What came instead of an answer, without a word of it. */
export function shapeOf({ reply, json }: ReadBody): string {
  if (json !== undefined) return 'unexpected JSON'
  if (reply.text.trim() === '') return 'empty body'
  return /^\s*<(?:!doctype|html)/i.test(reply.text) ? 'a page' : 'not JSON'
}

const patterns = new Map<string, RegExp>()

function pattern(source: string): RegExp {
  const known = patterns.get(source)
  if (known) return known
  const made = new RegExp(source, 'u')
  patterns.set(source, made)
  return made
}
