/**
 * Which draft of JSON Schema a contract is written in.
 *
 * Bureaus rarely say. Without `$schema` the newest draft is assumed, except where a word is used with a meaning that only
 * an older draft gives it: guessing newer there would refuse, or quietly ignore, a rule the bureau does enforce.
 */
import type { JsonObject } from '../base/json.ts'
import { subschemas } from './walk.ts'

export type Draft = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12'

const DRAFT_BY_URI: readonly (readonly [RegExp, Draft])[] = [
  [/json-schema\.org\/draft-04\//, 'draft-04'],
  [/json-schema\.org\/draft-06\//, 'draft-06'],
  [/json-schema\.org\/draft-07\//, 'draft-07'],
  [/json-schema\.org\/draft\/2019-09\//, '2019-09'],
  [/json-schema\.org\/draft\/2020-12\//, '2020-12'],
]

/** The draft that `$schema` names; undefined when it is absent or names none of ours. */
export function declaredDraft(schema: JsonObject): Draft | undefined {
  const uri = schema.$schema
  return typeof uri === 'string' ? DRAFT_BY_URI.find(([pattern]) => pattern.test(uri))?.[1] : undefined
}

/**
 * The declared draft; else `draft-04` for a boolean `exclusiveMinimum`/`exclusiveMaximum` or a root `id`, `draft-07` for a
 * list under `items` (a tuple); else `2020-12`.
 */
export function detectDraft(schema: JsonObject): Draft {
  const declared = declaredDraft(schema)
  if (declared) return declared
  let guess: Draft = typeof schema.id === 'string' && schema.$id === undefined ? 'draft-04' : '2020-12'
  for (const { schema: part } of subschemas(schema)) {
    if (typeof part.exclusiveMinimum === 'boolean' || typeof part.exclusiveMaximum === 'boolean') return 'draft-04'
    if (Array.isArray(part.items) && guess === '2020-12') guess = 'draft-07'
  }
  return guess
}
