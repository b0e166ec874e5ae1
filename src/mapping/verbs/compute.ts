/** `{ compute: name }`: a pure function that stands beside the mapping, with the fields it reads. */

import { type ParseContext, refuse, type Spec } from '../context.ts'
import { ROOT_SCOPE, resolveRead, writablePaths } from '../fields.ts'
import type { ComputeNode } from '../node.ts'
import { hint, mappingProblem } from '../problems.ts'
import type { Computed } from '../types.ts'
import { isJson } from '../values.ts'

export function parseCompute(context: ParseContext, { members, at }: Spec): ComputeNode | undefined {
  const name = members.compute
  const found = typeof name === 'string' && Object.hasOwn(context.computed, name) ? context.computed[name] : undefined
  if (!found) {
    const meant = hint(String(name), Object.keys(context.computed))
    context.problems.push(
      mappingProblem([...at, 'compute'], 'mapping_compute_unknown', { given: String(name), hint: meant }),
    )
    return undefined
  }
  if (typeof found.run !== 'function' || !Array.isArray(found.reads)) {
    return refuse(context, [...at, 'compute'], { zh: `“${name}”缺少 reads 或 run`, en: `“${name}” lacks reads or run` })
  }
  const reads = found.reads.map((path: string) => {
    const read = resolveRead(context.index, [ROOT_SCOPE], path)
    if (!read) {
      const meant = hint(path, writablePaths(context.index, [ROOT_SCOPE]))
      context.problems.push(mappingProblem([...at, 'compute'], 'mapping_path_unknown', { path, hint: meant }))
    }
    return read
  })
  if (reads.includes(undefined)) return undefined
  return { verb: 'compute', place: context.place, reads: reads.filter((read) => read !== undefined), run: found.run }
}

/** What stands for the result of a `run` that threw. It isn't JSON, so that one check finds every failure. */
export const THREW = Symbol('threw')

/** The result, or undefined for none. What `run` threw is dropped: it may quote the record, and the fault names the fields. */
export function runComputed(run: Computed['run'], values: readonly unknown[]): unknown {
  try {
    return run(...(values as never[]))
  } catch {
    return THREW
  }
}

/** Whether a result is neither JSON nor undefined. */
export const hasFailed = (result: unknown): boolean => result !== undefined && !isJson(result)
