/**
 * `{ code: path, to: { … }, refused?: [ … ] }`: a crosswalk, total over the values the form allows. Each has its partner in
 * `to`, or stands in `refused`: the upstream has no code for it, and a record that says so is turned back at its field.
 */
import type { Json } from '../../base/json.ts'
import type { Text } from '../../base/text.ts'
import type { CodeList } from '../../form/index.ts'
import { type ParseContext, readAt, refuse, type Spec } from '../context.ts'
import { type Known, knownValues } from '../fields.ts'
import type { ConvertNode } from '../node.ts'
import { hint, mappingProblem } from '../problems.ts'
import { isJson, isPlainObject, isPrimitive } from '../values.ts'

export function parseCode(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const { members, at } = spec
  const read = readAt(context, members.code, [...at, 'code'])
  const { to, refused: listed = [] } = members
  if (!isPlainObject(to)) {
    return refuse(context, [...at, 'to'], { zh: '应是对照表', en: 'it must be a table from code to value' })
  }
  if (!Array.isArray(listed)) {
    return refuse(context, [...at, 'refused'], { zh: '应是代码的列表', en: 'it must be a list of codes' })
  }
  if (!read) return undefined
  const known = knownValues(context.index, read)
  if (!known) {
    const zh = `“${read.path}”没有代码表，无法保证对照齐全`
    return refuse(context, [...at, 'code'], {
      zh,
      en: `“${read.path}” has no closed list of codes, so no table can be total`,
    })
  }
  const list = read.field.meta.codes
  const names = listed.map(String)
  checkCodes(context, spec, { path: read.path, known, list, to, listed: names })
  const refused = known.filter((code) => names.includes(String(code)))
  const pairs = known.filter((code) => Object.hasOwn(to, String(code)) && !refused.includes(code))
  const table = new Map<unknown, Json>(pairs.map((code) => [code, to[String(code)] as Json]))
  const back = new Map<Json, Json>([...table].map(([code, value]) => [value, code as Json]))
  const allowed = namesOf(pairs, list)
  return {
    verb: 'code',
    place: context.place,
    read,
    forward: (value) => table.get(value),
    ...(isShort(table) ? { inline: (value: string) => inlineTable(table, value) } : {}),
    misfit: (value) =>
      refused.includes(value as Known)
        ? { code: 'value_without_partner', params: { allowed } }
        : { code: 'value_not_in_crosswalk' },
    outputs: [...table].map(([code, value]) => ({ value, at: ['to', String(code)] })),
    ...(refused.length > 0 ? { refused: namesOf(refused, list, true) } : {}),
    gives: () => ({ values: [...table.values()] }),
    ...([...table.values()].includes(null) ? { hasNull: true } : {}),
    // Two codes with one value can't be told apart again.
    ...(back.size === table.size ? { backward: (value: Json) => back.get(value) } : {}),
  }
}

interface Codes {
  readonly path: string
  readonly known: readonly Known[]
  readonly list: CodeList | undefined
  readonly to: Readonly<Record<string, unknown>>
  /** What stands under `refused`. */
  readonly listed: readonly string[]
}

/** Every code of the form in one of the two places, and no other. */
function checkCodes(context: ParseContext, { at }: Spec, { path, known, list, to, listed }: Codes): void {
  const codes = new Set([...known.map(String), ...(list?.codes.map(({ code }) => code as string) ?? [])])
  const missing = known.map(String).filter((code) => !Object.hasOwn(to, code) && !listed.includes(code))
  if (missing.length > 0) {
    context.problems.push(mappingProblem([...at, 'to'], 'mapping_crosswalk_gap', { path, codes: missing.join(', ') }))
  }
  const named = [
    ...Object.keys(to).map((code) => ({ code, here: [...at, 'to', code] })),
    ...listed.map((code, position) => ({ code, here: [...at, 'refused', position] })),
  ]
  for (const { code, here } of named) {
    if (codes.has(code)) continue
    context.problems.push(
      mappingProblem(here, 'mapping_crosswalk_unknown', { path, given: code, hint: hint(code, codes) }),
    )
  }
  for (const [code, value] of Object.entries(to)) {
    if (!isJson(value)) refuse(context, [...at, 'to', code], { zh: '不是 JSON 值', en: 'it is not a JSON value' })
  }
  for (const [position, code] of listed.entries()) {
    if (Object.hasOwn(to, code)) refuse(context, [...at, 'refused', position], BOTH)
  }
  if (missing.length === 0 && known.every((code) => !Object.hasOwn(to, String(code)))) {
    refuse(context, [...at, 'refused'], NOTHING_LEFT)
  }
}

const BOTH: Text = { zh: '这个代码在 to 里也有', en: 'this code has a partner in `to` too' }
const NOTHING_LEFT: Text = {
  zh: '所有代码都不报，这条规则就什么也给不出',
  en: 'with every code refused, the rule gives nothing',
}

// Of a list of 56 ethnic groups a few show what is meant.
const MAX_NAMED = 12

/** Codes as people know them: by name, where the list has names. */
function namesOf(codes: readonly Known[], list: CodeList | undefined, withCode = false): Text {
  const more = codes.length > MAX_NAMED ? '…' : ''
  const named = (lang: 'zh' | 'en') => (code: Known) => {
    const name = list?.codes.find((each) => each.code === code)?.[lang]
    return name === undefined ? String(code) : withCode ? `${code} ${name}` : name
  }
  const shown = codes.slice(0, MAX_NAMED)
  return { zh: shown.map(named('zh')).join('、') + more, en: shown.map(named('en')).join(', ') + more }
}

// A dozen comparisons cost no more than one look-up in a table.
const MAX_INLINE = 12

const isShort = (table: ReadonlyMap<unknown, Json>): boolean =>
  table.size <= MAX_INLINE && [...table.values()].every(isPrimitive)

const inlineTable = (table: ReadonlyMap<unknown, Json>, value: string): string => {
  const cases = [...table].map(([code, to]) => `${value} === ${JSON.stringify(code)} ? ${JSON.stringify(to)} : `)
  return `${cases.join('')}undefined`
}
