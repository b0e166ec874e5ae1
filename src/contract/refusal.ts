/**
 * One value against the plain words of one subschema, for checks that run before there is a payload. What points further
 * (`$ref`, `allOf`, `properties` …) is not followed: hand each part in by itself.
 */
import { canonicalJson } from '../base/canonical-json.ts'
import { byteLength } from '../base/encoding.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { byteLimit } from './bytes.ts'
import type { Contract } from './contract.ts'
import { sharedEngine } from './engine.ts'
import { compilePattern } from './pattern.ts'
import { isSchemaObject } from './refs.ts'

/** The keyword that refuses the value; undefined where none does. */
export function refusedBy(contract: Contract, schema: JsonObject, value: Json): string | undefined {
  if (value === null && schema.nullable === true) return undefined
  const { enum: listed, const: only } = schema
  if (!typesOf(schema).some((type) => isOfType(value, type))) return 'type'
  if (Array.isArray(listed) && !listed.some((each) => equal(each, value))) return 'enum'
  if (only !== undefined && !equal(only, value)) return 'const'
  if (typeof value === 'string') return textRefusal(contract, schema, value)
  return typeof value === 'number' ? numberRefusal(schema, value) : undefined
}

const ANY_TYPE = ['string', 'number', 'boolean', 'object', 'array', 'null']

/** The JSON types a schema takes; all of them where it doesn't say. `integer` stays apart. */
export function typesOf({ type, nullable }: JsonObject): readonly string[] {
  const types = typeof type === 'string' ? [type] : Array.isArray(type) ? type.map(String) : ANY_TYPE
  return nullable === true ? [...types, 'null'] : types
}

/** A number's limits, in whatever words its draft has. */
export function limitsOf(
  schema: JsonObject,
): readonly { keyword: string; limit: number; allows(value: number): boolean }[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  const above = (limit: unknown, keyword: string, open: boolean) =>
    typeof limit === 'number'
      ? [{ keyword, limit, allows: (value: number) => (open ? value > limit : value >= limit) }]
      : []
  const below = (limit: unknown, keyword: string, open: boolean) =>
    typeof limit === 'number'
      ? [{ keyword, limit, allows: (value: number) => (open ? value < limit : value <= limit) }]
      : []
  return [
    ...above(minimum, 'minimum', exclusiveMinimum === true),
    ...above(exclusiveMinimum, 'exclusiveMinimum', true),
    ...below(maximum, 'maximum', exclusiveMaximum === true),
    ...below(exclusiveMaximum, 'exclusiveMaximum', true),
  ]
}

/** Whether a text is of a format, as the validator will judge it; undefined for formats it doesn't know. */
function fitsFormat(contract: Contract, format: unknown, value: string): boolean | undefined {
  const known = typeof format === 'string' ? sharedEngine(contract.draft).formats[format] : undefined
  const test = known !== null && typeof known === 'object' && 'validate' in known ? known.validate : known
  if (test instanceof RegExp) return test.test(value)
  return typeof test === 'function' ? (test as (text: string) => unknown)(value) === true : undefined
}

function textRefusal(contract: Contract, schema: JsonObject, value: string): string | undefined {
  const { minLength, maxLength, pattern, format } = schema
  const length = [...value].length
  if (typeof maxLength === 'number' && length > maxLength) return 'maxLength'
  if (typeof minLength === 'number' && length < minLength) return 'minLength'
  const bytes = byteLimit(schema)
  if (bytes && byteLength(value, bytes.encoding) > bytes.limit) return 'x-maxBytes'
  if (typeof pattern === 'string') {
    const compiled = compilePattern(pattern)
    if (compiled.kind !== 'invalid' && !compiled.expression.test(value)) return 'pattern'
  }
  return fitsFormat(contract, format, value) === false ? 'format' : undefined
}

function numberRefusal(schema: JsonObject, value: number): string | undefined {
  const { multipleOf } = schema
  if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf)) return 'multipleOf'
  return limitsOf(schema).find(({ allows }) => !allows(value))?.keyword
}

function isOfType(value: Json, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isSchemaObject(value)
  return typeof value === type
}

const equal = (a: Json, b: Json): boolean => a === b || canonicalJson(a) === canonicalJson(b)
