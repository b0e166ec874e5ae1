/** What every parser of a rule has at hand. */

import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import { type FieldIndex, type Read, resolveRead, type Scope, writablePaths } from './fields.ts'
import type { Place } from './node.ts'
import { hint, mappingProblem, type Tokens } from './problems.ts'
import type { Computed } from './types.ts'

export interface ParseContext {
  readonly index: FieldIndex
  /** Where paths start, the record first. */
  readonly scopes: readonly Scope[]
  readonly computed: Readonly<Record<string, Computed>>
  readonly problems: Problem[]
  /** Where in the payload the rule's value goes. */
  readonly place: Place
}

/** A rule's members besides its verb, and where it stands in the mapping. */
export interface Spec {
  readonly members: Readonly<Record<string, unknown>>
  readonly at: Tokens
}

/** Notes a problem; gives undefined, so that a parser can return it. */
export function refuse(context: Pick<ParseContext, 'problems'>, at: Tokens, detail: Text): undefined {
  context.problems.push(mappingProblem(at, 'mapping_invalid', { detail }))
}

/** The field a path names, or a problem with the nearest name. */
export function readAt(context: ParseContext, path: unknown, at: Tokens): Read | undefined {
  if (typeof path !== 'string') return refuse(context, at, { zh: '应是字段路径', en: 'it must be the path of a field' })
  const read = resolveRead(context.index, context.scopes, path)
  if (read) return read
  const meant = hint(path, writablePaths(context.index, context.scopes))
  context.problems.push(mappingProblem(at, 'mapping_path_unknown', { path, hint: meant }))
  return undefined
}

/** A whole number from 0 to `max`, or absent; anything else is a problem. */
export function countAt(context: ParseContext, { members, at }: Spec, name: string, max: number): number | undefined {
  const value = members[name]
  if (value === undefined || (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max)) {
    return value as number | undefined
  }
  return refuse(context, [...at, name], {
    zh: `应是 0 到 ${max} 的整数`,
    en: `it must be a whole number from 0 to ${max}`,
  })
}
