/**
 * `{ case: path, as: 'upper' | 'lower' }`: the letters A to Z in one case, as in an id's last character or a number plate.
 * Other scripts stay as they are: their cases don't come back. The way back exists where the form writes one case itself.
 */
import type { Json } from '../../base/json.ts'
import { type ParseContext, refuse, type Spec } from '../context.ts'
import type { ConvertNode } from '../node.ts'
import { through } from '../shape.ts'
import { isWritten, tableBack, textReadAt } from './source-text.ts'

const upper = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

export function parseCase(context: ParseContext, spec: Spec): ConvertNode | undefined {
  const read = textReadAt(context, spec, 'case')
  const { as } = spec.members
  if (as !== 'upper' && as !== 'lower') {
    return refuse(context, [...spec.at, 'as'], { zh: '应是 upper 或 lower', en: 'it must be upper or lower' })
  }
  if (!read) return undefined
  const change = as === 'upper' ? upper : lower
  const forward = (value: unknown) => (typeof value === 'string' ? change(value) : undefined)
  const own = [upper, lower].find((rule) => isWritten(context, read, 'aA', rule))
  const ownBack = own && ((value: Json) => (forward(value) === value ? own(String(value)) : undefined))
  const backward = tableBack(context, read, forward) ?? ownBack
  return {
    verb: 'case',
    place: context.place,
    read,
    forward,
    misfit: () => ({ code: 'value_wrong_type' }),
    gives: ({ patterns: _patterns, ...source }) => ({ ...source, types: ['string'], ...through(source, forward) }),
    ...(backward ? { backward } : {}),
  }
}
