/**
 * A form: what is filled in once. Refused at definition is whatever would lose, invent or bend a value later, so that
 * `parse(parse(x))` equals `parse(x)` for every record and nothing that was typed disappears.
 */
import type { z } from 'zod'
import { MappingError } from '../base/errors.ts'
import { type Title, toText } from '../base/text.ts'
import { type FormFault, formProblem } from './form-faults.ts'
import { type ReferenceSpecs, readReferences } from './references.ts'
import { buildTree, type FormNode } from './tree.ts'
import type { Form, UpgradeStep } from './types.ts'
import { upgradeFaults } from './upgrade.ts'

interface FormSpec<N, R, S extends ReferenceSpecs> {
  readonly name: N
  readonly title: Title
  /** Whole number from 1; rises when the meaning of a field changes. */
  readonly version: number
  /** Strict at every level, JSON values only. Normalise with `.trim()` or `.overwrite()`; a check must not change the value. */
  readonly schema: z.ZodType<R, R>
  /** Only with `key: 'generated'`: fields whose equality suggests that two records are the same event. */
  readonly sameEvent?: readonly (keyof R & string)[]
  /** `{ 1: step, 2: step }`: how a record of version 1 becomes one of version 2, and so on to `version`. */
  readonly upgrade?: Readonly<Record<number, UpgradeStep>>
  /** By place: which field holds the key of which form's record. */
  readonly references?: S
}

/** What the references name, as far as they hold the form itself; of one known by name alone the annotation of the form says it. */
type Named<S extends ReferenceSpecs> = {
  // biome-ignore lint/suspicious/noExplicitAny: a name says nothing of the record
  [P in keyof S]: S[P] extends { readonly form: Form<infer R> } ? R : any
}

const KEY_KINDS = new Set(['text', 'code', 'integer', 'date'])

/**
 * Defines a form.
 *
 * @param spec.key - required fields that identify a record, or `'generated'` for events, whose records get an id
 * @throws {MappingError} with one problem per fault, naming the field's path: an object that strips or lets through
 *   unknown fields, `default`, `prefault`, `catch`, coercion, `Date`, transforms, types JSON can't hold, records, tuples,
 *   recursion, field names that paths or prototypes give a meaning, key fields that are missing or may be absent, a
 *   reference whose key field is missing, or whose place isn't free, an upgrade that leaves a version out
 */
// biome-ignore lint/complexity/noBannedTypes: `{}` is "no references"
export function defineForm<const N extends string, R extends object, const S extends ReferenceSpecs = {}>(
  spec: FormSpec<N, R, S> & { readonly key: 'generated' },
): Form<R, N, never, Named<S>>
export function defineForm<
  const N extends string,
  R extends object,
  const K extends keyof R & string,
  // biome-ignore lint/complexity/noBannedTypes: as above
  const S extends ReferenceSpecs = {},
>(spec: FormSpec<N, R, S> & { readonly key: readonly K[] }): Form<R, N, K, Named<S>>
export function defineForm(
  spec: FormSpec<string, Record<string, unknown>, ReferenceSpecs> & { readonly key: 'generated' | readonly string[] },
): Form {
  const faults: FormFault[] = []
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(spec.name)) faults.push({ path: '', reason: 'name' })
  if (!Number.isSafeInteger(spec.version) || spec.version < 1) faults.push({ path: '', reason: 'version' })
  const tree = buildTree(spec.schema, faults)
  if (tree.kind !== 'object' || tree.optional || tree.nullable) faults.push({ path: '', reason: 'root' })
  const key = spec.key === 'generated' ? [] : spec.key
  const sameEvent = spec.sameEvent ?? []
  faults.push(...keyFaults(tree, key), ...sameEventFaults(tree, sameEvent))
  if (spec.key !== 'generated' && key.length === 0) faults.push({ path: '', reason: 'key-empty' })
  if (spec.key !== 'generated' && sameEvent.length > 0) faults.push({ path: '', reason: 'same-event-keyed' })
  const upgrade = Object.freeze({ ...spec.upgrade })
  if (Number.isSafeInteger(spec.version)) faults.push(...upgradeFaults(spec.version, upgrade))
  const { references, relate } = readReferences(tree, spec.references ?? {}, faults)
  if (faults.length > 0) throw new MappingError(distinct(faults).map((fault) => formProblem(spec.name, fault)))
  const { name, version, schema } = spec
  const title = toText(spec.title)
  const form: Form = Object.freeze({
    name,
    title,
    version,
    key: [...key],
    sameEvent: [...sameEvent],
    schema,
    references,
    upgrade,
  })
  relate(form)
  return form
}

function keyFaults(tree: FormNode, key: readonly string[]): FormFault[] {
  return key.flatMap((name, at): FormFault[] => {
    const field = tree.fields?.get(name)
    if (!field) return [{ path: name, reason: 'key-missing' }]
    if (key.indexOf(name) < at) return [{ path: name, reason: 'key-twice' }]
    if (field.optional || field.nullable) return [{ path: name, reason: 'key-optional' }]
    return KEY_KINDS.has(field.kind) ? [] : [{ path: name, reason: 'key-kind' }]
  })
}

const sameEventFaults = (tree: FormNode, names: readonly string[]): FormFault[] =>
  names
    .filter((name) => !tree.fields?.has(name))
    .map((name): FormFault => ({ path: name, reason: 'same-event-missing' }))

// A pipe is walked on both sides and may report one fault twice.
const distinct = (faults: readonly FormFault[]): FormFault[] => [
  ...new Map(faults.map((fault) => [`${fault.path}\n${fault.reason}`, fault])).values(),
]
