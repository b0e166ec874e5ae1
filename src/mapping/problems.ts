/** What is wrong with a mapping: the place in it, what, and the remedy. */
import { toPointer } from '../base/json-pointer.ts'
import type { MessageCode } from '../base/messages/index.ts'
import { nearest } from '../base/nearest.ts'
import type { Params, Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'

export type Tokens = readonly (string | number)[]

/** Params always hold `pointer`, and `file`, which stays empty until whoever read the mapping from a file fills it in. */
export const mappingProblem = (at: Tokens, code: MessageCode, params: Params = {}): Problem => ({
  code,
  who: 'author',
  params: { file: '', pointer: toPointer(at), ...params },
})

/** “Did you mean …?”, or nothing when no name is near. */
export function hint(typed: string, candidates: Iterable<string>): Text {
  const meant = nearest(typed, candidates)
  return meant === undefined ? { zh: '', en: '' } : { zh: `，是不是“${meant}”？`, en: ` Did you mean “${meant}”?` }
}
