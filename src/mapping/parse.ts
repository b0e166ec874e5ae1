/** Reads a mapping as data into checked nodes, collecting every problem instead of stopping at the first. */
import type { Json } from '../base/json.ts'
import { parseCondition } from './conditions.ts'
import { type ParseContext, readAt, refuse, type Spec } from './context.ts'
import type { EachNode, FirstOfNode, Node, ObjectNode, WhenNode } from './node.ts'
import { hint, mappingProblem, type Tokens } from './problems.ts'
import { isNaming, wrappedList } from './referents.ts'
import { isJson, isPlainObject } from './values.ts'
import { parseCase } from './verbs/case.ts'
import { parseCode } from './verbs/code.ts'
import { parseCompute } from './verbs/compute.ts'
import { parseDate } from './verbs/date.ts'
import { parseFlag } from './verbs/flag.ts'
import { parseJoin } from './verbs/join.ts'
import { parseMask } from './verbs/mask.ts'
import { parseNumber } from './verbs/number.ts'
import { parsePad } from './verbs/pad.ts'
import { parseRefAt } from './verbs/ref-at.ts'
import { parseSplit } from './verbs/split.ts'
import { parseText } from './verbs/text.ts'
import { parseTrim } from './verbs/trim.ts'

interface Verb {
  readonly parse: (context: ParseContext, spec: Spec) => Node | undefined
  /** Members that may stand beside the verb. */
  readonly beside: readonly string[]
}

export const VERBS: Readonly<Record<string, Verb>> = {
  const: { parse: parseConst, beside: [] },
  code: { parse: parseCode, beside: ['to', 'refused'] },
  date: { parse: parseDate, beside: ['as'] },
  number: { parse: parseNumber, beside: ['decimals'] },
  flag: { parse: parseFlag, beside: ['yes', 'no'] },
  text: { parse: parseText, beside: ['decimals', 'maxLength'] },
  join: { parse: parseJoin, beside: ['with'] },
  mask: { parse: parseMask, beside: ['keep', 'with'] },
  pad: { parse: parsePad, beside: ['length', 'with', 'side'] },
  trim: { parse: parseTrim, beside: [] },
  case: { parse: parseCase, beside: ['as'] },
  split: { parse: parseSplit, beside: ['from', 'to', 'with', 'part', 'of'] },
  firstOf: { parse: parseFirstOf, beside: [] },
  when: { parse: parseWhen, beside: ['then', 'else'] },
  each: { parse: parseEach, beside: ['item'] },
  object: {
    parse: (context, { members, at }) => parseObject(context, members.object, [...at, 'object'], false),
    beside: [],
  },
  compute: { parse: parseCompute, beside: [] },
  refAt: { parse: parseRefAt, beside: [] },
}

const VERB_NAMES = Object.keys(VERBS)

// Deeper than any contract; a mapping from JSON must not exhaust the stack.
const MAX_DEPTH = 40

/** The rules of an object, the payload's own among them; undefined once a problem has been noted. */
export function parseObject(
  context: ParseContext,
  rules: unknown,
  at: Tokens,
  always: boolean,
): ObjectNode | undefined {
  if (!isPlainObject(rules))
    return refuse(context, at, { zh: '应是“属性: 规则”的对象', en: 'it must be an object of rules by property' })
  const members = Object.entries(rules).flatMap(([name, rule]) => {
    const here = [...at, name]
    // Assigning it would set the payload's prototype instead of a property.
    if (name === '__proto__')
      return refuse(context, here, { zh: '不能用作属性名', en: 'it can’t be the name of a property' }) ?? []
    const node = parseRule({ ...context, place: [...context.place, name] }, rule, here)
    return node ? [[name, node] as const] : []
  })
  return { verb: 'object', members, always }
}

function parseRule(context: ParseContext, rule: unknown, at: Tokens): Node | undefined {
  if (typeof rule === 'string') {
    const read = readAt(context, rule, at)
    return read && { verb: 'path', read }
  }
  if (!isPlainObject(rule) || at.length > MAX_DEPTH) {
    return refuse(context, at, {
      zh: '应是字段路径，或带一个动词的对象',
      en: 'it must be a path, or an object with one verb',
    })
  }
  const keys = Object.keys(rule)
  const verbs = keys.filter((key) => Object.hasOwn(VERBS, key))
  const [name, second] = verbs
  const verb = VERBS[name ?? '']
  if (!name || !verb) {
    const odd = keys[0] ?? ''
    context.problems.push(mappingProblem(at, 'mapping_verb_unknown', { given: odd, hint: hint(odd, VERB_NAMES) }))
    return undefined
  }
  if (second) {
    context.problems.push(mappingProblem(at, 'mapping_verb_many', { given: verbs.join(', ') }))
    return undefined
  }
  const surplus = keys.filter((key) => key !== name && !verb.beside.includes(key))
  for (const key of surplus) {
    const meant = hint(key, verb.beside)
    refuse(context, [...at, key], {
      zh: `“${name}”旁边不能有“${key}”${meant.zh}`,
      en: `“${key}” can’t stand beside “${name}”.${meant.en}`,
    })
  }
  return verb.parse(context, { members: rule, at })
}

function parseConst(context: ParseContext, { members, at }: Spec): Node | undefined {
  const value = members.const
  if (!isJson(value)) return refuse(context, [...at, 'const'], { zh: '不是 JSON 值', en: 'it is not a JSON value' })
  return { verb: 'const', value: deepFreeze(structuredClone(value) as Json) }
}

// Every payload shares the one value; nobody may change it for the next.
function deepFreeze(value: Json): Json {
  if (value !== null && typeof value === 'object') {
    Object.freeze(value)
    for (const member of Object.values(value)) deepFreeze(member)
  }
  return value
}

function parseFirstOf(context: ParseContext, { members, at }: Spec): FirstOfNode | undefined {
  const list = members.firstOf
  if (!Array.isArray(list) || list.length === 0) {
    return refuse(context, [...at, 'firstOf'], { zh: '应是非空列表', en: 'it must be a list with something in it' })
  }
  const rules = list.map((rule, position) => parseRule(context, rule, [...at, 'firstOf', position]))
  return { verb: 'firstOf', rules: rules.filter((rule) => rule !== undefined) }
}

function parseWhen(context: ParseContext, { members, at }: Spec): WhenNode | undefined {
  const test = parseCondition(context, members.when, [...at, 'when'])
  const then = parseRule(context, members.then, [...at, 'then'])
  const otherwise = Object.hasOwn(members, 'else') ? parseRule(context, members.else, [...at, 'else']) : undefined
  return test && then && { verb: 'when', test, then, otherwise }
}

function parseEach(context: ParseContext, { members, at }: Spec): EachNode | undefined {
  const read = readAt(context, members.each, [...at, 'each'])
  if (!read) return undefined
  const item = context.index.byPath.get(`${read.path}.*`)
  if (read.field.kind !== 'list' || !item) {
    return refuse(context, [...at, 'each'], { zh: `“${read.path}”不是列表`, en: `“${read.path}” is not a list` })
  }
  const plain = item.kind !== 'object' && item.kind !== 'union'
  const wrapped = plain && isNaming(context.index.form, item.path)
  const scopes = [...context.scopes, { base: item.path, plain, wrapped }]
  const inside = parseRule({ ...context, scopes, place: [...context.place, null] }, members.item, [...at, 'item'])
  if (!inside) return undefined
  // An item stands even when nothing in it does: the places of the others must not shift.
  const node = inside.verb === 'object' ? { ...inside, always: true } : inside
  return { verb: 'each', place: context.place, read: wrapped ? wrappedList(read) : read, item: node }
}
