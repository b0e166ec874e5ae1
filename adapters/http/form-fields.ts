/**
 * A payload as form fields, the way Spring binds them: `a.b` for a property of an object, `a[0].b` for an item of a
 * list. `null` has no form of its own and is left out, which is what binds to null.
 */
import type { Json } from 'yibiao/adapter'

export type FormFields = readonly (readonly [name: string, value: string])[]

export function formFields(value: Json, name = ''): FormFields {
  if (value === null) return []
  if (typeof value !== 'object') return [[name, String(value)]]
  if (Array.isArray(value)) return value.flatMap((item, index) => formFields(item, `${name}[${index}]`))
  return Object.entries(value).flatMap(([key, item]) => formFields(item, name === '' ? key : `${name}.${key}`))
}

export const formText = (fields: FormFields): string =>
  fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
