/** Records to try a mapping on: every field filled in, except where a trial says otherwise. */
import type { Json, JsonObject } from '../../base/json.ts'
import { type Form, namedRecords, nodesAt, placeOf, referentOf } from '../../form/index.ts'
import type { FieldIndex } from '../fields.ts'
import type { RecordContext } from '../record-context.ts'
import { type Referent, withReferents } from '../referents.ts'
import { isPlainObject } from '../values.ts'

/** A field left empty. */
export const EMPTY: unique symbol = Symbol('empty')

/** What a trial sets, by canonical path (`*` for the items of a list) or context path. */
export type Trial = ReadonlyMap<string, Json | typeof EMPTY>

type Node = ReturnType<typeof nodesAt>[number]

function sampleRecord(form: Form, trial: Trial): JsonObject {
  const [root] = nodesAt(form, [])
  const record = root && sample(root, trial)
  return isPlainObject(record) ? (record as JsonObject) : {}
}

/** The record as a mapping looks at it: beside what it names, samples too. */
export function sampleSeen(form: Form, trial: Trial): unknown {
  const record = sampleRecord(form, trial)
  if (form.references.length === 0) return record
  const referents = namedRecords(form, record).flatMap(({ reference, place }): [string, Referent][] => {
    const referent = referentOf(form, reference)
    if (!referent) return []
    const prefix = `${reference.place}.`
    const own = [...trial].filter(([path]) => path.startsWith(prefix))
    const inside: Trial = new Map(own.map(([path, value]) => [path.slice(prefix.length), value]))
    return [[place, { values: sampleRecord(referent, inside), reference: 'x' }]]
  })
  return withReferents(form, record, new Map(referents))
}

export function sampleContext(trial: Trial): RecordContext {
  const given = {
    $by: 'by',
    $division: '110101001001',
    $period: '2026-01',
    $task: 'task',
    ...Object.fromEntries(trial),
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([path, value]) =>
      path.startsWith('$') && typeof value === 'string' ? [[path.slice(1), value]] : [],
    ),
  )
}

/**
 * Discriminators of the form's unions, and where an item or a branch is shown to be empty.
 *
 * @param places - references that are read: what others name decides nothing
 */
export const discriminatorsOf = ({ form, byPath }: FieldIndex, places: readonly string[]): readonly string[] =>
  [...byPath.keys()].flatMap((path) => {
    const reference = placeOf(form, path)?.reference
    if (reference && !places.includes(reference.place)) return []
    return nodesAt(form, path.split('.')).flatMap(({ discriminator }) =>
      discriminator === undefined ? [] : [`${path}.${discriminator}`],
    )
  })

function sample(node: Node, trial: Trial): Json | undefined {
  const set = trial.get(node.path)
  if (set === EMPTY) return undefined
  if (set !== undefined) return set
  if (node.options) return sample(branchOf(node, trial), trial)
  if (node.item) return [sample(node.item, trial) ?? null]
  if (!node.fields) return leaf(node)
  const made: Record<string, Json> = {}
  for (const [name, field] of node.fields) {
    const value = sample(field, trial)
    if (value !== undefined) made[name] = value
  }
  return made
}

function branchOf(union: Node, trial: Trial): Node {
  const { options = [], discriminator } = union
  const tag = discriminator === undefined ? undefined : trial.get(`${union.path}.${discriminator}`)
  const meant = options.find(
    (option) => discriminator && option.fields?.get(discriminator)?.schema.safeParse(tag).success,
  )
  return { ...(meant ?? options[0] ?? union), path: union.path } as Node
}

function leaf({ kind, meta, schema }: Node): Json {
  const [listed] = [...(schema._zod.values ?? [])].filter((value) => value !== null && value !== undefined)
  if (listed !== undefined) return listed as Json
  if (meta?.codes) return meta.codes.codes[0]?.code ?? ''
  if (meta?.example !== undefined) return meta.example
  if (kind === 'boolean') return true
  if (kind === 'date') return '1990-03-07'
  return kind === 'integer' || kind === 'number' ? 1 : 'x'
}
