/**
 * Visits every subschema of a JSON Schema, and nothing that only looks like one (`enum`, `const`, `default`, `example`).
 *
 * Local `$ref` targets are visited wherever they lie, since contracts cut out of an OpenAPI file keep theirs under
 * `components/schemas`. Each subschema is visited once, so that recursive schemas end.
 */

import type { JsonObject } from '../base/json.ts'
import { escapeToken } from '../base/json-pointer.ts'
import { isSchemaObject, resolveLocal } from './refs.ts'

export interface Subschema {
  readonly schema: JsonObject
  /** JSON pointer into the contract. */
  readonly pointer: string
}

/** Keywords that hold subschemas: one, a list, or a map of them (`items` and `dependencies` hold more than one kind). */
const HOLDERS: ReadonlySet<string> = new Set([
  ...['items', 'prefixItems', 'additionalItems', 'unevaluatedItems', 'contains'],
  ...['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'contentSchema'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
])
const MAPS: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', 'dependencies', 'definitions', '$defs'],
])

/** All subschemas in document order, the root first, then `$ref` targets outside the ordinary places. */
export function* subschemas(root: JsonObject): Generator<Subschema> {
  const seen = new Set<JsonObject>()
  const waiting: Subschema[] = [{ schema: root, pointer: '' }]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (seen.has(next.schema)) continue
    seen.add(next.schema)
    yield next
    const parts: Subschema[] = []
    for (const [key, value] of Object.entries(next.schema)) {
      const pointer = `${next.pointer}/${escapeToken(key)}`
      if (HOLDERS.has(key)) addParts(parts, value, pointer)
      else if (MAPS.has(key) && isSchemaObject(value)) {
        for (const [name, part] of Object.entries(value)) addParts(parts, part, `${pointer}/${escapeToken(name)}`)
      }
    }
    waiting.unshift(...parts)
    const ref = next.schema.$ref
    const target = typeof ref === 'string' ? resolveLocal(root, ref) : undefined
    if (typeof ref === 'string' && isSchemaObject(target)) {
      waiting.push({ schema: target, pointer: decodeURIComponent(ref.slice(1)) })
    }
  }
}

function addParts(parts: Subschema[], value: unknown, pointer: string): void {
  if (isSchemaObject(value)) parts.push({ schema: value, pointer })
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isSchemaObject(item)) parts.push({ schema: item, pointer: `${pointer}/${index}` })
    }
  }
}
