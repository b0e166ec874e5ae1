/**
 * References: fields that hold the key of another form's record. Forms name each other in circles (a household its
 * people, a person the household), so a form knows the others by name, and `relateForms` says which ones are meant.
 */
import { canonicalJson } from '../base/canonical-json.ts'
import { MappingError } from '../base/errors.ts'
import { type FormFault, nameFault } from './form-faults.ts'
import type { FormNode } from './tree.ts'
import type { Form, Reference } from './types.ts'
import { isBlank, isMembers } from './values.ts'

/** By place, beside the key: `{ resident: { key: 'residentIdNumber', form: resident, mode: 'freeze' } }`. */
export interface ReferenceSpecs {
  readonly [place: string]: {
    readonly key: string
    /** The form itself, or its name where the two forms name each other: `relateForms` then says which is meant. */
    readonly form: Form | string
    readonly mode: Reference['mode']
  }
}

const related = new WeakMap<Form, Map<string, Form>>()

/**
 * Lets forms find each other by name, so that mappings read through their references. Returns them as they are.
 *
 * @throws {MappingError} a form that is named has another key than one field, or two forms of one name are given
 */
export function relateForms<const F extends readonly Form[]>(forms: F): F {
  const byName = new Map(forms.map((form) => [form.name, form]))
  const twice = forms.find((form) => byName.get(form.name) !== form)
  if (twice) throw new MappingError([{ code: 'form_twice', who: 'author', params: { form: twice.name } }])
  for (const form of forms) {
    for (const { form: name } of form.references) {
      const referent = byName.get(name)
      if (referent) relate(form, referent)
    }
  }
  return forms
}

function relate(form: Form, referent: Form): void {
  if (referent.key.length !== 1) {
    const params = { form: form.name, referent: referent.name }
    throw new MappingError([{ code: 'reference_key_many', who: 'author', params }])
  }
  const known = related.get(form) ?? new Map<string, Form>()
  related.set(form, known.set(referent.name, referent))
}

/** The form that a reference names; undefined while nobody has said which one that is. */
export const referentOf = (form: Form, reference: Reference): Form | undefined => related.get(form)?.get(reference.form)

export interface ReferencePath {
  readonly reference: Reference
  /** Positions as the path has them. */
  readonly place: string
  /** Path of the key, positions as the path has them. */
  readonly key: string
  /** Path in the record that is named; empty for the record as a whole. */
  readonly rest: string
}

/** The reference that a path (list positions as `*` or numbers) goes through, and what is read there. */
export function placeOf(form: Form, path: string): ReferencePath | undefined {
  if (form.references.length === 0) return undefined
  const tokens = path.split('.')
  const plain = tokens.map((token) => (/^\d+$/.test(token) ? '*' : token))
  for (const reference of form.references) {
    const length = reference.place.split('.').length
    if (plain.slice(0, length).join('.') !== reference.place) continue
    const parent = tokens.slice(0, length - 1)
    const last = reference.key.split('.').at(-1) ?? ''
    const key = last === '*' ? parent : [...parent, last]
    return {
      reference,
      place: tokens.slice(0, length).join('.'),
      key: key.join('.'),
      rest: tokens.slice(length).join('.'),
    }
  }
  return undefined
}

/** One record that a record names. */
export interface NamedRecord {
  readonly reference: Reference
  /** Place with list positions filled in: `members.0.person`. */
  readonly place: string
  /** Path of the key with list positions filled in. */
  readonly keyPath: string
  /** As `recordKey` gives it for the record that is named. */
  readonly key: string
}

/** Everything a record names, in the order of the form's references. */
export const namedRecords = (form: Form, record: unknown): readonly NamedRecord[] =>
  form.references.flatMap((reference) =>
    [...keysAt(record, reference.key.split('.'), [])].map(({ value, at }) => {
      const keyPath = at.join('.')
      const parent = reference.key.endsWith('*') ? at : at.slice(0, -1)
      const name = reference.place.split('.').at(-1) ?? ''
      return { reference, place: [...parent, name].join('.'), keyPath, key: canonicalJson([value]) }
    }),
  )

function* keysAt(
  value: unknown,
  [token, ...rest]: readonly string[],
  at: readonly (string | number)[],
): Generator<{ value: unknown; at: readonly (string | number)[] }> {
  if (token === undefined) {
    if (!isBlank(value)) yield { value, at }
  } else if (token !== '*') {
    if (isMembers(value) && Object.hasOwn(value, token)) yield* keysAt(value[token], rest, [...at, token])
  } else if (Array.isArray(value)) {
    for (const [position, item] of value.entries()) yield* keysAt(item, rest, [...at, position])
  }
}

/** A form's references as it keeps them, and who they name as far as that is given; adds what is wrong with them. */
export function readReferences(
  tree: FormNode,
  specs: ReferenceSpecs,
  faults: FormFault[],
): { readonly references: readonly Reference[]; readonly relate: (form: Form) => void } {
  const references = Object.entries(specs).map(([place, { key, form, mode }]) => {
    const field = nodeAt(tree, key.split('.'))
    if (!field || !['text', 'code'].includes(field.kind)) faults.push({ path: key, reason: 'reference-key' })
    const parent = place.split('.').slice(0, -1).join('.')
    const name = place.split('.').at(-1) ?? ''
    const beside = key.endsWith('*') ? key : key.split('.').slice(0, -1).join('.')
    const holder = nodeAt(tree, parent === '' ? [] : parent.split('.'))
    if (parent !== beside || nameFault(name) || name === 'it' || holder?.fields?.has(name))
      faults.push({ path: place, reason: 'reference-place' })
    return Object.freeze({ place, key, form: typeof form === 'string' ? form : form.name, mode })
  })
  return {
    references,
    relate: (form) => {
      for (const { form: referent } of Object.values(specs)) if (typeof referent !== 'string') relate(form, referent)
    },
  }
}

/** Past unions nothing is looked for: a key that only one branch has is no reference. */
const nodeAt = (tree: FormNode, path: readonly string[]): FormNode | undefined =>
  path.reduce<FormNode | undefined>((node, token) => (token === '*' ? node?.item : node?.fields?.get(token)), tree)
