/**
 * `{ mask: path, keep: [head, tail], with? }`: a text with its middle hidden. One id is asked for in six ways: whole (a plain
 * path), birthday hidden `[6, 4]`, last eight hidden `[10, 0]`, both ends only `[1, 1]`, the last six alone `[0, 6]` with
 * nothing instead of the rest, and in parts (`split`). There is no way back.
 */
import { type ParseContext, refuse, type Spec } from '../context.ts'
import type { ConvertNode } from '../node.ts'
import { type Shape, textShape, through } from '../shape.ts'
import { textReadAt } from './source-text.ts'

const MAX_KEPT = 64

export function parseMask(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const { members, at } = spec
  const read = textReadAt(context, spec, 'mask')
  const { keep, with: sign = '*' } = members
  const isCount = (count: unknown) => Number.isInteger(count) && Number(count) >= 0 && Number(count) <= MAX_KEPT
  if (!Array.isArray(keep) || keep.length !== 2 || !keep.every(isCount)) {
    return refuse(context, [...at, 'keep'], {
      zh: `应是 [开头保留几个字, 结尾保留几个字]，各为 0 到 ${MAX_KEPT} 的整数`,
      en: `it must be [characters kept at the start, at the end], whole numbers from 0 to ${MAX_KEPT}`,
    })
  }
  const [head, tail] = keep as [number, number]
  if (typeof sign !== 'string' || [...sign].length > 1) {
    return refuse(context, [...at, 'with'], { zh: '应是一个字，或空文字', en: 'it must be one character, or empty' })
  }
  if (head + tail === 0 && sign === '') {
    return refuse(context, [...at, 'keep'], { zh: '什么也没留下', en: 'nothing would be left' })
  }
  if (!read) return undefined
  const forward = (value: unknown): string | undefined => {
    if (typeof value !== 'string') return undefined
    const characters = [...value]
    const hidden = characters.length - head - tail
    // A text that is all head and tail would be shown whole.
    if (hidden < 1) return undefined
    return characters.slice(0, head).join('') + sign.repeat(hidden) + characters.slice(head + hidden).join('')
  }
  return {
    verb: 'mask',
    place: context.place,
    read,
    forward,
    misfit: (value) =>
      typeof value === 'string'
        ? { code: 'value_too_short', params: { limit: head + tail + 1 } }
        : { code: 'value_wrong_type' },
    gives: (source) => maskedShape(source, through(source, forward), head + tail, sign),
  }
}

function maskedShape(source: Shape, kept: Partial<Shape>, shown: number, sign: string): Shape {
  const ascii = source.ascii === true && sign < '\u0080'
  if (sign === '') return textShape(shown, shown, { ...kept, ascii })
  return textShape(Math.max(source.minLength ?? 0, shown + 1), source.maxLength, { ...kept, ascii })
}
