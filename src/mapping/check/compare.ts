/**
 * What a rule may give, beside what the contract says for certain of its place.
 *
 * Error: nothing the rule gives ever fits. Warning: some values that the form takes won't. Note: it can't be told.
 */
import type { Severity } from '../../base/finding.ts'
import type { Json, JsonObject } from '../../base/json.ts'
import type { MessageCode } from '../../base/messages/index.ts'
import type { Params } from '../../base/problem.ts'
import { byteLimit, type Contract, limitsOf, refusedBy, typesOf } from '../../contract/index.ts'
import type { Shape } from '../shape.ts'
import { mismatch } from './type-words.ts'

/** A disagreement, not yet tied to a place in the mapping. */
export interface Doubt {
  readonly severity: Severity
  readonly code: MessageCode
  readonly params: Params
}

/** @param path - what the author wrote: the field, or the rule's parts */
export function compareShape(contract: Contract, shape: Shape, schema: JsonObject, path: string): readonly Doubt[] {
  const doubt = (severity: Severity, code: MessageCode, params: Params = {}): Doubt => ({
    severity,
    code,
    params: { path, ...params },
  })
  const wrong = mismatch(shape, schema, path)
  if (wrong) return [doubt('error', 'mapping_type_mismatch', wrong)]
  if (shape.values) return compareValues(contract, shape.values, schema, doubt)
  const list = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (Array.isArray(list)) return [doubt('warning', 'mapping_open_into_list', { demand: shown(list) })]
  return [
    ...compareLengths(shape, schema, doubt),
    ...compareWriting(contract, shape, schema, doubt),
    ...compareNumbers(shape, schema, doubt),
    ...compareItems(shape, schema, doubt),
  ]
}

type Make = (severity: Severity, code: MessageCode, params?: Params) => Doubt

function compareValues(contract: Contract, values: readonly Json[], schema: JsonObject, doubt: Make): Doubt[] {
  const refused = values.flatMap((value) => {
    const keyword = refusedBy(contract, schema, value)
    return keyword === undefined ? [] : [{ value, keyword }]
  })
  const [first] = refused
  if (!first) return []
  if (refused.length < values.length) {
    return [doubt('warning', 'mapping_codes_refused', { codes: shown(refused.map(({ value }) => value)) })]
  }
  return [doubt('error', 'mapping_never_fits', demandOf(schema, first.keyword))]
}

function compareLengths(shape: Shape, schema: JsonObject, doubt: Make): Doubt[] {
  if (shape.types && !shape.types.includes('string')) return []
  const { minLength, maxLength } = schema
  const bytes = byteLimit(schema)
  const doubts: Doubt[] = []
  if (typeof maxLength === 'number') {
    if (shape.minLength !== undefined && shape.minLength > maxLength) {
      return [doubt('error', 'mapping_never_fits', demandOf(schema, 'maxLength'))]
    }
    if (shape.maxLength === undefined) {
      if (isText(shape)) doubts.push(doubt('note', 'mapping_length_unknown', { limit: maxLength }))
    } else if (shape.maxLength > maxLength) {
      doubts.push(doubt('warning', 'mapping_too_long', { given: shape.maxLength, limit: maxLength }))
    }
  }
  if (typeof minLength === 'number' && isText(shape)) {
    if (shape.maxLength !== undefined && shape.maxLength < minLength) {
      return [doubt('error', 'mapping_never_fits', demandOf(schema, 'minLength'))]
    }
    const given = shape.minLength ?? 0
    if (given < minLength) doubts.push(doubt('note', 'mapping_too_short', { given, limit: minLength }))
  }
  if (bytes && isText(shape)) {
    const characters = Math.min(shape.maxLength ?? Number.POSITIVE_INFINITY, countOf(maxLength))
    const given = characters * (shape.ascii ? 1 : bytes.each)
    if (given === Number.POSITIVE_INFINITY)
      doubts.push(doubt('note', 'mapping_shape_unproven', demandOf(schema, 'x-maxBytes')))
    else if (given > bytes.limit) doubts.push(doubt('warning', 'mapping_too_many_bytes', { given, ...bytes }))
  }
  return doubts
}

const countOf = (value: unknown): number => (typeof value === 'number' ? value : Number.POSITIVE_INFINITY)

/** A value of unknown type is a computed one: its limits are the function's own business. */
const isText = (shape: Shape): boolean => shape.types?.includes('string') === true

function compareWriting(contract: Contract, shape: Shape, schema: JsonObject, doubt: Make): Doubt[] {
  return (['pattern', 'format'] as const).flatMap((keyword) => {
    const wanted = schema[keyword]
    if (typeof wanted !== 'string' || !isText(shape)) return []
    if (shape.format === wanted || shape.patterns?.includes(wanted)) return []
    const only = { [keyword]: wanted }
    const samples = shape.samples ?? []
    const refused = samples.filter((sample) => refusedBy(contract, only, sample) !== undefined)
    const demand = demandOf(schema, keyword)
    if (samples.length > 0 && refused.length === samples.length && shape.uniform) {
      return [doubt('error', 'mapping_never_fits', demand)]
    }
    if (refused.length > 0) return [doubt('warning', 'mapping_shape_refused', demand)]
    const told = shape.uniform || (samples.length > 0 && (shape.patterns || shape.format || shape.ascii))
    // A format that nobody knows is the contract's own finding.
    if (told || (keyword === 'format' && refusedBy(contract, only, '\u0000') === undefined)) return []
    return [doubt('note', 'mapping_shape_unproven', demand)]
  })
}

function compareNumbers(shape: Shape, schema: JsonObject, doubt: Make): Doubt[] {
  if (!shape.types?.includes('number')) return []
  const doubts: Doubt[] = []
  const whole = typesOf(schema).includes('integer') && !typesOf(schema).includes('number')
  if (whole && shape.decimals !== 0) doubts.push(doubt('warning', 'mapping_not_whole'))
  for (const { keyword, limit, allows } of limitsOf(schema)) {
    const isMinimum = /minimum/i.test(keyword)
    const [near, far] = isMinimum ? [shape.minimum, shape.maximum] : [shape.maximum, shape.minimum]
    const params = { keyword, demand: String(limit) }
    if (far !== undefined && !allows(far)) return [doubt('error', 'mapping_never_fits', params)]
    if (near === undefined || !allows(near)) {
      doubts.push(doubt(near === undefined ? 'note' : 'warning', 'mapping_out_of_range', params))
    }
  }
  return doubts
}

function compareItems(shape: Shape, schema: JsonObject, doubt: Make): Doubt[] {
  if (!shape.types?.includes('array')) return []
  const { minItems, maxItems } = schema
  const tooFew = typeof minItems === 'number' && (shape.minItems ?? 0) < minItems
  const tooMany = typeof maxItems === 'number' && countOf(shape.maxItems) > maxItems
  return [
    ...(tooFew ? [doubt('note', 'mapping_items_unproven', demandOf(schema, 'minItems'))] : []),
    ...(tooMany ? [doubt('note', 'mapping_items_unproven', demandOf(schema, 'maxItems'))] : []),
  ]
}

/** A keyword with what it demands, as a message shows it. */
function demandOf(schema: JsonObject, keyword: string): Params {
  const value = schema[keyword]
  return {
    keyword,
    demand: keyword === 'type' ? typesOf(schema).join(' | ') : Array.isArray(value) ? shown(value) : String(value),
  }
}

// A list of 56 ethnic groups would hide the sentence around it.
const MAX_SHOWN = 12

const shown = (values: readonly Json[]): string =>
  values
    .slice(0, MAX_SHOWN)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .join(', ') + (values.length > MAX_SHOWN ? ` … (${values.length})` : '')
