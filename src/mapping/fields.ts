/**
 * A form's fields by path, and how a rule's path is resolved to a place in the record.
 *
 * Paths are resolved once, when the mapping is compiled. A record at rest has passed the form's strict schema, so the
 * only names that can stand on its objects are the ones resolved here, and plain reads of them reach own properties.
 */
import type { Text } from '../base/text.ts'
import { type Field, type Form, fieldsOf, nodesAt, titleAt } from '../form/index.ts'
import { CONTEXT_PATHS, contextField } from './record-context.ts'

export interface FieldIndex {
  readonly form: Form
  /** By dotted path, list items as `*`. */
  readonly byPath: ReadonlyMap<string, Field>
}

const indexes = new WeakMap<Form, FieldIndex>()

/** A form's fields, indexed once. */
export function fieldIndex(form: Form): FieldIndex {
  const existing = indexes.get(form)
  if (existing) return existing
  const index = { form, byPath: new Map(fieldsOf(form).map((field) => [field.path, field])) }
  indexes.set(form, index)
  return index
}

/** Where paths start: the record, or an item inside `each`. The last scope is the innermost. */
export interface Scope {
  /** Dotted path of the item, `*` for its place in the list; empty for the record. */
  readonly base: string
  /** The item is a plain value and is called `it`. */
  readonly plain: boolean
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
}

/** The place a written path names, or undefined. `^.` climbs one scope. */
export function resolveRead(index: FieldIndex, scopes: readonly Scope[], written: string): Read | undefined {
  const context = contextField(written)
  if (context) return { scope: 0, steps: [written.slice(1)], path: written, field: context, mayBeAbsent: true }
  let depth = scopes.length - 1
  let rest = written
  for (; rest.startsWith('^.'); rest = rest.slice(2)) depth -= 1
  const scope = scopes[depth]
  if (!scope) return undefined
  const steps = scope.plain ? [] : rest.split('.')
  if (scope.plain && rest !== 'it') return undefined
  if (steps.includes('*')) return undefined
  const path = [scope.base, ...steps].filter((step) => step !== '').join('.')
  const field = index.byPath.get(path)
  if (!field) return undefined
  return { scope: depth + 1, steps, path, field, mayBeAbsent: mayBeAbsent(index, scope.base, steps) }
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

/** Every path that could be written in the innermost scope: for hints. */
export function writablePaths(index: FieldIndex, scopes: readonly Scope[]): string[] {
  const paths = scopes.flatMap((scope, depth) => {
    const climb = '^.'.repeat(scopes.length - 1 - depth)
    if (scope.plain) return [`${climb}it`]
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
