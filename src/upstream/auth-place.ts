/** Where a credential sits in a request: header, query, or body. */
import { isPlainObject, withPointer } from './auth-json.ts'
import type { HttpRequest } from './http-contract.ts'

export interface Place {
  readonly in: 'header' | 'query' | 'body'
  /** Header or parameter name; for a JSON body a pointer or a top-level name, for a form body the field's name. */
  readonly name: string
  /** Text before the value, such as `Bearer `. */
  readonly prefix?: string
}

/** The request with the value in its place. A body that is neither JSON object nor form is left as it is. */
export function placeCredential(request: HttpRequest, place: Place, value: string): HttpRequest {
  const text = `${place.prefix ?? ''}${value}`
  if (place.in === 'header') return { ...request, headers: { ...request.headers, [place.name]: text } }
  if (place.in === 'query') return { ...request, query: { ...request.query, [place.name]: text } }
  return { ...request, ...bodyWith(request, place.name, text) }
}

function bodyWith(request: HttpRequest, name: string, value: string): Pick<HttpRequest, 'body'> {
  const type = Object.entries(request.headers ?? {}).find(([key]) => key.toLowerCase() === 'content-type')?.[1] ?? ''
  const body = typeof request.body === 'string' ? request.body : ''
  if (type.includes('x-www-form-urlencoded')) {
    const field = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
    return { body: body === '' ? field : `${body}&${field}` }
  }
  const content: unknown = body === '' ? {} : JSON.parse(body)
  if (!isPlainObject(content)) return { body }
  return { body: JSON.stringify(withPointer(content, name.startsWith('/') ? name : `/${name}`, value)) }
}
