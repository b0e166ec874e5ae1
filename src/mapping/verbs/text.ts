/** `{ text: path, decimals?, maxLength? }`: a text, number or yes/no field as text; numbers in plain decimals. */
import type { Json } from '../../base/json.ts'
import { countAt, type ParseContext, readAt, type Spec } from '../context.ts'
import type { ConvertNode } from '../node.ts'
import { type Shape, through } from '../shape.ts'
import type { Misfit } from '../types.ts'
import { fitsDecimals, jsonKind } from './number.ts'

const MAX_DECIMALS = 10
const MAX_LENGTH = 1_000_000

export function parseText(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const read = readAt(context, spec.members.text, [...spec.at, 'text'])
  const decimals = countAt(context, spec, 'decimals', MAX_DECIMALS)
  const maxLength = countAt(context, spec, 'maxLength', MAX_LENGTH)
  if (!read) return undefined
  const misfit = (value: unknown): Misfit | undefined => {
    const text = plainText(value, decimals)
    if (text === undefined) {
      const tooFine = typeof value === 'number' && decimals !== undefined && plainText(value) !== undefined
      return tooFine ? { code: 'value_too_many_decimals', params: { decimals } } : { code: 'value_wrong_type' }
    }
    // Characters as people and JSON Schema count them, not UTF-16 units.
    return maxLength !== undefined && text.length > maxLength && [...text].length > maxLength
      ? { code: 'value_too_long', params: { limit: maxLength } }
      : undefined
  }
  const kind = jsonKind(context.index, read)
  const forward = (value: unknown) => (misfit(value) ? undefined : plainText(value, decimals))
  return {
    verb: 'text',
    place: context.place,
    read,
    forward,
    gives: (source) => textOf(source, through(source, forward), maxLength),
    misfit: (value) => misfit(value) ?? { code: 'value_wrong_type' },
    ...(kind ? { backward: (value: Json) => textBack(value, kind, decimals) } : {}),
  }
}

/** Numbers and yes/no as text are ASCII; a text keeps what is known of it. */
function textOf(source: Shape, kept: Partial<Shape>, limit: number | undefined): Shape {
  const isText = source.types?.includes('string') === true
  const own = isText ? source.maxLength : source.types?.includes('boolean') ? 5 : undefined
  const longest = Math.min(own ?? Number.POSITIVE_INFINITY, limit ?? Number.POSITIVE_INFINITY)
  return {
    ...(isText ? source : { ascii: true }),
    types: ['string'],
    ...(Number.isFinite(longest) ? { maxLength: longest } : {}),
    ...kept,
  }
}

/** Text as it is; a number without exponent, with exactly `decimals` places where given; true and false by name. */
export function plainText(value: unknown, decimals?: number): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'number' || !Number.isFinite(value) || !fitsDecimals(value, decimals)) return undefined
  const text = decimals === undefined ? String(value) : value.toFixed(decimals)
  return text.includes('e') ? undefined : text
}

function textBack(value: Json, kind: 'string' | 'number' | 'boolean', decimals: number | undefined): Json | undefined {
  if (typeof value !== 'string') return undefined
  if (kind === 'string') return value
  if (kind === 'boolean') return value === 'true' ? true : value === 'false' ? false : undefined
  return plainText(Number(value), decimals) === value ? Number(value) : undefined
}
