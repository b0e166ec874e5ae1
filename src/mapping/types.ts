/**
 * Mapping rules as they are written: plain data, typed against both ends.
 *
 * A rule that isn't a path is an object with exactly one verb. The unions are closed and contextually typed, so that a
 * mistyped field, verb, code or property is a compile error on its own line, without builders.
 */
import type { MessageCode } from '../base/messages/index.ts'
import type { Params } from '../base/problem.ts'
import type { Form } from '../form/index.ts'
import type { DateFormat, EpochFormat } from './date-formats.ts'
import type { At, ItemScope, Leaf, Paths, PathTo, Plain, ReferencePlace, Seen } from './paths.ts'
import type { ContextPath } from './record-context.ts'

type Code = string | number
type CodePath<R> = PathTo<R, Code>
type SwitchPath<R> = PathTo<R, Code | boolean>

/** A question about a record. `present` is false for a missing and for a null value; `0`, `false` and `''` are present. */
export type Condition<R> =
  | { readonly path: Paths<R> | ContextPath; readonly present: boolean }
  | { readonly path: ContextPath; readonly is: string }
  | { readonly path: ContextPath; readonly oneOf: readonly string[] }
  | {
      [P in SwitchPath<R>]:
        | { readonly path: P; readonly is: Plain<At<R, P>> }
        | { readonly path: P; readonly oneOf: readonly Plain<At<R, P>>[] }
    }[SwitchPath<R>]
  | { readonly all: readonly Condition<R>[] }
  | { readonly any: readonly Condition<R>[] }
  | { readonly not: Condition<R> }

type CodesAt<R, P> = Plain<At<R, P>> & Code

/**
 * Total, or with the codes named that the upstream has no partner for: of the field's own, for the two lists to be compared
 * at start. One type for all fields of the second kind, since a type for each would double what a mapping costs to check.
 */
type CodeRule<R, T> =
  | { [P in CodePath<R>]: { readonly code: P; readonly to: { readonly [K in CodesAt<R, P>]: T } } }[CodePath<R>]
  | { readonly code: CodePath<R>; readonly to: { readonly [code: string]: T }; readonly refused: readonly Code[] }

type ListRule<R, E, C> = {
  [P in PathTo<R, readonly unknown[]>]: Plain<At<R, P>> extends readonly (infer I)[]
    ? { readonly each: P; readonly item: Rule<ItemScope<R, I>, E, C> }
    : never
}[PathTo<R, readonly unknown[]>]

type TextPath<R> = PathTo<R, string> | ContextPath

type TextRule<R> =
  | { readonly date: TextPath<R>; readonly as: DateFormat }
  | { readonly text: PathTo<R, Leaf> | ContextPath; readonly decimals?: number; readonly maxLength?: number }
  | { readonly join: readonly (PathTo<R, Code> | ContextPath | { readonly const: string })[]; readonly with: string }
  | { readonly mask: TextPath<R>; readonly keep: readonly [head: number, tail: number]; readonly with?: string }
  | {
      readonly pad: PathTo<R, Code> | ContextPath
      readonly length: number
      readonly with: string
      readonly side?: 'start' | 'end'
    }
  | { readonly trim: TextPath<R> }
  | { readonly case: TextPath<R>; readonly as: 'upper' | 'lower' }
  | { readonly split: TextPath<R>; readonly from: number; readonly to?: number }
  | { readonly split: TextPath<R>; readonly with: string; readonly part: number; readonly of: number }
  | { readonly refAt: ReferencePlace<R> }

type NumberRule<R> =
  | { readonly date: PathTo<R, string>; readonly as: EpochFormat }
  | { readonly number: PathTo<R, number | string>; readonly decimals?: number }

type ComputedAs<C, T> = {
  [K in keyof C]: C[K] extends Computed<infer V> ? ([V] extends [T | undefined] ? K : never) : never
}[keyof C]

/** Any rule over `R` whose result fits `T`; `C` names the computed values at hand. */
// biome-ignore lint/complexity/noBannedTypes: `{}` is "no computed values"; a Record would make every name valid
export type Rule<R, T, C = {}> =
  | PathTo<R, T>
  | { readonly const: T }
  | CodeRule<R, T>
  | { readonly flag: PathTo<R, boolean>; readonly yes: T; readonly no: T }
  | { readonly firstOf: readonly Rule<R, T, C>[] }
  | { readonly when: Condition<R>; readonly then: Rule<R, T, C>; readonly else?: Rule<R, T, C> }
  | { readonly compute: ComputedAs<C, T> }
  | (string extends T ? ContextPath | TextRule<R> : never)
  | (number extends T ? NumberRule<R> : never)
  | (Plain<T> extends readonly (infer E)[]
      ? ListRule<R, E, C>
      : Plain<T> extends object
        ? { readonly object: ObjectRules<R, Plain<T>, C> }
        : never)

/** Where the payload's type isn't known, the paths are still checked. */
export interface AnyRules<R> {
  readonly [property: string]:
    | Paths<R>
    | ContextPath
    | { readonly const: unknown }
    | { readonly object: AnyRules<R> }
    | { readonly each: string; readonly item: unknown }
    | { readonly [verb: string]: unknown }
}

/** The rules of an object: one per property of the payload, the required ones required. */
// biome-ignore lint/complexity/noBannedTypes: as above
export type ObjectRules<R, P, C = {}> = unknown extends P
  ? AnyRules<R>
  : P extends unknown
    ? { readonly [K in keyof P as string extends K ? never : K]: Rule<R, Exclude<P[K], undefined>, C> }
    : never

/** A mapping as JSON has it: whatever it says, the compiler judges. */
export interface MappingData {
  readonly [property: string]: unknown
}

/** Code beside the data, named in it by `{ compute: name }`. */
export interface Computed<V = unknown> {
  /** Canonical paths, from the record's root; also what errors on the result are traced back to. */
  readonly reads: readonly string[]
  /** Raised by the author whenever `run` gives other results: it is part of the mapping's fingerprint. */
  readonly version: number
  /** Pure: the values at `reads`, in order, `undefined` where absent. `undefined` leaves the property out. */
  readonly run: (...values: never[]) => V
}

/** Types a computed value against a form; returns plain data with a function in it. */
export const computed = <R, X, const P extends readonly Paths<Seen<R, X>>[], V>(
  _form: Form<R, string, string, X>,
  reads: P,
  version: number,
  run: (...values: { [I in keyof P]: At<Seen<R, X>, P[I]> }) => V,
): Computed<V> => ({ reads, version, run: run as Computed<V>['run'] })

/** A value that a rule couldn't turn into what the upstream wants. The property is then left out. */
export interface Misfit {
  readonly code: MessageCode
  /** Limits and formats, never the value. */
  readonly params?: Params
}

export interface MapFault extends Misfit {
  /** Where in the payload. */
  readonly pointer: string
  /** Canonical fields it came from. */
  readonly fields: readonly string[]
}
