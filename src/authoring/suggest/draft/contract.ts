/** A contract for a list that came without a schema: what the list says of its fields, and nothing more. */
import type { JsonObject } from '../../../base/json.ts'
import type { FieldList, ListedField } from '../types.ts'
import { askedFormat, patternOf } from './date-format.ts'

/** @param leftOut - fields that nobody but the upstream's own program fills: they are never required */
export function contractOf({ title, fields }: FieldList, leftOut: ReadonlySet<ListedField>): JsonObject {
  const required = fields.filter((field) => field.required === true && !leftOut.has(field)).map(({ name }) => name)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...(title === '' ? {} : { title }),
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(fields.map((field) => [field.name, propertyOf(field)])),
    additionalProperties: false,
  }
}

function propertyOf(field: ListedField): JsonObject {
  const { label, name, codes, maxLength, type } = field
  const wantsNumber = type === 'integer' || type === 'number'
  const values = codes?.map(({ code }) => (wantsNumber && /^\d+$/.test(code) ? Number(code) : code))
  const told = codes?.filter(({ title }) => title !== undefined).map(({ code, title }) => `${code} ${title}`) ?? []
  return {
    ...(label === '' || label === name ? {} : { title: label }),
    ...typeOf(field),
    ...(values ? { enum: values } : {}),
    ...(maxLength !== undefined && !values ? { maxLength } : {}),
    ...(told.length > 0 ? { description: told.join('；') } : {}),
  }
}

function typeOf(field: ListedField): JsonObject {
  const { type } = field
  if (type === 'number' || type === 'integer' || type === 'boolean' || type === 'array' || type === 'object')
    return { type }
  const isDate = type === 'date'
  const as = isDate || type === 'datetime' || field.format !== undefined ? askedFormat(field) : undefined
  if (as === undefined) return isDate ? { type: 'string', format: 'date' } : { type: 'string' }
  return as === 'yyyy-MM-dd' ? { type: 'string', format: 'date' } : { type: 'string', pattern: patternOf(as) }
}
