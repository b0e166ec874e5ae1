/** A form: what is filled in once. Types only; `defineForm` makes the value. */
import type { z } from 'zod'
import type { Sensitivity } from '../base/mask.ts'
import type { Text } from '../base/text.ts'

export type { Sensitivity } from '../base/mask.ts'

/**
 * R record at rest · N name · K key fields (`never`: the record's id is generated) · X the records that its references
 * name, by place: `{ resident: Resident; 'members.*.person': Resident }`.
 * Give R a name (an interface): every compile error then shows that name instead of its expansion.
 */
// biome-ignore lint/suspicious/noExplicitAny: the default stands for "some form" and must accept every record type
// biome-ignore lint/complexity/noBannedTypes: `{}` is "no references"; a Record would make every name one
export interface Form<R = any, N extends string = string, K extends string = string, X = {}> {
  readonly name: N
  readonly title: Text
  readonly version: number
  /** Fields that identify a record. Empty: each record gets a generated id (events such as visits). */
  readonly key: readonly K[]
  /** Fields whose equality suggests that two records of a keyless form are the same event. */
  readonly sameEvent: readonly string[]
  readonly schema: z.ZodType<R, R>
  /** Fields that hold the key of another form's record. */
  readonly references: readonly Reference[]
  /** By the version a record comes from: how it becomes one of the next. */
  readonly upgrade: Readonly<Record<number, UpgradeStep>>
  /** Types only: nothing is there. */
  readonly '~referents'?: X
}

/**
 * How values of one version become values of the next. Pure; it gets whole records and entries that say only what changes, so
 * what is absent stays absent. As data, where fields were only renamed or left out.
 */
export type UpgradeStep =
  | ((values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>)
  | { readonly rename?: Readonly<Record<string, string>>; readonly remove?: readonly string[] }

/** How a form names a record of another form by that form's (single) key: only the key is asked for, the rest is known there. */
export interface Reference {
  /** Where mappings read what it names: `resident`, or beside the key in a list's items, `members.*.person`, `tenants.*.resident`. */
  readonly place: string
  /** Path of the field that holds the key: `residentIdNumber`, `members.*.idNumber`, `tenants.*`. */
  readonly key: string
  /** Name of the other form. */
  readonly form: string
  /** `follow`: says how things are, so a change over there is reported from here too. `freeze`: says what was true when it was accepted. */
  readonly mode: 'follow' | 'freeze'
}

export type RecordOf<F> = F extends Form<infer R> ? R : never

/** RFC 7396: absent (or undefined, which JSON drops) = unchanged, null = cleared; lists are replaced whole. */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [P in keyof T]?: (undefined extends T[P] ? Patch<Exclude<T[P], undefined>> | null : Patch<T[P]>) | undefined }
    : T

/** What a caller hands in: the key, and a merge patch of the rest. */
export type Entry<F> = F extends Form<infer R, string, infer K> ? Patch<Omit<R, K>> & Pick<R, K & keyof R> : never

/** What is known about a field besides its schema. Lives in our own registry, never in Zod's global one. */
export interface FieldMeta {
  readonly title: Text
  /** What a right value looks like, as the end of a sentence: `11位手机号码` · `a mobile number of 11 digits`. */
  readonly hint?: Text
  /** Names it has in sheets and in other systems; headers are matched against title, name and these. */
  readonly aliases?: readonly string[]
  /** Standard and clause, e.g. `GB 11643-1999`. */
  readonly standard?: string
  readonly sensitivity?: Sensitivity
  readonly example?: string | number | boolean
  /** A day (`yyyy-MM-dd`) that can't lie ahead: a birth, a visit made. Checked where `today` is known. */
  readonly notFuture?: boolean
  /** The day that a value carries (a birth date inside an id) and that can't lie ahead, as `yyyy-MM-dd`. */
  readonly dayIn?: (value: string) => string | undefined
  /** Vocabulary concept, e.g. `person.idNumber`; null says that no concept is meant: the field is the form's own. */
  readonly concept?: string | null
  /** Where the values are official codes. */
  readonly codes?: CodeList
}

export interface Code<C extends string = string> {
  readonly code: C
  readonly zh: string
  readonly en: string
  /** Other words for exactly this code that people type into sheets: `男性`, `汉`. */
  readonly aliases?: readonly string[]
  /** Words for something wider that this code is a part of, for lists that go no further: 已婚 of 初婚, 民主党派 of 民盟盟员. */
  readonly broader?: readonly string[]
}

/** An official code list, with where it was read. */
export interface CodeList<C extends string = string> {
  readonly name: string
  readonly title: Text
  /** Standard and edition, e.g. `GB/T 2261.1-2003`. */
  readonly source: string
  /** Year of that edition. */
  readonly year: number
  readonly codes: readonly Code<C>[]
}

export type FieldKind =
  | 'text'
  | 'code'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'object'
  | 'list'
  | 'union'
  | 'other'

/** One field of a form as its schema says, wrappers looked through. */
export interface Field {
  /** Dotted path; a list's items are `*`: `members.*.name`. */
  readonly path: string
  readonly kind: FieldKind
  readonly optional: boolean
  readonly nullable: boolean
  readonly meta: FieldMeta
  readonly schema: z.ZodType
}
