/**
 * `{ split: path, from, to? }` and `{ split: path, with, part, of }`: a piece of a text, by its characters from `from`
 * (0 is the first) up to before `to`, or the `part`-th (from 1) of exactly `of` parts. Pieces that together are the whole
 * text lead back to it.
 */
import { type ParseContext, refuse, type Spec } from '../context.ts'
import type { ConvertNode, Piece } from '../node.ts'
import { textShape, through } from '../shape.ts'
import type { Misfit } from '../types.ts'
import { textReadAt } from './source-text.ts'

const MAX_POSITION = 4_000
const MAX_PARTS = 20

export function parseSplit(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const read = textReadAt(context, spec, 'split')
  const piece = Object.hasOwn(spec.members, 'with') ? partOf(context, spec) : rangeOf(context, spec)
  if (!read || !piece) return undefined
  const forward = (value: unknown) => (typeof value === 'string' ? cut(value, piece) : undefined)
  return {
    verb: 'split',
    place: context.place,
    read,
    piece,
    forward,
    misfit: (value) => (typeof value === 'string' ? tooFew(piece) : { code: 'value_wrong_type' }),
    gives: (source) => {
      const length = 'from' in piece && piece.to !== undefined ? piece.to - piece.from : undefined
      const { ascii = false, uniform = false } = source
      return textShape(length, length ?? source.maxLength, { ascii, uniform, ...through(source, forward) })
    },
  }
}

function cut(text: string, piece: Piece): string | undefined {
  if ('of' in piece) {
    const parts = text.split(piece.separator)
    return parts.length === piece.of ? parts[piece.part - 1] : undefined
  }
  const characters = [...text]
  const { from, to = characters.length } = piece
  return to <= characters.length && from < to ? characters.slice(from, to).join('') : undefined
}

const tooFew = (piece: Piece): Misfit =>
  'of' in piece
    ? { code: 'value_not_in_parts', params: { parts: piece.of, separator: piece.separator } }
    : { code: 'value_too_short', params: { limit: piece.to ?? piece.from + 1 } }

function rangeOf(context: ParseContext, { members, at }: Spec): Piece | undefined {
  const { from, to } = members
  for (const name of ['part', 'of']) {
    if (members[name] !== undefined)
      return refuse(context, [...at, name], { zh: '只和 with 一起用', en: 'it goes with `with` only' })
  }
  if (!isCount(from, 0, MAX_POSITION)) {
    return refuse(context, [...at, 'from'], {
      zh: '应是从 0 开始的整数，或改用 with、part、of',
      en: 'it must be a whole number from 0; or use with, part, of',
    })
  }
  if (to !== undefined && !isCount(to, from + 1, MAX_POSITION))
    return refuse(context, [...at, 'to'], { zh: '应是大于 from 的整数', en: 'it must be a whole number above from' })
  return { from, ...(to === undefined ? {} : { to }) }
}

function partOf(context: ParseContext, { members, at }: Spec): Piece | undefined {
  const { with: separator, part, of } = members
  if (members.from !== undefined || members.to !== undefined)
    return refuse(context, at, { zh: 'from、to 不能和 with 一起用', en: 'from and to don’t go with `with`' })
  if (typeof separator !== 'string' || separator === '')
    return refuse(context, [...at, 'with'], { zh: '应是分隔文字', en: 'it must be the separator' })
  if (!isCount(of, 2, MAX_PARTS)) {
    const en = `it must be how many parts there are, from 2 to ${MAX_PARTS}`
    return refuse(context, [...at, 'of'], { zh: `应是总段数，2 到 ${MAX_PARTS} 的整数`, en })
  }
  if (!isCount(part, 1, of))
    return refuse(context, [...at, 'part'], {
      zh: `应是 1 到 ${of} 的整数`,
      en: `it must be a whole number from 1 to ${of}`,
    })
  return { separator, part, of }
}

const isCount = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max
