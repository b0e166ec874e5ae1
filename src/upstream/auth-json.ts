/** Writing into JSON by pointer, without touching what was given. */
import { MappingError } from '../base/errors.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { pointerTokens } from '../base/json-pointer.ts'

export const isPlainObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * A copy of `root` with `value` at the pointer; objects on the way are made where missing.
 *
 * @throws {MappingError} when a token is `__proto__`, or the way leads through something that is no object
 */
export function withPointer(root: JsonObject, pointer: string, value: Json): JsonObject {
  const [first, ...rest] = pointerTokens(pointer)
  if (first === undefined) return isPlainObject(value) ? value : root
  const inner = Object.hasOwn(root, first) ? root[first] : undefined
  if (first === '__proto__' || (rest.length > 0 && inner !== undefined && !isPlainObject(inner))) {
    throw new MappingError([{ code: 'settings_invalid', who: 'author', params: { setting: pointer, detail: first } }])
  }
  if (rest.length === 0) return { ...root, [first]: value }
  const below = rest.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return { ...root, [first]: withPointer(isPlainObject(inner) ? inner : {}, below, value) }
}
