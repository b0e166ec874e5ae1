/** `{ flag: path, yes, no }`: a yes/no field in the upstream's own two values (是/否, 1/0, even "0" for yes). */
import type { Json } from '../../base/json.ts'
import { type ParseContext, readAt, refuse, type Spec } from '../context.ts'
import type { ConvertNode } from '../node.ts'
import { isJson, isPrimitive, sameJson } from '../values.ts'

export function parseFlag(context: ParseContext, { members, at }: Spec): ConvertNode | undefined {
  const read = readAt(context, members.flag, [...at, 'flag'])
  const { yes, no } = members
  for (const name of ['yes', 'no']) {
    if (!isJson(members[name]))
      refuse(context, [...at, name], { zh: '缺少，或不是 JSON 值', en: 'it is missing, or not a JSON value' })
  }
  if (read && read.field.kind !== 'boolean') {
    return refuse(context, [...at, 'flag'], {
      zh: `“${read.path}”不是是非字段`,
      en: `“${read.path}” is not a yes/no field`,
    })
  }
  if (!read || !isJson(yes) || !isJson(no)) return undefined
  return {
    verb: 'flag',
    place: context.place,
    read,
    forward: (value) => (value === true ? yes : value === false ? no : undefined),
    ...(isPrimitive(yes) && isPrimitive(no)
      ? {
          inline: (value: string) =>
            `${value} === true ? ${JSON.stringify(yes)} : ${value} === false ? ${JSON.stringify(no)} : undefined`,
        }
      : {}),
    misfit: () => ({ code: 'value_wrong_type' }),
    outputs: [
      { value: yes, at: ['yes'] },
      { value: no, at: ['no'] },
    ],
    gives: () => ({ values: [yes, no] }),
    ...(yes === null || no === null ? { hasNull: true } : {}),
    ...(sameJson(yes, no)
      ? {}
      : { backward: (value: Json) => (sameJson(value, yes) ? true : sameJson(value, no) ? false : undefined) }),
  }
}
