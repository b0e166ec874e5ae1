/**
 * `{ pad: path, length, with, side? }`: a text or whole number filled up to a fixed length: `7` → `007`, a division of six
 * digits to twelve. A longer one is a fault. The way back exists where the padding can't be part of the value: whole numbers
 * padded with zeros, and closed lists.
 */
import type { Json } from '../../base/json.ts'
import { countAt, type ParseContext, readAt, refuse, type Spec } from '../context.ts'
import type { ConvertNode } from '../node.ts'
import { textShape, through } from '../shape.ts'
import { tableBack } from './source-text.ts'
import { plainText } from './text.ts'

const MAX_LENGTH = 4_000

export function parsePad(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const { members, at } = spec
  const read = readAt(context, members.pad, [...at, 'pad'])
  const length = members.length === undefined ? missing(context, spec) : countAt(context, spec, 'length', MAX_LENGTH)
  const { with: sign, side = 'start' } = members
  if (typeof sign !== 'string' || [...sign].length !== 1) {
    return refuse(context, [...at, 'with'], { zh: '应是一个字，例如 0', en: 'it must be one character, 0 for example' })
  }
  if (side !== 'start' && side !== 'end') {
    return refuse(context, [...at, 'side'], { zh: '应是 start 或 end', en: 'it must be start or end' })
  }
  if (!read || length === undefined) return undefined
  if (!['text', 'date', 'code', 'integer'].includes(read.field.kind)) {
    const zh = `“${read.path}”不是文字或整数字段`
    return refuse(context, [...at, 'pad'], { zh, en: `“${read.path}” is neither text nor a whole number` })
  }
  const forward = (value: unknown): string | undefined => {
    const text = textOf(value)
    const gap = text === undefined ? -1 : length - [...text].length
    if (text === undefined || gap < 0) return undefined
    return side === 'start' ? sign.repeat(gap) + text : text + sign.repeat(gap)
  }
  const isNumber = read.field.kind === 'integer' && side === 'start' && sign === '0'
  const backward = isNumber ? numberBack(forward) : tableBack(context, read, forward)
  return {
    verb: 'pad',
    place: context.place,
    read,
    forward,
    misfit: (value) =>
      textOf(value) === undefined
        ? { code: 'value_wrong_type' }
        : { code: 'value_too_long', params: { limit: length } },
    gives: (source) =>
      textShape(length, length, {
        ...through(source, forward),
        ascii: sign < '\u0080' && (source.ascii === true || read.field.kind === 'integer'),
      }),
    ...(backward ? { backward } : {}),
  }
}

const missing = (context: ParseContext, { at }: Spec): undefined =>
  refuse(context, [...at, 'length'], { zh: '缺少总长度', en: 'the whole length is missing' })

// A sign in front of a number would end up between the zeros.
const textOf = (value: unknown): string | undefined =>
  typeof value === 'number' && !(Number.isInteger(value) && value >= 0) ? undefined : plainText(value)

const numberBack =
  (forward: (value: unknown) => string | undefined) =>
  (value: Json): Json | undefined => {
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined
    return number !== undefined && Number.isSafeInteger(number) && forward(number) === value ? number : undefined
  }
