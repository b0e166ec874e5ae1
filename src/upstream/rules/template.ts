/** Fills `{reference}`, `{key}`, `{payload.a.b}` and what else a template is given into it. */
import { MappingError } from '../../base/errors.ts'
import type { Json } from '../../base/json.ts'

export interface Filling {
  readonly reference?: string | undefined
  readonly key: string
  readonly payload: Json
  /** `{ticket}`, `{page}`, `{size}`, `{offset}` where a template is for asking or listing. */
  readonly more?: Readonly<Record<string, string | number>>
}

const PLACEHOLDER = /\{([^{}]+)\}/g

export const needsReference = (text: string): boolean => text.includes('{reference}')

/**
 * @param encode - applied to each value; the template's own text stays
 * @throws {MappingError} when a placeholder has no scalar value
 */
export function fill(template: string, filling: Filling, encode: (value: string) => string = (value) => value): string {
  return template.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = placeholderValue(name, filling)
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw unfit(placeholder)
    return encode(String(value))
  })
}

/** One path segment: a slash in an id is data; a lone dot or two would climb. */
export function segment(value: string): string {
  if (value === '' || value === '.' || value === '..') throw unfit(`{…}`)
  return encodeURIComponent(value)
}

function placeholderValue(name: string, filling: Filling): unknown {
  if (name === 'reference') return filling.reference
  if (name === 'key') return filling.key
  if (filling.more && Object.hasOwn(filling.more, name)) return filling.more[name]
  const [root, ...path] = name.split('.')
  if (root !== 'payload') return undefined
  return path.reduce<unknown>(
    (value, token) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, token)
        ? (value as Record<string, unknown>)[token]
        : undefined,
    filling.payload,
  )
}

const unfit = (placeholder: string) =>
  new MappingError([{ code: 'placeholder_empty', who: 'author', params: { placeholder } }])
