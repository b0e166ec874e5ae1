/** What the verbs over one text share: which fields they take, and what is known of the field's writing. */
import type { Json } from '../../base/json.ts'
import { rewriteText } from '../../form/index.ts'
import { type ParseContext, readAt, refuse, type Spec } from '../context.ts'
import { knownValues, type Read } from '../fields.ts'

/** The field that `verb` names, if it holds text; undefined once a problem has been noted. */
export function textReadAt(context: ParseContext, { members, at }: Spec, verb: string): Read | undefined {
  const read = readAt(context, members[verb], [...at, verb])
  if (!read || ['text', 'date', 'code'].includes(read.field.kind)) return read
  return refuse(context, [...at, verb], { zh: `“${read.path}”不是文字字段`, en: `“${read.path}” is not a text field` })
}

/**
 * Whether every value at rest is written in a way that `rule` leaves alone: its closed values are, or the field's own
 * normalising (`overwrite`) brings `sample`, a text that isn't, into it.
 */
export function isWritten(
  { index }: Pick<ParseContext, 'index'>,
  read: Read,
  sample: string,
  rule: (text: string) => string,
): boolean {
  const isLeftAlone = (text: unknown) => typeof text === 'string' && rule(text) === text
  const values = knownValues(index, read)
  if (values) return values.every(isLeftAlone)
  const rewritten = rewriteText(read.field.schema, sample)
  return rewritten !== sample && isLeftAlone(rewritten)
}

/** The way back through a closed set of values, where no two of them come out alike. */
export function tableBack(
  { index }: Pick<ParseContext, 'index'>,
  read: Read,
  forward: (value: unknown) => Json | undefined,
): ((value: Json) => Json | undefined) | undefined {
  const values = knownValues(index, read)
  if (!values) return undefined
  const back = new Map(values.map((value) => [forward(value), value]))
  if (back.size < values.length || back.has(undefined)) return undefined
  return (value) => back.get(value)
}
