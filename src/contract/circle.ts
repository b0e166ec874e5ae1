/**
 * Circles that judge the same value again and again: `a: { anyOf: [{ $ref: a }] }`. A validator made from one never ends.
 * Recursion through `properties` or `items` is fine, since each round looks at a smaller value.
 */
import type { JsonObject } from '../base/json.ts'
import { branches, isSchemaObject, resolveLocal } from './refs.ts'

/** Whether judging `start` means judging `start` again on the same value. */
export function leadsBack(root: JsonObject, start: JsonObject): boolean {
  const seen = new Set<JsonObject>()
  const waiting = sameValue(root, start)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next === start) return true
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...sameValue(root, next))
  }
  return false
}

function sameValue(root: JsonObject, schema: JsonObject): JsonObject[] {
  const target = typeof schema.$ref === 'string' ? resolveLocal(root, schema.$ref) : undefined
  return [...branches(schema), target, schema.not, schema.if].filter(isSchemaObject)
}
