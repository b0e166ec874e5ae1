/**
 * `{ trim: path }`: a text without the spaces around it. On the way back it takes off what fixed-width columns add, where
 * the form's own values never have such spaces.
 */
import type { Json } from '../../base/json.ts'
import type { ParseContext, Spec } from '../context.ts'
import type { ConvertNode } from '../node.ts'
import { through } from '../shape.ts'
import { isWritten, textReadAt } from './source-text.ts'

export function parseTrim(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const read = textReadAt(context, spec, 'trim')
  if (!read) return undefined
  const forward = (value: unknown) => (typeof value === 'string' ? value.trim() : undefined)
  return {
    verb: 'trim',
    place: context.place,
    read,
    forward,
    misfit: () => ({ code: 'value_wrong_type' }),
    gives: (source) => ({ ...source, types: ['string'], ...through(source, forward) }),
    ...(isWritten(context, read, ' a ', (text) => text.trim()) ? { backward: (value: Json) => forward(value) } : {}),
  }
}
