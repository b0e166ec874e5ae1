/**
 * References inside one contract, and the subschema that governs a place in the payload.
 */

import type { JsonObject } from '../base/json.ts'
import { atPointer, pointerTokens } from '../base/json-pointer.ts'
import type { Contract } from './contract.ts'

// Longer chains of references are not contracts but mistakes.
const MAX_HOPS = 64

export const isSchemaObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What `#` or `#/…` points to inside the schema; undefined when nothing stands there or the reference is not local. */
export function resolveLocal(root: JsonObject, ref: string): unknown {
  if (ref === '#') return root
  if (!ref.startsWith('#/')) return undefined
  try {
    return atPointer(root, decodeURIComponent(ref.slice(1)))
  } catch (cause) {
    // A malformed percent sequence names no place.
    if (cause instanceof URIError) return undefined
    throw cause
  }
}

/**
 * The subschema for a place in the payload, through `$ref`, `allOf`, `anyOf`, `oneOf`, `then` and `else`; the first that
 * names it. Undefined where the contract says nothing about that place.
 *
 * @param pointer - JSON pointer into the payload: `/cy/1/n`
 */
export const propertyAt = (contract: Contract, pointer: string): JsonObject | undefined =>
  schemasAt(contract, pointer)[0]

/** Every subschema that names a place in the payload: several where the branches of a union do. */
export function schemasAt(contract: Contract, pointer: string): readonly JsonObject[] {
  const root = contract.schema
  return pointerTokens(pointer).reduce<readonly JsonObject[]>(
    (schemas, token) => schemas.flatMap((schema) => step(root, schema, token, new Set())),
    [root],
  )
}

/** Follows `$ref` until the schema says something itself. */
export function followRef(root: JsonObject, schema: JsonObject): JsonObject {
  let current = schema
  for (let hops = 0; typeof current.$ref === 'string' && hops < MAX_HOPS; hops++) {
    const target = resolveLocal(root, current.$ref)
    if (!isSchemaObject(target)) break
    current = target
  }
  return current
}

/** What stands beside a `$ref` holds too, in every draft as ajv reads it. */
function step(root: JsonObject, given: JsonObject, token: string, seen: Set<JsonObject>): JsonObject[] {
  const target = followRef(root, given)
  return [given, ...(target === given ? [] : [target])].flatMap((schema) => stepInto(root, schema, token, seen))
}

function stepInto(root: JsonObject, schema: JsonObject, token: string, seen: Set<JsonObject>): JsonObject[] {
  if (seen.has(schema)) return []
  seen.add(schema)
  const direct = property(schema, token) ?? (/^\d+$/.test(token) ? item(schema, Number(token)) : undefined)
  const below = branches(schema).flatMap((branch) => step(root, branch, token, seen))
  return direct ? [followRef(root, direct), ...below] : below
}

/** Subschemas that may also apply where this one does. */
export function branches(schema: JsonObject): JsonObject[] {
  return [schema.allOf, schema.anyOf, schema.oneOf, schema.then, schema.else].flat().filter(isSchemaObject)
}

function property(schema: JsonObject, token: string): JsonObject | undefined {
  const { properties } = schema
  if (!isSchemaObject(properties) || !Object.hasOwn(properties, token)) return undefined
  const found = properties[token]
  return isSchemaObject(found) ? found : {}
}

function item(schema: JsonObject, index: number): JsonObject | undefined {
  const tuple = Array.isArray(schema.prefixItems) ? schema.prefixItems : schema.items
  const found = Array.isArray(tuple) ? (tuple[index] ?? schema.additionalItems ?? schema.items) : schema.items
  return isSchemaObject(found) ? found : undefined
}
