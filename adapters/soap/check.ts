/** What can't travel in this service's XML, told when a record is planned. Pure. */
import {
  firstOutside,
  firstUnencodable,
  type Json,
  type JsonObject,
  type PayloadFault,
  toPointer,
} from 'yibiao/adapter'
import type { ReadySettings } from './settings.ts'
import { unnameable } from './xml.ts'

export function faultsOf(settings: ReadySettings, payload: JsonObject): readonly PayloadFault[] {
  const detail = { zh: '这个名字不能作 XML 元素名', en: 'it has a name that no XML element can have' }
  return [
    ...texts(settings, payload, ''),
    ...Array.from(unnameable(payload), (pointer): PayloadFault => {
      return { pointer, code: 'value_unfit', who: 'author', params: { detail } }
    }),
  ]
}

function* texts(
  { encoding, ...rest }: ReadySettings,
  value: Json | undefined,
  pointer: string,
): Generator<PayloadFault> {
  if (typeof value === 'string') {
    const lost = firstUnencodable(value, 'xml') || (encoding === 'gb18030' ? firstUnencodable(value, 'gb18030') : 0)
    const named = lost > 0 && firstUnencodable(value, 'xml') === 0 ? 'GB18030' : 'XML'
    const rare = lost === 0 && encoding === 'gbk' ? firstOutside(value, 'gbk') : 0
    if (lost > 0) yield { pointer, code: 'value_not_encodable', params: { position: lost, encoding: named } }
    if (rare > 0) yield { pointer, code: 'value_rare_character', params: { position: rare, characters: 'gbk' } }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      yield* texts({ encoding, ...rest }, inner, pointer + toPointer([name]))
  }
}
