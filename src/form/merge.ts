/**
 * A stored record and a new entry made one (RFC 7396), and the fields that somebody else changed in between.
 *
 * Objects merge; lists are replaced whole; a union whose discriminator changes, and a union without one, is replaced
 * whole, so that no field of the old branch stays behind; null clears; absent means unchanged.
 */
import { canonicalJson } from '../base/canonical-json.ts'
import type { Problem } from '../base/problem.ts'
import { titleAt } from './fields.ts'
import { type FormNode, treeOf } from './tree.ts'
import type { Form } from './types.ts'
import { branchOf } from './union.ts'
import { isMembers, type Members, own, put } from './values.ts'

/** A field that moved since `base`. The three values are personal data: show them to who may see the record, log none. */
export interface Conflict {
  readonly problem: Problem
  readonly base: unknown
  readonly stored: unknown
  readonly entry: unknown
}

export interface Merged {
  /** To be validated: nothing here has been checked. */
  readonly values: unknown
  readonly conflicts: readonly Conflict[]
}

/**
 * Merges an entry into the stored record.
 *
 * A field is in conflict when it differs between `base` and `stored`, and `stored` is not what the entry says. Values
 * are compared as they are: normalise the entry first. With conflicts, `values` still says what the entry would make.
 * A field that may be null but not absent becomes null when cleared; every other cleared field disappears.
 *
 * @param stored - the record as it stands; undefined when there is none yet
 * @param entry - what was handed in: key and patch. Anything but an object is returned for validation to refuse
 * @param base - the record the person had before her; undefined: conflicts are not looked for
 */
export function mergeEntry<R>(form: Form<R>, stored: R | undefined, entry: unknown, base?: R): Merged {
  const tree = treeOf(form)
  const conflicts: Conflict[] = []
  if (base !== undefined) findConflicts(form, tree, '', { base, stored, entry }, conflicts)
  return { values: merge(tree, stored, entry), conflicts }
}

function merge(node: FormNode | undefined, stored: unknown, entry: unknown): unknown {
  if (!isMembers(entry)) return entry
  const whole = node !== undefined && replacesWhole(node, stored, entry)
  const fields = fieldsFor(node, whole ? entry : stored)
  const result: Members = {}
  if (!whole && isMembers(stored)) for (const key of Object.keys(stored)) put(result, key, stored[key])
  for (const key of Object.keys(entry)) {
    const field = fields?.get(key)
    const value = entry[key]
    if (value === undefined) continue
    if (value !== null) put(result, key, merge(field, own(result, key), value))
    else if (field?.nullable && !field.optional) put(result, key, null)
    else delete result[key]
  }
  return result
}

/** The fields of an object, or of the branch that `value` belongs to. */
const fieldsFor = (node: FormNode | undefined, value: unknown) =>
  node && (node.options ? branchOf(node, value) : node)?.fields

/** True where merging would mix two branches. An entry that doesn't name its branch stays in the stored one. */
function replacesWhole(node: FormNode, stored: unknown, entry: Members): boolean {
  if (!node.options) return false
  const { discriminator } = node
  if (discriminator === undefined || branchOf(node, stored) === undefined) return true
  const tag = own(entry, discriminator)
  return tag !== undefined && tag !== own(stored, discriminator)
}

interface Three {
  readonly base: unknown
  readonly stored: unknown
  readonly entry: unknown
}

function findConflicts(form: Form, node: FormNode | undefined, path: string, three: Three, found: Conflict[]): void {
  const { base, stored, entry } = three
  if (isMembers(entry) && !(node && replacesWhole(node, stored, entry))) {
    const fields = fieldsFor(node, stored)
    for (const key of Object.keys(entry)) {
      const below = { base: own(base, key), stored: own(stored, key), entry: entry[key] }
      if (below.entry !== undefined)
        findConflicts(form, fields?.get(key), path === '' ? key : `${path}.${key}`, below, found)
    }
    return
  }
  if (same(base, stored) || same(stored, entry)) return
  const problem: Problem = { code: 'field_moved', who: 'reporter', field: path, title: titleAt(form, path) }
  found.push({ problem, base, stored, entry })
}

// Null in an entry clears: it equals a field that isn't there.
const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null)
