/** What goes through the suggester: a list of fields as somebody wrote it, what each was read as, what was found. */

/** What one record of a list is about; `thing`: nothing that the vocabulary knows. */
export type Subject = 'person' | 'household' | 'house' | 'event' | 'visit' | 'org' | 'thing'

/** A value that a list allows, with its name where it has one. */
export interface ListedCode {
  readonly code: string
  readonly title?: string
}

/** One field as an upstream's schema or list has it. */
export interface ListedField {
  /** Property or column name; the label again where the list has no names. */
  readonly name: string
  /** What people call it; blank where the list doesn't say. */
  readonly label: string
  readonly type?: ListedType
  readonly required?: boolean
  readonly maxLength?: number
  readonly decimals?: number
  readonly pattern?: string
  /** JSON Schema's word, or the date format a list tells: `yyyyMMdd`. */
  readonly format?: string
  readonly codes?: readonly ListedCode[]
  /** The list says that the upstream's own program makes the value. */
  readonly isGenerated?: true
}

export type ListedType = 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'datetime' | 'object' | 'array'

/** An upstream's fields in their order. */
export interface FieldList {
  /** The list's or sheet's title, where there is one. */
  readonly title: string
  readonly fields: readonly ListedField[]
}

/** One way to read a field's words. */
export interface Reading {
  /** A holder of `vocabulary/meanings.ts`, or none. */
  readonly holder?: string
  /** A concept's id, a facet, `nothing`, or none where the words name only the holder. */
  readonly facet?: string
  /** How sure the words are by themselves, 0 to 1. */
  readonly trust: number
  /** The words that were understood, as read. */
  readonly words: string
  readonly from: 'label' | 'name' | 'abbreviation' | 'pinyin' | 'code'
}

/** What a field is about. */
export interface Recognised {
  /** Null: nothing in the vocabulary, or unsure. */
  readonly concept: string | null
  /** 0 to 1; for null how sure it is that the vocabulary has nothing for it. */
  readonly score: number
  readonly reason: Reason
  /** The concept is near, and not quite this one: no form's field of that concept is meant. */
  readonly isNear?: true
}

/** Why, as data: told in zh-CN and en by `reasons.ts`. */
export type Reason =
  | { readonly kind: 'words'; readonly from: Reading['from']; readonly words: string; readonly holder?: string }
  | { readonly kind: 'subject'; readonly words: string; readonly subject: Subject }
  | { readonly kind: 'neighbour'; readonly words: string; readonly holder: string; readonly after: string }
  | { readonly kind: 'codes'; readonly words: string }
  | { readonly kind: 'alias'; readonly words: string }
  | { readonly kind: 'nothing'; readonly words: string }
  | { readonly kind: 'unsure' }
