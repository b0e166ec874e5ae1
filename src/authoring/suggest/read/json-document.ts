/**
 * A JSON document that tells an upstream's fields: a JSON Schema, an OpenAPI 3 or Swagger 2 description, or a plain list of
 * `{ name, label, type }`.
 */
import type { JsonObject } from '../../../base/json.ts'
import { atPointer, escapeToken } from '../../../base/json-pointer.ts'
import { isSchemaObject } from '../../../contract/index.ts'
import type { FieldList, ListedField } from '../types.ts'
import { inlineCodes } from './dictionaries.ts'
import { schemaFields } from './json-schema-fields.ts'
import { typeFacts } from './type-words.ts'

export interface JsonList extends FieldList {
  /** The contract itself, where the document has one. */
  readonly schema?: JsonObject
}

/** Several places of the document could be meant. */
export interface Unclear {
  readonly pointers: readonly string[]
}

/** @param pointer - the schema's place in the document; needed where an API describes several */
export function jsonList(document: unknown, pointer?: string): JsonList | Unclear | undefined {
  if (Array.isArray(document)) return plainList('', document)
  if (!isSchemaObject(document)) return undefined
  if (pointer !== undefined) return atPlace(document, pointer)
  if (Array.isArray(document.fields)) return plainList(textOf(document.title), document.fields)
  if (document.openapi === undefined && document.swagger === undefined) {
    const fields = schemaFields(document, document)
    return fields.length > 0 ? { title: textOf(document.title), fields, schema: document } : undefined
  }
  const taken = bodiesOf(document)
  const places = taken.length > 0 ? taken : componentsOf(document)
  const [only, second] = places
  if (only === undefined) return undefined
  return second === undefined ? atPlace(document, only) : { pointers: places }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function atPlace(document: JsonObject, pointer: string): JsonList | undefined {
  const schema = itemsOf(document, atPointer(document, pointer))
  if (!schema) return undefined
  const fields = schemaFields(document, schema)
  if (fields.length === 0) return undefined
  return { title: titleOf(schema, pointer), fields, schema: cutOut(document, schema) }
}

const titleOf = (schema: JsonObject, pointer: string): string =>
  textOf(schema.title) || textOf(schema.description) || (pointer.split('/').at(-1) ?? '')

/** What is sent in a list is described by its item. */
function itemsOf(document: JsonObject, found: unknown): JsonObject | undefined {
  if (!isSchemaObject(found)) return undefined
  const target = typeof found.$ref === 'string' ? atPointer(document, found.$ref.slice(1)) : found
  if (!isSchemaObject(target)) return undefined
  return isSchemaObject(target.items) && target.properties === undefined ? itemsOf(document, target.items) : target
}

/** Schemas of what POST, PUT and PATCH take, as pointers; each once. */
function bodiesOf(document: JsonObject): string[] {
  const pointers = new Set<string>()
  const paths = isSchemaObject(document.paths) ? document.paths : {}
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of ['post', 'put', 'patch']) {
      const operation = isSchemaObject(operations) ? operations[method] : undefined
      if (!isSchemaObject(operation)) continue
      const at = `/paths/${escapeToken(path)}/${method}`
      for (const place of bodyPlaces(operation, at)) {
        const schema = atPointer(document, place)
        if (!itemsOf(document, schema)) continue
        const ref = isSchemaObject(schema)
          ? (schema.$ref ?? (isSchemaObject(schema.items) ? schema.items.$ref : undefined))
          : undefined
        pointers.add(typeof ref === 'string' && ref.startsWith('#/') ? ref.slice(1) : place)
      }
    }
  }
  return [...pointers].filter((pointer) => atPlace(document, pointer) !== undefined)
}

function bodyPlaces(operation: JsonObject, at: string): string[] {
  const { requestBody, parameters } = operation
  const content = isSchemaObject(requestBody) ? requestBody.content : undefined
  const media = isSchemaObject(content) ? Object.keys(content) : []
  const swagger = Array.isArray(parameters)
    ? parameters.findIndex((each) => isSchemaObject(each) && each.in === 'body')
    : -1
  return [
    ...media.slice(0, 1).map((type) => `${at}/requestBody/content/${escapeToken(type)}/schema`),
    ...(swagger < 0 ? [] : [`${at}/parameters/${swagger}/schema`]),
  ]
}

function componentsOf(document: JsonObject): string[] {
  const { components, definitions } = document
  const schemas = isSchemaObject(components) ? components.schemas : undefined
  const named = (found: unknown, at: string) =>
    isSchemaObject(found) ? Object.keys(found).map((name) => `${at}/${escapeToken(name)}`) : []
  return [...named(schemas, '/components/schemas'), ...named(definitions, '/definitions')].filter(
    (pointer) => atPlace(document, pointer) !== undefined,
  )
}

/** A contract of its own: the schema, and of the rest only what its references lead to. */
function cutOut(document: JsonObject, schema: JsonObject): JsonObject {
  if (schema === document) return document
  const kept = new Map<string, unknown>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each)
    if (!isSchemaObject(value)) return
    const ref = value.$ref
    if (typeof ref === 'string' && ref.startsWith('#/') && !kept.has(ref)) {
      kept.set(ref, atPointer(document, ref.slice(1)))
      visit(kept.get(ref))
    }
    for (const each of Object.values(value)) visit(each)
  }
  visit(schema)
  const out: Record<string, unknown> = { ...schema }
  for (const [ref, target] of kept) {
    const steps = ref.slice(2).split('/')
    let here = out
    for (const step of steps.slice(0, -1)) {
      const next = Object.hasOwn(here, step) && isSchemaObject(here[step]) ? here[step] : {}
      here[step] = { ...next }
      here = here[step] as Record<string, unknown>
    }
    here[steps.at(-1) ?? ''] = target
  }
  return out as JsonObject
}

function plainList(title: string, entries: readonly unknown[]): FieldList | undefined {
  const fields = entries.flatMap((entry): ListedField[] => {
    if (!isSchemaObject(entry)) return []
    const name = textOf(entry.name) || textOf(entry.field) || textOf(entry.prop) || textOf(entry.label)
    const label = textOf(entry.label) || textOf(entry.title) || textOf(entry.comment) || textOf(entry.description)
    if (name === '') return []
    const { type } = typeFacts(textOf(entry.type)) ?? {}
    const codes = inlineCodes(label)
    return [
      {
        name,
        label,
        ...(type === undefined ? {} : { type }),
        ...(typeof entry.required === 'boolean' ? { required: entry.required } : {}),
        ...(typeof entry.maxLength === 'number' ? { maxLength: entry.maxLength } : {}),
        ...(codes === undefined ? {} : { codes }),
      },
    ]
  })
  return fields.length > 0 ? { title, fields } : undefined
}
