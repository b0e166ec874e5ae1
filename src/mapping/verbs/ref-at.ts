/** `{ refAt: place }`: what the upstream itself calls the record that a reference names; it is waited for. */
import { type ParseContext, readAt, refuse, type Spec } from '../context.ts'
import { upstreamReference } from '../fields.ts'
import type { PathNode } from '../node.ts'

export function parseRefAt(context: ParseContext, { members, at }: Spec): PathNode | undefined {
  const named = readAt(context, members.refAt, [...at, 'refAt'])
  if (!named) return undefined
  const read = upstreamReference(context.index, named)
  if (read) return { verb: 'path', read }
  return refuse(context, [...at, 'refAt'], {
    zh: `“${named.path}”不是引用；要写引用的名称，如“resident”`,
    en: `“${named.path}” is not a reference; write the name of one, such as “resident”`,
  })
}
