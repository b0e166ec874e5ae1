/**
 * What a contract says of a place for certain: the schema there, its `$ref` target and its `allOf`. What depends on the
 * payload (`anyOf`, `oneOf`, `then`) is handed out as alternatives, for whoever knows which one is meant.
 */
import type { JsonObject } from '../base/json.ts'
import { escapeToken } from '../base/json-pointer.ts'
import { isSchemaObject, resolveLocal } from './refs.ts'
import type { Subschema } from './walk.ts'

/** The schema itself and all that holds wherever it holds. */
export function certainParts(root: JsonObject, start: readonly Subschema[]): readonly Subschema[] {
  const found = new Map<JsonObject, Subschema>()
  const waiting = [...start]
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    if (found.has(part.schema)) continue
    found.set(part.schema, part)
    const { $ref, allOf } = part.schema
    const target = typeof $ref === 'string' ? resolveLocal(root, $ref) : undefined
    if (typeof $ref === 'string' && isSchemaObject(target)) waiting.push({ schema: target, pointer: $ref.slice(1) })
    waiting.push(...listed(allOf, `${part.pointer}/allOf`))
  }
  return [...found.values()]
}

/** Each union among the parts, as its branches. */
export const unionsOf = (parts: readonly Subschema[]): readonly (readonly Subschema[])[] =>
  parts.flatMap(({ schema, pointer }) =>
    (['anyOf', 'oneOf'] as const)
      .map((keyword) => listed(schema[keyword], `${pointer}/${keyword}`))
      .filter((branches) => branches.length > 0),
  )

/** What holds for a property: by name, by pattern, or as one of the rest. */
export function memberParts(root: JsonObject, parts: readonly Subschema[], name: string): readonly Subschema[] {
  const found = parts.flatMap(({ schema, pointer }): Subschema[] => {
    const { properties, patternProperties, additionalProperties } = schema
    const own = isSchemaObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
    const here = own === undefined ? [] : one(own, `${pointer}/properties/${escapeToken(name)}`)
    const matching = isSchemaObject(patternProperties)
      ? Object.entries(patternProperties).flatMap(([pattern, part]) =>
          new RegExp(pattern, 'u').test(name) ? one(part, `${pointer}/patternProperties/${escapeToken(pattern)}`) : [],
        )
      : []
    const rest =
      own === undefined && matching.length === 0 ? one(additionalProperties, `${pointer}/additionalProperties`) : []
    return [...here, ...matching, ...rest]
  })
  return certainParts(root, found)
}

/** What holds for every item of a list; the first place of a tuple isn't every item. */
export function itemParts(root: JsonObject, parts: readonly Subschema[]): readonly Subschema[] {
  const found = parts.flatMap(({ schema, pointer }) =>
    Array.isArray(schema.items) || Array.isArray(schema.prefixItems) ? [] : one(schema.items, `${pointer}/items`),
  )
  return certainParts(root, found)
}

const one = (schema: unknown, pointer: string): Subschema[] => (isSchemaObject(schema) ? [{ schema, pointer }] : [])

const listed = (list: unknown, pointer: string): Subschema[] =>
  Array.isArray(list) ? list.flatMap((schema, index) => one(schema, `${pointer}/${index}`)) : []
