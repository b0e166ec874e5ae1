/**
 * The burden, seen: which field feeds which upstream, what several upstreams ask for, what nothing feeds, and how many
 * entries a record saves. An entry is one leaf of an upstream's payload that somebody would otherwise type there.
 */
import type { Text } from '../../base/text.ts'
import { type Form, fieldAt, fieldsOf, placeOf, titleAt } from '../../form/index.ts'
import { compileMapping } from '../../mapping/index.ts'
import type { Upstream } from '../../upstream/index.ts'
import { contractProperties } from './contract-properties.ts'

export interface PropertyCoverage {
  /** Pointer into the payload, list positions as `*`. */
  readonly pointer: string
  /** What the contract calls it. */
  readonly title: string
  readonly required: boolean
  /**
   * Canonical fields it comes from, list positions as `*`. Empty: the mapping chose it, it is known without being typed
   * (`$by`, `$division` …), or nothing feeds it.
   */
  readonly fields: readonly string[]
  /** What is typed here for them: the fields themselves, or the keys of the records that they are read from. */
  readonly typed: readonly string[]
  /** Whether any rule makes it. */
  readonly mapped: boolean
}

export interface UpstreamCoverage {
  readonly name: string
  readonly title: Text
  readonly properties: readonly PropertyCoverage[]
  /** Properties of one payload that come from a field: what would be typed there by hand. */
  readonly entries: number
  /** Properties that no rule makes. */
  readonly unfed: readonly PropertyCoverage[]
}

export interface FieldCoverage {
  readonly path: string
  readonly title: Text
  /** The upstreams it feeds, by name. Two or more: they collect the same thing. */
  readonly upstreams: readonly string[]
}

export interface FormCoverage {
  readonly name: string
  readonly title: Text
  readonly upstreams: readonly UpstreamCoverage[]
  /** Every field that holds a value, the form's order; those that feed nothing too. */
  readonly fields: readonly FieldCoverage[]
  /** Per record with every field filled in: what is typed here, what all upstreams get, and the difference. */
  readonly perRecord: { readonly typed: number; readonly received: number; readonly saved: number }
}

/**
 * Form by form, in the order of the upstreams. Pure: reads mappings and contracts, no ledger.
 *
 * @throws {MappingError} a mapping names what its form doesn't have
 */
export function coverage(upstreams: readonly Upstream[]): readonly FormCoverage[] {
  const forms = new Map<string, { readonly form: Form; readonly upstreams: Upstream[] }>()
  for (const upstream of upstreams) {
    const known = forms.get(upstream.form.name) ?? { form: upstream.form, upstreams: [] }
    forms.set(upstream.form.name, known)
    known.upstreams.push(upstream)
  }
  return [...forms.values()].map(({ form, upstreams: own }) => formCoverage(form, own.map(upstreamCoverage)))
}

function formCoverage(form: Form, upstreams: readonly UpstreamCoverage[]): FormCoverage {
  const fedBy = new Map<string, Set<string>>()
  for (const { name, properties } of upstreams) {
    for (const path of properties.flatMap(({ fields }) => fields)) {
      fedBy.set(path, (fedBy.get(path) ?? new Set()).add(name))
    }
  }
  const leaves = fieldsOf(form).filter(({ kind }) => kind !== 'object' && kind !== 'list' && kind !== 'union')
  // A field that is mapped as a whole, or read through a reference, is one field here too.
  const paths = new Set([...leaves.map(({ path }) => path), ...fedBy.keys()])
  const fields = [...paths].map((path) => ({
    path,
    title: titleOf(form, path),
    upstreams: [...(fedBy.get(path) ?? [])],
  }))
  const received = upstreams.reduce((sum, { entries }) => sum + entries, 0)
  const typed = new Set(upstreams.flatMap(({ properties }) => properties.flatMap((property) => property.typed))).size
  const { name, title } = form
  return { name, title, upstreams, fields, perRecord: { typed, received, saved: Math.max(0, received - typed) } }
}

function upstreamCoverage({ name, title, form, contract, mapping, computed }: Upstream): UpstreamCoverage {
  // Without the contract: a mapping that still lacks something is what coverage is looked at for.
  const compiled = compileMapping({ form, mapping, computed })
  const asked = contractProperties(contract)
  const known = new Set(asked.map(({ pointer }) => pointer))
  const made = new Set(compiled.places)
  // What the mapping makes below or beside what the contract names.
  const more = compiled.places.filter((place) => !known.has(place) && !isAround(place, [...made, ...known]))
  const properties = [
    ...asked.map((property) => ({ ...property, mapped: isMade(property.pointer, made) })),
    ...more.map((pointer) => ({ pointer, title: pointer.split('/').at(-1) ?? '', required: false, mapped: true })),
  ].map((property) => {
    const fields = property.mapped ? sourcesOf(compiled, property.pointer) : []
    return { ...property, fields, typed: [...new Set(fields.map((path) => placeOf(form, path)?.key ?? path))] }
  })
  return {
    ...{ name, title, properties },
    entries: properties.filter(({ fields }) => fields.length > 0).length,
    unfed: properties.filter(({ mapped }) => !mapped),
  }
}

const isAround = (place: string, others: readonly string[]): boolean =>
  others.some((other) => other.startsWith(`${place}/`))

/** Itself, or an object around it that is passed on whole. */
function isMade(pointer: string, made: ReadonlySet<string>): boolean {
  if (made.has(pointer)) return true
  const parent = [...made].filter((place) => pointer.startsWith(`${place}/`)).sort((a, b) => b.length - a.length)[0]
  return parent !== undefined && !isAround(parent, [...made])
}

function sourcesOf({ sources }: { sources(pointer: string): readonly string[] }, pointer: string): readonly string[] {
  const typed = sources(pointer.replaceAll('*', '0')).filter((path) => !path.startsWith('$'))
  return [...new Set(typed.map((path) => path.replace(/(?<=^|\.)\d+(?=\.|$)/g, '*')))]
}

/** `家庭成员·姓名`: without the position that a record would have. */
function titleOf(form: Form, path: string): Text {
  if (!path.includes('*') || placeOf(form, path)) return titleAt(form, path)
  const steps = path.split('.')
  const named = steps.flatMap((step, index) =>
    step === '*' ? [] : [fieldAt(form, steps.slice(0, index + 1).join('.'))?.meta.title ?? { zh: step, en: step }],
  )
  return { zh: named.map(({ zh }) => zh).join('·'), en: named.map(({ en }) => en).join(': ') }
}
