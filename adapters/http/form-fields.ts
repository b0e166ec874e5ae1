/**
 * A payload as form fields, the way Spring binds them: `a.b` for a property of an object, `a[0].b` for an item of a
 * list. `null` has no form of its own and is left out, which is what binds to null.
 */
import { randomUUID } from 'node:crypto'
import { type Json, MappingError } from 'yibiao/adapter'

export type FormFields = readonly (readonly [name: string, value: string])[]

export function formFields(value: Json, name = ''): FormFields {
  if (value === null) return []
  if (typeof value !== 'object') return [[name, String(value)]]
  if (Array.isArray(value)) return value.flatMap((item, index) => formFields(item, `${name}[${index}]`))
  return Object.entries(value).flatMap(([key, item]) => formFields(item, name === '' ? key : `${name}.${key}`))
}

export const formText = (fields: FormFields): string =>
  fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')

/**
 * A multipart body (RFC 7578) under a boundary of its own.
 *
 * @throws {MappingError} when a name holds a quote or a line break, which would end its header
 */
export function multipart(fields: FormFields): { readonly type: string; readonly body: string } {
  const boundary = `yibiao-${randomUUID()}`
  const parts = fields.map(([name, value]) => {
    if (/["\r\n]/.test(name)) {
      throw new MappingError([{ code: 'form_value_unfit', who: 'author', params: { pointer: '/' } }])
    }
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  })
  return { type: `multipart/form-data; boundary=${boundary}`, body: `${parts.join('')}--${boundary}--\r\n` }
}
