/** `{ join: [path | { const }], with }`: the parts that are there, with a separator between. No part, no text. */
import type { Json } from '../../base/json.ts'
import { type ParseContext, readAt, refuse, type Spec } from '../context.ts'
import { type FieldIndex, knownValues, type Read } from '../fields.ts'
import type { JoinNode } from '../node.ts'
import { isPlainObject } from '../values.ts'
import { canonicalNumber, jsonKind } from './number.ts'
import { plainText } from './text.ts'

export function parseJoin(context: ParseContext, { members, at }: Spec): JoinNode | undefined {
  const { join, with: separator } = members
  if (typeof separator !== 'string') {
    refuse(context, [...at, 'with'], {
      zh: '缺少分隔文字（可以是空文字）',
      en: 'the separator is missing; it may be empty text',
    })
  }
  if (!Array.isArray(join) || join.length === 0) {
    return refuse(context, [...at, 'join'], { zh: '应是非空列表', en: 'it must be a list with something in it' })
  }
  const parts = join.map((part, position) => parsePart(context, part, [...at, 'join', position]))
  if (typeof separator !== 'string' || parts.includes(undefined)) return undefined
  if (parts.every((part) => typeof part === 'string')) {
    return refuse(context, [...at, 'join'], { zh: '没有任何字段', en: 'it names no field' })
  }
  const known = parts.filter((part) => part !== undefined)
  const backward = splitter(context.index, known, separator)
  return { verb: 'join', place: context.place, parts: known, separator, ...(backward ? { backward } : {}) }
}

function parsePart(context: ParseContext, part: unknown, at: Spec['at']): Read | string | undefined {
  if (isPlainObject(part) && typeof part.const === 'string' && Object.keys(part).length === 1) return part.const
  const read = readAt(context, part, at)
  const kind = read?.field.kind
  if (kind === 'object' || kind === 'list' || kind === 'boolean' || kind === 'other') {
    return refuse(context, at, { zh: '只能连接文字、数字和代码', en: 'only texts, numbers and codes can be joined' })
  }
  return read
}

/** The text of the parts at hand; undefined when no field is there. */
export function joinTexts(
  parts: readonly (string | undefined)[],
  consts: readonly boolean[],
  separator: string,
): string | undefined {
  const some = parts.some((part, position) => part !== undefined && !consts[position])
  return some ? parts.filter((part) => part !== undefined).join(separator) : undefined
}

/**
 * Takes a joined text apart again; undefined when that can't be done without guessing. It can when every part is always
 * there and at most one may contain the separator.
 */
function splitter(index: FieldIndex, parts: readonly (Read | string)[], separator: string) {
  if (separator === '' || parts.some((part) => typeof part !== 'string' && part.mayBeAbsent)) return undefined
  if (parts.some((part) => typeof part !== 'string' && (part.field.nullable || !jsonKind(index, part))))
    return undefined
  const open = parts.flatMap((part, position) => (mayContain(index, part, separator) ? [position] : []))
  if (open.length > 1 || typeof parts[open[0] ?? -1] === 'string') return undefined
  return (text: string): readonly Json[] | undefined => {
    const pieces = text.split(separator)
    const surplus = pieces.length - parts.length
    if (surplus < 0 || (surplus > 0 && open[0] === undefined)) return undefined
    if (open[0] !== undefined)
      pieces.splice(open[0], surplus + 1, pieces.slice(open[0], open[0] + surplus + 1).join(separator))
    const values = parts.map((part, position) => pieceBack(index, part, pieces[position] ?? ''))
    return values.includes(undefined) ? undefined : values.filter((value) => value !== undefined)
  }
}

function pieceBack(index: FieldIndex, part: Read | string, piece: string): Json | undefined {
  if (typeof part === 'string') return part === piece ? piece : undefined
  return jsonKind(index, part) === 'number' ? canonicalNumber(piece) : piece
}

// Only what is known not to contain it is safe: a free text is not.
function mayContain(index: FieldIndex, part: Read | string, separator: string): boolean {
  if (typeof part === 'string') return part.includes(separator)
  const values = knownValues(index, part)
  if (values) return values.some((value) => String(plainText(value)).includes(separator))
  if (part.field.kind === 'date') return /^[-\d]+$/.test(separator)
  return jsonKind(index, part) === 'number' ? /^[-.\d]+$/.test(separator) : true
}
