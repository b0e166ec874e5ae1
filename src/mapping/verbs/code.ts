/** `{ code: path, to: { … } }`: a crosswalk, total over the values the form allows. */
import type { Json } from '../../base/json.ts'
import { type ParseContext, readAt, refuse, type Spec } from '../context.ts'
import { knownValues } from '../fields.ts'
import type { ConvertNode } from '../node.ts'
import { hint, mappingProblem } from '../problems.ts'
import { isJson, isPlainObject, isPrimitive } from '../values.ts'

export function parseCode(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const { members, at } = spec
  const read = readAt(context, members.code, [...at, 'code'])
  if (!isPlainObject(members.to)) {
    return refuse(context, [...at, 'to'], { zh: '应是对照表', en: 'it must be a table from code to value' })
  }
  if (!read) return undefined
  const to = members.to
  const known = knownValues(context.index, read)
  if (!known) {
    const zh = `“${read.path}”没有代码表，无法保证对照齐全`
    return refuse(context, [...at, 'code'], {
      zh,
      en: `“${read.path}” has no closed list of codes, so no table can be total`,
    })
  }
  const official = read.field.meta.codes?.codes.map(({ code }) => code as string) ?? []
  const codes = new Set([...known.map(String), ...official])
  const missing = known.filter((code) => !Object.hasOwn(to, String(code))).map(String)
  if (missing.length > 0) {
    context.problems.push(
      mappingProblem([...at, 'to'], 'mapping_crosswalk_gap', { path: read.path, codes: missing.join(', ') }),
    )
  }
  for (const [code, value] of Object.entries(to)) {
    const here = [...at, 'to', code]
    if (!codes.has(code)) {
      context.problems.push(
        mappingProblem(here, 'mapping_crosswalk_unknown', { path: read.path, given: code, hint: hint(code, codes) }),
      )
    }
    if (!isJson(value)) refuse(context, here, { zh: '不是 JSON 值', en: 'it is not a JSON value' })
  }
  const table = new Map<unknown, Json>(known.map((code) => [code, to[String(code)] as Json]))
  const back = new Map<Json, Json>([...table].map(([code, value]) => [value, code as Json]))
  return {
    verb: 'code',
    place: context.place,
    read,
    forward: (value) => table.get(value),
    ...(isShort(table) ? { inline: (value: string) => inlineTable(table, value) } : {}),
    misfit: () => ({ code: 'value_not_in_crosswalk' }),
    outputs: [...table].map(([code, value]) => ({ value, at: ['to', String(code)] })),
    gives: () => ({ values: [...table.values()] }),
    ...([...table.values()].includes(null) ? { hasNull: true } : {}),
    // Two codes with one value can't be told apart again.
    ...(back.size === table.size ? { backward: (value: Json) => back.get(value) } : {}),
  }
}

// A dozen comparisons cost no more than one look-up in a table.
const MAX_INLINE = 12

const isShort = (table: ReadonlyMap<unknown, Json>): boolean =>
  table.size <= MAX_INLINE && [...table.values()].every(isPrimitive)

const inlineTable = (table: ReadonlyMap<unknown, Json>, value: string): string => {
  const cases = [...table].map(([code, to]) => `${value} === ${JSON.stringify(code)} ? ${JSON.stringify(to)} : `)
  return `${cases.join('')}undefined`
}
