/**
 * A form's fields by path, and how a rule's path is resolved to a place in the record.
 *
 * Paths are resolved once, when the mapping is compiled. A record at rest has passed the form's strict schema, so the
 * only names that can stand on its objects are the ones resolved here, and plain reads of them reach own properties.
 */

import { z } from 'zod'
import type { Text } from '../base/text.ts'
import {
  type Field,
  type Form,
  fieldsOf,
  nodesAt,
  placeOf,
  type Reference,
  referentOf,
  titleAt,
} from '../form/index.ts'
import { CONTEXT_PATHS, contextField } from './record-context.ts'

export interface FieldIndex {
  readonly form: Form
  /** By dotted path, list items as `*`. What references name stands at their place: `resident`, `resident.name`. */
  readonly byPath: ReadonlyMap<string, Field>
}

const indexes = new WeakMap<Form, { readonly index: FieldIndex; readonly referents: readonly (Form | undefined)[] }>()

/** A form's fields, indexed once. */
export function fieldIndex(form: Form): FieldIndex {
  const referents = form.references.map((reference) => referentOf(form, reference))
  const existing = indexes.get(form)
  // Who a reference means may have been said since.
  if (existing?.referents.every((referent, position) => referent === referents[position])) return existing.index
  const fields = [...fieldsOf(form), ...form.references.flatMap((reference) => referentFields(form, reference))]
  const index = { form, byPath: new Map(fields.map((field) => [field.path, field])) }
  indexes.set(form, { index, referents })
  return index
}

/** The referent as a field of this form, and its own fields. */
function referentFields(form: Form, reference: Reference): readonly Field[] {
  const referent = referentOf(form, reference)
  if (!referent) return []
  const { place: path } = reference
  const { schema, title } = referent
  return [
    { path, kind: 'object', optional: true, nullable: false, meta: { title }, schema },
    ...fieldsOf(referent).map((field) => ({ ...field, path: `${path}.${field.path}` })),
  ]
}

/** Where paths start: the record, or an item inside `each`. The last scope is the innermost. */
export interface Scope {
  /** Dotted path of the item, `*` for its place in the list; empty for the record. */
  readonly base: string
  /** The item is a plain value and is called `it`. */
  readonly plain: boolean
  /** The plain value stands in an object beside what it names: `{ it, resident }`. */
  readonly wrapped?: boolean
}

export const ROOT_SCOPE: Scope = { base: '', plain: false }

/** One value of the record. */
export interface Read {
  /** Which scope it starts at: 0 is the record’s context, 1 the record, 2 the item of the outermost `each`, … */
  readonly scope: number
  /** Property names from there; empty for a plain item. */
  readonly steps: readonly string[]
  /** Canonical dotted path, `*` for list positions. */
  readonly path: string
  readonly field: Field
  /** A valid record may lack it. */
  readonly mayBeAbsent: boolean
  /** The value is the referent's, not this record's own. */
  readonly reference?: Reference
}

/** Whether the value stands in the record itself: not in its context, nor in another record. */
export const isOwn = ({ scope, reference }: Read): boolean => scope !== 0 && reference === undefined

/** The place a written path names, or undefined. `^.` climbs one scope. */
export function resolveRead(index: FieldIndex, scopes: readonly Scope[], written: string): Read | undefined {
  const context = contextField(written)
  if (context) return { scope: 0, steps: [written.slice(1)], path: written, field: context, mayBeAbsent: true }
  let depth = scopes.length - 1
  let rest = written
  for (; rest.startsWith('^.'); rest = rest.slice(2)) depth -= 1
  const scope = scopes[depth]
  if (!scope) return undefined
  const isItem = scope.plain && rest === 'it'
  const steps = isItem ? (scope.wrapped ? ['it'] : []) : rest.split('.')
  if (steps.includes('*')) return undefined
  const path = isItem ? scope.base : [scope.base, ...steps].filter((step) => step !== '').join('.')
  const field = index.byPath.get(path)
  if (!field) return undefined
  const reference = placeOf(index.form, path)?.reference
  // What the referent lacks, and a referent that isn't there when nothing is validated, leave their property out.
  const absent = isItem ? false : reference !== undefined || mayBeAbsent(index, scope.base, steps)
  return { scope: depth + 1, steps, path, field, mayBeAbsent: absent, ...(reference ? { reference } : {}) }
}

// Absent: optional itself, below something optional or null, or in one branch of a union.
function mayBeAbsent(index: FieldIndex, base: string, steps: readonly string[]): boolean {
  let parent = base === '' ? undefined : index.byPath.get(base)
  let path = base
  for (const step of steps) {
    path = path === '' ? step : `${path}.${step}`
    const field = index.byPath.get(path)
    if (!field || field.optional || (parent && (parent.nullable || parent.kind !== 'object'))) return true
    parent = field
  }
  return false
}

// No field can be called so: names with a tilde are refused in paths.
const UPSTREAM_REFERENCE = '~reference'

/** What the upstream calls the record that a reference names: the reference of its target there. */
export function upstreamReference(index: FieldIndex, read: Read): Read | undefined {
  if (!read.reference || read.path !== read.reference.place) return undefined
  const path = `${read.path}.${UPSTREAM_REFERENCE}`
  const title = titleAt(index.form, read.path)
  const field: Field = {
    path,
    kind: 'text',
    optional: true,
    nullable: false,
    meta: { title: { zh: `${title.zh}·上级编号`, en: `${title.en}: the upstream’s own reference` } },
    schema: z.string().min(1),
  }
  return { ...read, steps: [...read.steps, UPSTREAM_REFERENCE], path, field }
}

export const isUpstreamReference = ({ steps }: Read): boolean => steps.at(-1) === UPSTREAM_REFERENCE

/** Every path that could be written in the innermost scope: for hints. */
export function writablePaths(index: FieldIndex, scopes: readonly Scope[]): string[] {
  const paths = scopes.flatMap((scope, depth) => {
    const climb = '^.'.repeat(scopes.length - 1 - depth)
    if (scope.plain && !scope.wrapped) return [`${climb}it`]
    const prefix = scope.base === '' ? '' : `${scope.base}.`
    return [...index.byPath.keys()]
      .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).split('.').includes('*'))
      .map((path) => climb + path.slice(prefix.length))
  })
  return [...paths, ...CONTEXT_PATHS]
}

/** What a field is called on one record; what isn't filled in has a title too. */
export const fieldTitle = (form: Form, path: string): Text => contextField(path)?.meta.title ?? titleAt(form, path)

/**
 * The closed set of values a field takes: what its schema lists (all branches of a union together), else its official
 * codes. Undefined for an open field.
 */
export function knownValues(index: FieldIndex, read: Read): readonly Known[] | undefined {
  const listed = nodesAt(index.form, read.path.split('.')).map(({ schema }) => schema._zod.values)
  if (listed.length > 0 && listed.every((values) => values !== undefined && values.size > 0)) {
    return [...new Set(listed.flatMap((values) => [...(values ?? [])]))].filter(isKnown)
  }
  return read.field.meta.codes?.codes.map(({ code }) => code)
}

export type Known = string | number | boolean

const isKnown = (value: unknown): value is Known =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Whether a valid record has the value wherever it has the object around it: in every branch, if that is a union. */
export function isThereWithParent(index: FieldIndex, read: Read): boolean {
  const steps = read.path.split('.')
  const name = steps.at(-1) ?? ''
  const parents = nodesAt(index.form, steps.slice(0, -1)).flatMap((node) => node.options ?? [node])
  return parents.length > 0 && parents.every(({ fields }) => fields?.get(name)?.optional === false)
}
