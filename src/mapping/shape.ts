/**
 * What a value may look like: what a form says of a field, and what a rule makes of it. Compared with the contract when
 * a mapping is checked; nothing here runs per record. Whatever isn't said is open.
 */
import type { Json } from '../base/json.ts'

export type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null'

export interface Shape {
  /** Absent: any. */
  readonly types?: readonly JsonType[]
  /** The closed set of values. */
  readonly values?: readonly Json[]
  readonly minLength?: number
  readonly maxLength?: number
  /** Nothing but ASCII: a character is a byte. */
  readonly ascii?: boolean
  /** Regular expressions that all hold. */
  readonly patterns?: readonly string[]
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  /** At most this many decimals; 0 for whole numbers. */
  readonly decimals?: number
  /** Right values to try. */
  readonly samples?: readonly Json[]
  /** What one of the samples can't be, no value is: they all look the same to a pattern. */
  readonly uniform?: boolean
  readonly minItems?: number
  readonly maxItems?: number
  readonly item?: Shape
  readonly members?: ReadonlyMap<string, { readonly shape: Shape; readonly optional: boolean }>
}

/** Text of `length` characters, or between two lengths; undefined leaves a side open. */
export const textShape = (
  minLength: number | undefined,
  maxLength: number | undefined,
  more: Partial<Shape> = {},
): Shape => ({
  types: ['string'],
  ...(minLength === undefined ? {} : { minLength }),
  ...(maxLength === undefined ? {} : { maxLength }),
  ...more,
})

/** What one function makes of a shape's values and samples; everything else is the caller's to say. */
export function through(source: Shape, forward: (value: unknown) => Json | undefined): Partial<Shape> {
  const run = (list: readonly Json[] | undefined) =>
    list
      ?.filter((value) => value !== null)
      .map(forward)
      .filter((value) => value !== undefined)
  const [values, samples] = [run(source.values), run(source.samples)]
  return {
    ...(values && values.length > 0 ? { values } : {}),
    ...(samples && samples.length > 0 ? { samples } : {}),
  }
}

/** A value of either shape: what holds of both. */
export function eitherShape(a: Shape, b: Shape): Shape {
  const both = <T, R>(x: T | undefined, y: T | undefined, join: (x: T, y: T) => R): R | undefined =>
    x === undefined || y === undefined ? undefined : join(x, y)
  const { min, max } = Math
  const patterns = both(a.patterns, b.patterns, (x, y) => x.filter((pattern) => y.includes(pattern)))
  const members = both(a.members, b.members, (x, y) => {
    const names = new Set([...x.keys(), ...y.keys()])
    return new Map(
      [...names].flatMap((name) => {
        const [one, other] = [x.get(name), y.get(name)]
        const found = one && other ? eitherShape(one.shape, other.shape) : (one ?? other)?.shape
        return found ? [[name, { shape: found, optional: !one || !other || one.optional || other.optional }]] : []
      }),
    )
  })
  return defined({
    types: both(a.types, b.types, (x, y) => [...new Set([...x, ...y])]),
    values: both(a.values, b.values, (x, y) => [...new Set([...x, ...y])]),
    minLength: both(a.minLength, b.minLength, min),
    maxLength: both(a.maxLength, b.maxLength, max),
    ascii: both(a.ascii, b.ascii, (x, y) => x && y),
    patterns,
    format: a.format === b.format ? a.format : undefined,
    minimum: both(a.minimum, b.minimum, min),
    maximum: both(a.maximum, b.maximum, max),
    decimals: both(a.decimals, b.decimals, max),
    samples: [...(a.samples ?? []), ...(b.samples ?? [])],
    minItems: both(a.minItems, b.minItems, min),
    maxItems: both(a.maxItems, b.maxItems, max),
    item: both(a.item, b.item, eitherShape),
    members,
  })
}

/** Without the members that nothing is known of. */
export const defined = (shape: { readonly [K in keyof Shape]: Shape[K] | undefined }): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined))
