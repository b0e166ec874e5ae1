/** Form fields as a multipart body (RFC 7578). */
import { randomUUID } from 'node:crypto'
import { MappingError } from '../base/errors.ts'

export interface FilePart {
  readonly filename: string
  readonly type: string
  readonly text: string
}

/**
 * A body under a boundary of its own.
 *
 * @throws {MappingError} when a name holds a quote or a line break, which would end its header
 */
export function multipart(fields: readonly (readonly [name: string, value: string | FilePart])[]): {
  readonly type: string
  readonly body: string
} {
  const boundary = `yibiao-${randomUUID()}`
  const parts = fields.map(([name, value]) => {
    if (/["\r\n]/.test(name)) {
      throw new MappingError([{ code: 'form_value_unfit', who: 'author', params: { pointer: '/' } }])
    }
    const { more, text } =
      typeof value === 'string'
        ? { more: '', text: value }
        : { more: `; filename="${value.filename}"\r\ncontent-type: ${value.type}`, text: value.text }
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`
  })
  return { type: `multipart/form-data; boundary=${boundary}`, body: `${parts.join('')}--${boundary}--\r\n` }
}
