/** A contract: the JSON Schema of what one upstream takes, kept as it was handed to us. */
import { canonicalJson } from '../base/canonical-json.ts'
import { MappingError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { type Draft, detectDraft } from './draft.ts'
import { contractProblem } from './problems.ts'
import { isSchemaObject } from './refs.ts'

/** `P` is the generated payload type; it exists for the compiler only. */
export interface Contract<P = unknown> {
  readonly name: string
  readonly draft: Draft
  readonly schema: JsonObject
  /** Canonical JSON of the schema: equal for equal contracts, whatever order they were typed in. For hashing. */
  readonly canonical: string
  readonly '~payload'?: P
}

/**
 * Takes a contract as plain JSON. The schema is copied, so a later change to the given object changes nothing here.
 *
 * @param options.name - for messages; default: the schema's `title`, else `contract`
 * @throws {MappingError} when the schema isn't a JSON object
 */
export function defineContract<P = unknown>(schema: object, options: { readonly name?: string } = {}): Contract<P> {
  const name = options.name ?? titleOf(schema)
  const copy = toJson(schema)
  if (!isSchemaObject(copy)) {
    const detail = { zh: '它不是一个 JSON 对象', en: 'it is not a JSON object' }
    throw new MappingError([contractProblem(name, '', detail)])
  }
  return Object.freeze({ name, draft: detectDraft(copy), schema: deepFreeze(copy), canonical: canonicalJson(copy) })
}

const titleOf = (schema: object): string =>
  'title' in schema && typeof schema.title === 'string' ? schema.title : 'contract'

// A cycle or a bigint has no JSON.
function toJson(value: object): unknown {
  try {
    return JSON.parse(JSON.stringify(value))
  } catch (cause) {
    if (cause instanceof TypeError) return undefined
    throw cause
  }
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) deepFreeze(member)
  }
  return value
}
