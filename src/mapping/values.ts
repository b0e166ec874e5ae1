/** Small helpers over plain JSON values. */

import type { Json } from '../base/json.ts'
import { atPath } from '../base/json-pointer.ts'
import type { Read } from './fields.ts'
import type { RecordContext } from './record-context.ts'

export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

export const isPrimitive = (value: unknown): boolean => value === null || typeof value !== 'object'

/** Whether a value survives JSON unchanged: no Date, NaN, function, `undefined` inside or class instance. */
export function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  if (typeof value !== 'object' || (Object.getPrototypeOf(value) ?? Object.prototype) !== Object.prototype) return false
  return Object.entries(value).every(([key, member]) => key !== '__proto__' && isJson(member))
}

/** Deep equality of JSON values. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  if (!isPlainObject(a) || !isPlainObject(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
}

/**
 * A function that gives the value at a resolved place of the scopes (context, record, items), undefined where anything on the way is missing.
 *
 * Plain property access, for the reason given in source.ts; names that every object inherits are asked for with `hasOwn`.
 */
export function closeRead(read: Read): (scopes: readonly unknown[]) => unknown {
  const { scope, steps } = read
  const [first, second, ...more] = steps
  if (first === undefined) return (scopes) => scopes[scope]
  if (more.length > 0 || steps.some((step) => step in Object.prototype))
    return (scopes) => steps.reduce(ownMember, scopes[scope])
  if (second === undefined) return (scopes) => (scopes[scope] as Members)[first]
  return (scopes) => ((scopes[scope] as Members)[first] as Members | null | undefined)?.[second]
}

type Members = Readonly<Record<string, unknown>>

const ownMember = (value: unknown, step: string): unknown =>
  isPlainObject(value) && Object.hasOwn(value, step) ? value[step] : undefined

/** The value at a canonical path of a record (`members.1.name`) or of its context (`$by`); undefined where there is none. */
export const recordValue = (record: unknown, path: string, context: RecordContext = {}): unknown =>
  path.startsWith('$') ? atPath(context, path.slice(1)) : valueAt(record, path.split('.'))

/** Behind the plain item of a list stands what it names (see referents.ts). */
function valueAt(value: unknown, [token, ...rest]: readonly string[]): unknown {
  if (token === undefined) return value
  if (value === null || typeof value !== 'object') return undefined
  const property = rest.length > 1 && Object.hasOwn(value, `${token}.*`) ? `${token}.*` : token
  return Object.hasOwn(value, property) ? valueAt((value as Members)[property], rest) : undefined
}
