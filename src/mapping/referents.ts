/**
 * How mappings read through references. The record is copied, and each record that it names hangs on the copy at the
 * reference's place, so that reading `resident.name` is reading any other path. What hangs there isn't enumerable:
 * whoever passes the record, an item or a list on as a whole passes on what was typed, and nothing else.
 */
import type { Form } from '../form/index.ts'
import { readsOfTest, type Test } from './conditions.ts'
import { readsOf } from './faults.ts'
import { isUpstreamReference, type Read } from './fields.ts'
import type { Node } from './node.ts'
import { isPlainObject } from './values.ts'

/** What is known of one record that is named. */
export interface Referent {
  readonly values: object
  /** The upstream's own reference of it, where the mapping asks for that. */
  readonly reference?: string
}

/** By place, list positions filled in: `members.0.person`. */
export type Referents = ReadonlyMap<string, Referent>

/** What a mapping reads through references. */
export interface ReferenceReads {
  /** Places whose record has to be there: `resident`, `members.*.person`. */
  readonly places: readonly string[]
  /** Those of them whose own reference at the upstream is asked for. */
  readonly refAt: readonly string[]
  /** Those that decide whether the record concerns the upstream at all. */
  readonly deciding: readonly string[]
  /** Whether the record has to be looked at through `withReferents`. */
  readonly some: boolean
}

/** Whether a list's plain items are keys of other records. */
export const isNaming = (form: Form, item: string): boolean => form.references.some(({ key }) => key === item)

/** The list as it hangs beside the typed one: each key in an object with what it names. No field has a dot in its name. */
export const wrappedList = (read: Read): Read => ({
  ...read,
  steps: [...read.steps.slice(0, -1), `${read.steps.at(-1)}.*`],
})

export function referenceReads(root: Node, tests: readonly Test[]): ReferenceReads {
  const deciding = tests.flatMap(readsOfTest)
  const reads = [...readsIn(root), ...deciding]
  const places = placesIn(reads)
  return {
    places,
    refAt: placesIn(reads.filter(isUpstreamReference)),
    deciding: placesIn(deciding),
    some: places.length > 0 || wraps(root),
  }
}

const placesIn = (reads: readonly Read[]): readonly string[] => [
  ...new Set(reads.flatMap(({ reference }) => reference?.place ?? [])),
]

/** The record as the mapping looks at it. The record itself stays as it is. */
export function withReferents(form: Form, record: unknown, referents: Referents): unknown {
  const copy = copied(record)
  for (const { place, key } of form.references) {
    const isPlainItem = key.endsWith('.*')
    const parent = (isPlainItem ? key.slice(0, -2) : place).split('.')
    const name = place.split('.').at(-1) ?? ''
    for (const { holder, property, at } of holders(copy, parent, [])) {
      if (isPlainItem)
        wrap(holder, property, name, (position) => referents.get([...at, property, position, name].join('.')))
      else hang(holder, property, seen(referents.get([...at, property].join('.'))))
    }
  }
  return copy
}

type Members = Record<string, unknown>

const copied = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(copied)
    : isPlainObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copied(member)]))
      : value

const hang = (holder: Members, name: string, value: unknown): void => {
  if (value !== undefined) Object.defineProperty(holder, name, { value, enumerable: false, configurable: true })
}

function seen(referent: Referent | undefined): unknown {
  if (referent?.reference === undefined) return referent?.values
  const copy = { ...referent.values }
  hang(copy, '~reference', referent.reference)
  return copy
}

/** Several references of one item stand in one object. */
function wrap(
  holder: Members,
  list: string,
  name: string,
  referentAt: (position: number) => Referent | undefined,
): void {
  const typed = holder[list]
  if (!Array.isArray(typed)) return
  const wrapped = (holder[`${list}.*`] as Members[] | undefined) ?? typed.map((it): Members => ({ it }))
  hang(holder, `${list}.*`, wrapped)
  for (const [position, item] of wrapped.entries()) hang(item, name, seen(referentAt(position)))
}

/** Every object that has the last property of a path, or could. */
function* holders(
  value: unknown,
  [token = '', ...rest]: readonly string[],
  at: readonly (string | number)[],
): Generator<{ holder: Members; property: string; at: readonly (string | number)[] }> {
  if (token === '*' && Array.isArray(value)) {
    for (const [position, item] of value.entries()) yield* holders(item, rest, [...at, position])
  } else if (isPlainObject(value)) {
    if (rest.length === 0) yield { holder: value as Members, property: token, at }
    else yield* holders(value[token], rest, [...at, token])
  }
}

function readsIn(node: Node): readonly Read[] {
  switch (node.verb) {
    case 'const':
      return []
    case 'object':
      return node.members.flatMap(([, member]) => readsIn(member))
    case 'each':
      return [node.read, ...readsIn(node.item)]
    case 'firstOf':
      return node.rules.flatMap(readsIn)
    case 'when':
      return [...readsOfTest(node.test), ...readsIn(node.then), ...(node.otherwise ? readsIn(node.otherwise) : [])]
    case 'path':
      return [node.read]
    default:
      return readsOf(node)
  }
}

function wraps(node: Node): boolean {
  switch (node.verb) {
    case 'object':
      return node.members.some(([, member]) => wraps(member))
    case 'each':
      return node.read.steps.at(-1)?.endsWith('.*') === true || wraps(node.item)
    case 'firstOf':
      return node.rules.some(wraps)
    case 'when':
      return wraps(node.then) || (node.otherwise !== undefined && wraps(node.otherwise))
    default:
      return false
  }
}
