/** What a form says of a field's values, read off its JSON Schema; once per form. */
import { z } from 'zod'
import type { Json, JsonObject } from '../../base/json.ts'
import { isSchemaObject, limitsOf } from '../../contract/index.ts'
import { type Form, nodesAt } from '../../form/index.ts'
import { type FieldIndex, isUpstreamReference, knownValues, type Read } from '../fields.ts'
import { defined, eitherShape, type JsonType, type Shape } from '../shape.ts'
import { patternLengths } from './pattern-length.ts'

// Length is part of these standards; their check digits are code, of which JSON Schema says nothing.
const LENGTH_BY_STANDARD: Readonly<Record<string, number>> = { 'GB 11643-1999': 18, 'GB 32100-2015': 18 }

const shapes = new WeakMap<Form, Map<string, Shape>>()

export function fieldShape(index: FieldIndex, read: Read): Shape {
  // Of another form, or of none.
  if (read.reference || read.scope === 0) return makeShape(index, read)
  const known = shapes.get(index.form) ?? new Map<string, Shape>()
  shapes.set(index.form, known)
  const existing = known.get(read.path)
  if (existing) return existing
  const made = makeShape(index, read)
  known.set(read.path, made)
  return made
}

function makeShape(index: FieldIndex, read: Read): Shape {
  if (read.scope === 0 || isUpstreamReference(read)) return shapeOf(jsonSchemaOf(read.field.schema))
  const nodes = nodesAt(index.form, read.path.split('.'))
  const found = nodes.map(({ schema, meta }) => shapeOf(jsonSchemaOf(schema), meta?.example, meta?.standard))
  const shape = found.length > 0 ? found.reduce(eitherShape) : {}
  const values = knownValues(index, read)
  return values ? { ...shape, values } : shape
}

const jsonSchemaOf = (schema: z.ZodType): JsonObject =>
  z.toJSONSchema(schema, { metadata: z.registry(), unrepresentable: 'any' }) as JsonObject

function shapeOf(schema: JsonObject, example?: Json, standard = ''): Shape {
  const branches = [schema.anyOf, schema.oneOf].flat().filter(isSchemaObject)
  if (branches.length > 0) {
    const real = branches.filter(({ type }) => type !== 'null')
    return (real.length > 0 ? real : branches).map((branch) => shapeOf(branch, example, standard)).reduce(eitherShape)
  }
  const parts = [schema, ...[schema.allOf].flat().filter(isSchemaObject)]
  const values = Array.isArray(schema.enum) ? schema.enum : schema.const === undefined ? undefined : [schema.const]
  // Zod's own bounds of a whole number say nothing about the field.
  const limits = parts.flatMap(limitsOf).filter(({ limit }) => Math.abs(limit) < Number.MAX_SAFE_INTEGER)
  const fixed = LENGTH_BY_STANDARD[standard]
  const patterns = parts.map(({ pattern }) => pattern).filter((pattern) => typeof pattern === 'string')
  const lengths = patterns.map(patternLengths).filter((found) => found !== undefined)
  const bound = (side: 'min' | 'max', keyword: string, pick: (...all: number[]) => number): number | undefined => {
    const said = parts.map((part) => part[keyword]).filter((limit) => typeof limit === 'number')
    const all = [...said, ...lengths.map((found) => found[side]), ...(fixed ? [fixed] : [])].filter(Number.isFinite)
    return all.length > 0 ? pick(...all) : undefined
  }
  return defined({
    types: typesOf(schema),
    values,
    ...(schema.type === 'string'
      ? {
          minLength: bound('min', 'minLength', Math.max),
          maxLength: bound('max', 'maxLength', Math.min),
          ascii: fixed !== undefined || lengths.some(({ ascii }) => ascii) || undefined,
          patterns: patterns.length > 0 ? patterns : undefined,
          format: typeof schema.format === 'string' ? schema.format : undefined,
        }
      : {}),
    minimum: highest(limits.filter(({ keyword }) => /minimum/i.test(keyword))),
    maximum: lowest(limits.filter(({ keyword }) => /maximum/i.test(keyword))),
    decimals: schema.type === 'integer' ? 0 : undefined,
    samples: example === undefined ? undefined : [example],
    minItems: countOf(schema.minItems),
    maxItems: countOf(schema.maxItems),
    item: isSchemaObject(schema.items) ? shapeOf(schema.items) : undefined,
    members: membersOf(schema),
  })
}

const countOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const highest = (limits: readonly { limit: number }[]): number | undefined =>
  limits.length > 0 ? Math.max(...limits.map(({ limit }) => limit)) : undefined

const lowest = (limits: readonly { limit: number }[]): number | undefined =>
  limits.length > 0 ? Math.min(...limits.map(({ limit }) => limit)) : undefined

function typesOf({ type }: JsonObject): readonly JsonType[] | undefined {
  if (type === 'integer') return ['number']
  return typeof type === 'string' ? [type as JsonType] : undefined
}

function membersOf({ properties, required }: JsonObject): Shape['members'] | undefined {
  if (!isSchemaObject(properties)) return undefined
  const needed = Array.isArray(required) ? required : []
  return new Map(
    Object.entries(properties)
      .filter(([, part]) => isSchemaObject(part))
      .map(([name, part]) => [name, { shape: shapeOf(part as JsonObject), optional: !needed.includes(name) }]),
  )
}
