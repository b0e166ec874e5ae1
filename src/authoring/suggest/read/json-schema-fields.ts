/** The fields of a JSON Schema, nested ones with their path: `address.street`, `members.*.name`. */
import type { JsonObject } from '../../../base/json.ts'
import { branches, followRef, isSchemaObject } from '../../../contract/index.ts'
import type { ListedCode, ListedField, ListedType } from '../types.ts'
import { dateFormatIn } from './date-words.ts'
import { inlineCodes, nameIn } from './dictionaries.ts'

const MAX_DEPTH = 6

/** @param root - where `$ref`s lead to */
export function schemaFields(root: JsonObject, schema: JsonObject): readonly ListedField[] {
  const found = new Map<string, ListedField>()
  walk(root, schema, '', true, found, 0)
  return [...found.values()]
}

function walk(
  root: JsonObject,
  given: JsonObject,
  path: string,
  required: boolean,
  found: Map<string, ListedField>,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return
  const schema = followRef(root, given)
  const needed = new Set(Array.isArray(schema.required) ? schema.required : [])
  for (const [name, property] of Object.entries(isSchemaObject(schema.properties) ? schema.properties : {})) {
    if (!isSchemaObject(property)) continue
    const here = path === '' ? name : `${path}.${name}`
    const own = followRef(root, property)
    const is = required && needed.has(name)
    if (isSchemaObject(own.properties)) walk(root, own, here, is, found, depth + 1)
    else if (isSchemaObject(own.items) && isSchemaObject(followRef(root, own.items).properties)) {
      walk(root, own.items, `${here}.*`, is, found, depth + 1)
    } else if (!found.has(here)) found.set(here, fieldOf(here, { ...own, ...labelsOf(property) }, is))
  }
  for (const branch of branches(schema)) walk(root, branch, path, false, found, depth + 1)
}

/** A title beside a `$ref` says more than the one behind it. */
const labelsOf = ({ title, description }: JsonObject): JsonObject => ({
  ...(title === undefined ? {} : { title }),
  ...(description === undefined ? {} : { description }),
})

function fieldOf(name: string, schema: JsonObject, required: boolean): ListedField {
  const { title, description, maxLength, pattern, format } = schema
  const texts = [title, description].filter((text) => typeof text === 'string')
  const label = texts.map(nameIn).find((text) => text !== '') ?? ''
  const type = typeOf(schema)
  const told = texts.map((text) => inlineCodes(text)).find((codes) => codes !== undefined)
  const codes = codesOf(schema, told) ?? told
  const asked = typeof format === 'string' ? format : texts.map(dateFormatIn).find((each) => each !== undefined)
  return {
    name,
    label,
    required,
    ...(type === undefined ? {} : { type }),
    ...(typeof maxLength === 'number' ? { maxLength } : {}),
    ...(typeof pattern === 'string' ? { pattern } : {}),
    ...(asked === undefined ? {} : { format: asked }),
    ...(codes === undefined ? {} : { codes }),
  }
}

function typeOf({ type, format }: JsonObject): ListedType | undefined {
  const one = Array.isArray(type) ? type.find((each) => each !== 'null') : type
  if (one === 'string' && format === 'date') return 'date'
  if (one === 'string' && format === 'date-time') return 'datetime'
  const known: readonly unknown[] = ['string', 'number', 'integer', 'boolean', 'object', 'array']
  return known.includes(one) ? (one as ListedType) : undefined
}

/** Where generators put the names of an enum's values, in its order; those for people first. */
const ENUM_NAMES = [
  'x-enum-descriptions',
  'x-enumDescriptions',
  'x-enum-varnames',
  'x-enumNames',
  'x-enum-names',
  'enumNames',
]

/** @param told - codes that the description tells */
function codesOf(schema: JsonObject, told: readonly ListedCode[] = []): readonly ListedCode[] | undefined {
  if (Array.isArray(schema.enum)) {
    const names = ENUM_NAMES.map((key) => schema[key]).find(Array.isArray) ?? []
    return schema.enum.flatMap((value, index): ListedCode[] => {
      const code = String(value)
      const title = names[index] ?? told.find((each) => each.code === code)?.title
      return value === null ? [] : [{ code, ...(typeof title === 'string' ? { title } : {}) }]
    })
  }
  const options = [schema.oneOf, schema.anyOf].find(Array.isArray)
  const codes = (Array.isArray(options) ? options : []).flatMap((option): ListedCode[] => {
    if (!isSchemaObject(option) || option.const === undefined || option.const === null) return []
    const title = typeof option.title === 'string' ? option.title : option.description
    return [{ code: String(option.const), ...(typeof title === 'string' ? { title } : {}) }]
  })
  return codes.length > 0 ? codes : undefined
}
