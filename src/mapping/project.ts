/**
 * Errors brought back to the field that was typed: what a contract, the mapping or an upstream says about a payload, as
 * problems of the canonical record, with who must act.
 */

import { escapeToken } from '../base/json-pointer.ts'
import { maskPersonal } from '../base/mask.ts'
import type { Params, Problem, Who } from '../base/problem.ts'
import { type ContractFault, schemasAt } from '../contract/index.ts'
import { type Form, fieldAt, placeOf, referentOf } from '../form/index.ts'
import type { CompiledMapping } from './compile.ts'
import { wordsFor } from './fault-words.ts'
import { fieldTitle } from './fields.ts'
import { maskWords } from './mask-words.ts'
import { locateByWords } from './quoted-places.ts'
import type { RecordContext } from './record-context.ts'
import type { MapFault } from './types.ts'
import { recordValue } from './values.ts'

/** What an upstream refused: the shape of an outcome's fault. */
export interface UpstreamFault {
  readonly pointer?: string
  readonly upstreamCode?: string
  readonly upstreamText?: string
}

/** What an adapter can't take of a payload: the shape of its fault. */
export interface AdapterFault {
  readonly pointer: string
  readonly code: Problem['code']
  readonly params?: Params
  readonly who?: Who
}

/**
 * Contract faults as problems by field.
 *
 * - A required property that isn't there: `incomplete` for the reporter, one per empty field behind it. Of a required object,
 *   the fields behind what the object itself requires.
 * - A value that came from a field: what the upstream demands of it, for the reporter, at every field it came from.
 * - A value the mapping chose (constant, crosswalk), a surplus property, a value of the wrong type: for the author.
 *
 * @param upstream - its title or name, as the message shows it
 * @param mapFaults - of the same run: what they left out isn't also reported as missing
 * @param record - with it, a field that is empty is told from one that the mapping left out; without, all count as empty
 * @param context - of the same record
 */
export function projectFaults(
  compiled: CompiledMapping,
  form: Form,
  upstream: string,
  faults: readonly ContractFault[],
  mapFaults: readonly MapFault[] = [],
  record?: unknown,
  context: RecordContext = {},
): Problem[] {
  const leftOut = new Set(mapFaults.map(({ pointer }) => pointer))
  const problems = faults.flatMap((fault) => {
    if (leftOut.has(fault.pointer)) return []
    const { fields, chosen } = compiled.origin(fault.pointer)
    if (fault.keyword === 'required') {
      const empty = emptyFields(compiled, fault.pointer, record, context)
      if (empty.length > 0) return empty.map((field) => problemAt(form, upstream, field, 'incomplete', 'reporter'))
      return [authorProblem(form, upstream, fault, fields)]
    }
    const isEmpty = fields.length > 0 && fields.every((field) => recordValue(record, field, context) === null)
    if (fault.keyword === 'type' && isEmpty)
      return fields.map((field) => problemAt(form, upstream, field, 'incomplete', 'reporter'))
    const { code, params } = wordsFor(fault)
    if (fields.length === 0 || chosen || fault.keyword === 'type' || SURPLUS.has(fault.keyword)) {
      return [authorProblem(form, upstream, fault, fields)]
    }
    return fields.map((field) => ({
      ...problemAt(form, upstream, field, code, 'reporter'),
      ...(params ? { params } : {}),
    }))
  })
  return distinct(problems)
}

/** A mapping's own faults as problems: for the author where a table or computation fell short, else for the reporter. */
export function projectMapFaults(form: Form, upstream: string, faults: readonly MapFault[]): Problem[] {
  return faults.flatMap(({ code, params, fields }) => {
    const who: Who = code === 'value_not_in_crosswalk' || code === 'compute_failed' ? 'author' : 'reporter'
    const at = fields.length > 0 ? fields : [undefined]
    return at.map((field) => ({ ...problemAt(form, upstream, field, code, who), ...(params ? { params } : {}) }))
  })
}

/** What an adapter can't take, by the fields it came from; for the author where no field had a part in the value. */
export function projectAdapterFaults(
  compiled: CompiledMapping,
  form: Form,
  upstream: string,
  faults: readonly AdapterFault[],
): Problem[] {
  return distinct(
    faults.flatMap(({ pointer, code, params, who }): Problem[] => {
      const { fields, chosen } = compiled.origin(pointer)
      const acts = who ?? (chosen || fields.length === 0 ? 'author' : 'reporter')
      const all = { pointer, ...params }
      // No field to name: the payload's own place stands for it.
      if (fields.length === 0) return [{ code, who: acts, upstream, title: { zh: pointer, en: pointer }, params: all }]
      return fields.map((field) => ({ ...problemAt(form, upstream, field, code, acts), params: all }))
    }),
  )
}

/**
 * An upstream's refusals as problems: by pointer where it names one, else by the payload's property names or the
 * contract's titles quoted in its words, else for the record as a whole.
 *
 * @param payload - what was refused: values of it that the words quote are masked
 */
export function projectUpstreamFaults(
  compiled: CompiledMapping,
  form: Form,
  upstream: string,
  faults: readonly UpstreamFault[],
  who: Who = 'reporter',
  payload?: unknown,
): Problem[] {
  return faults.flatMap((fault) => {
    const named = isPointer(fault.pointer) ? compiled.sources(fault.pointer) : []
    const fields = named.length > 0 ? named : locateByWords(compiled, form, fault.upstreamText ?? '')
    const at = fields.length > 0 ? fields : [undefined]
    const words = {
      ...(fault.upstreamCode === undefined ? {} : { upstreamCode: maskPersonal(fault.upstreamCode) }),
      ...(fault.upstreamText === undefined
        ? {}
        : { upstreamText: maskWords(compiled, form, fault.upstreamText, payload) }),
    }
    return at.map((field) => ({ ...problemAt(form, upstream, field, 'upstream_refused', who), ...words }))
  })
}

const SURPLUS: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames'])

const isPointer = (pointer: string | undefined): pointer is string => pointer?.startsWith('/') === true

/** The empty fields behind a missing property; of an object, those behind what it requires itself. */
function emptyFields(
  compiled: CompiledMapping,
  pointer: string,
  record: unknown,
  context: RecordContext,
): readonly string[] {
  const schemas = compiled.contract ? schemasAt(compiled.contract, pointer) : []
  const below = schemas.length === 1 && Array.isArray(schemas[0]?.required) ? schemas[0].required : []
  const inner = below.flatMap((name) =>
    emptyFields(compiled, `${pointer}/${escapeToken(String(name))}`, record, context),
  )
  if (inner.length > 0) return [...new Set(inner)]
  // All filled in, and still nothing came out: the mapping's doing, not the reporter's.
  const fields = compiled.sources(pointer)
  return record === undefined ? fields : fields.filter((field) => recordValue(record, field, context) == null)
}

function problemAt(form: Form, upstream: string, field: string | undefined, code: Problem['code'], who: Who): Problem {
  return { code, who, upstream, ...(field === undefined ? {} : fieldOf(form, field)) }
}

/** The field where it can be mended: in this record, or in the one that a reference names. */
function fieldOf(form: Form, path: string): Pick<Problem, 'field' | 'title' | 'referent'> {
  const through = placeOf(form, path)
  const other = through && referentOf(form, through.reference)
  if (!through || !other) return { field: path, title: fieldTitle(form, path) }
  const { place, key, rest } = through
  const field = fieldAt(other, rest)
  // The record as a whole, or what the upstream calls it: here only the key can be wrong.
  if (!field) return { field: key, title: fieldTitle(form, key) }
  return { field: rest, title: fieldTitle(other, rest), referent: { form: other.name, title: other.title, place, key } }
}

function authorProblem(form: Form, upstream: string, fault: ContractFault, fields: readonly string[]): Problem {
  const params = { pointer: fault.pointer, keyword: fault.keyword }
  return { ...problemAt(form, upstream, fields[0], 'payload_refused', 'author'), params }
}

const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
]
