/**
 * `{ number: path, decimals? }`: a number, from a number or from canonical decimal text.
 *
 * Text becomes a number only when the number written out again is that text: no digit is ever lost, so an 18-digit id can
 * never become a number by accident.
 */
import type { Json } from '../../base/json.ts'
import { nodesAt } from '../../form/index.ts'
import { countAt, type ParseContext, readAt, type Spec } from '../context.ts'
import type { FieldIndex, Read } from '../fields.ts'
import type { ConvertNode } from '../node.ts'
import { defined, type Shape, through } from '../shape.ts'

/** Beyond this many decimals a double can't tell neighbours apart for amounts that occur. */
const MAX_DECIMALS = 10

export function parseNumber(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const read = readAt(context, spec.members.number, [...spec.at, 'number'])
  const decimals = countAt(context, spec, 'decimals', MAX_DECIMALS)
  if (!read) return undefined
  const number = (value: unknown) => (typeof value === 'string' ? canonicalNumber(value) : value)
  const kind = jsonKind(context.index, read)
  const forward = (value: unknown) => {
    const found = number(value)
    return typeof found === 'number' && Number.isFinite(found) && fitsDecimals(found, decimals) ? found : undefined
  }
  return {
    verb: 'number',
    place: context.place,
    read,
    forward,
    gives: (source) => numberShape(source, through(source, forward), decimals),
    misfit: (value) =>
      decimals !== undefined && Number.isFinite(number(value))
        ? { code: 'value_too_many_decimals', params: { decimals } }
        : { code: 'value_not_number' },
    ...(kind === 'string' || kind === 'number' ? { backward: (value: Json) => numberBack(value, kind) } : {}),
  }
}

function numberShape(source: Shape, kept: Partial<Shape>, decimals: number | undefined): Shape {
  const { minimum, maximum } = source
  const least = Math.min(decimals ?? Number.POSITIVE_INFINITY, source.decimals ?? Number.POSITIVE_INFINITY)
  return defined({ types: ['number'], ...kept, minimum, maximum, decimals: Number.isFinite(least) ? least : undefined })
}

const numberBack = (value: Json, kind: 'string' | 'number'): Json | undefined => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  if (kind === 'number') return value
  return canonicalNumber(String(value)) === undefined ? undefined : String(value)
}

/** The number that a decimal text stands for; undefined unless writing it out again gives the same text. */
export function canonicalNumber(text: string): number | undefined {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return undefined
  const number = Number(text)
  // Above the safe integers two texts can share a number even where this one comes back.
  return String(number) === text && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined
}

/** Whether a number has no more decimals than allowed, in its shortest decimal writing. */
export function fitsDecimals(value: number, decimals: number | undefined): boolean {
  if (decimals === undefined) return true
  const scale = 10 ** decimals
  // The division gives the number nearest to a decimal of that many places: equal to it means written like it.
  return Math.round(value * scale) / scale === value || Number(value.toFixed(decimals)) === value
}

/** The one JSON type a field's values have; undefined when its schema takes several. */
export function jsonKind(index: FieldIndex, read: Read): 'string' | 'number' | 'boolean' | undefined {
  const kinds = new Set(
    nodesAt(index.form, read.path.split('.')).map(({ kind, schema }) => {
      if (kind === 'text' || kind === 'date') return 'string'
      if (kind === 'integer' || kind === 'number') return 'number'
      if (kind === 'boolean') return 'boolean'
      const types = new Set(
        [...(schema._zod.values ?? [])].filter((value) => value != null).map((value) => typeof value),
      )
      return types.size === 1 ? [...types][0] : kind === 'code' ? 'string' : undefined
    }),
  )
  const [only] = kinds
  return kinds.size === 1 && (only === 'string' || only === 'number' || only === 'boolean') ? only : undefined
}
