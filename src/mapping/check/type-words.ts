/** A value of one JSON type where another is wanted, and the verb that turns it into that. */
import type { JsonObject } from '../../base/json.ts'
import type { Params } from '../../base/problem.ts'
import type { Text } from '../../base/text.ts'
import { typesOf } from '../../contract/index.ts'
import type { Shape } from '../shape.ts'

const NAMES: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是否值', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段', en: 'an object' },
  null: { zh: '空值', en: 'null' },
}

/** What to say where no type of the shape is one the schema takes; undefined where one is. */
export function mismatch(shape: Shape, schema: JsonObject, path: string): Params | undefined {
  const given = shape.types?.filter((type) => type !== 'null') ?? []
  const wanted = typesOf(schema)
  if (given.length === 0 || given.some((type) => wanted.includes(type))) return undefined
  if (given.includes('number') && wanted.includes('integer')) return undefined
  const real = wanted.filter((type) => type !== 'null')
  return { given: names(given), wanted: names(real), verb: verbFor(given[0] ?? '', real, path) }
}

function names(types: readonly string[]): Text {
  const words = types.map((type) => NAMES[type] ?? { zh: type, en: type })
  return { zh: words.map(({ zh }) => zh).join('或'), en: words.map(({ en }) => en).join(' or ') }
}

function verbFor(given: string, wanted: readonly string[], path: string): Text {
  const same = (text: string): Text => ({ zh: text, en: text })
  if (given === 'boolean') return same(`{ "flag": "${path}", "yes": …, "no": … }`)
  if (given === 'array') return same(`{ "each": "${path}", "item": … }`)
  if (given === 'object') return { zh: `其中的一个字段，例如 ${path}.…`, en: `one of its fields: ${path}.…` }
  if (wanted.includes('string')) return same(`{ "text": "${path}" }`)
  if (wanted.includes('number') || wanted.includes('integer')) return same(`{ "number": "${path}" }`)
  return { zh: '别的字段或规则', en: 'another field or rule' }
}
