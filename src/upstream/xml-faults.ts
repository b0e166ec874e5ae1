/** What can't travel as XML, told when a record is planned. Pure. */
import type { Json, JsonObject } from '../base/json.ts'
import { toPointer } from '../base/json-pointer.ts'
import { firstOutside, firstUnencodable } from '../files/index.ts'
import type { PayloadFault } from './contract-v1.ts'
import { unnameable } from './xml.ts'

export type XmlEncoding = 'utf-8' | 'gbk' | 'gb18030'

/** Values that XML or its encoding can't hold, properties that no element can be named like. */
export function xmlFaults(payload: JsonObject, encoding: XmlEncoding): readonly PayloadFault[] {
  const detail = { zh: '这个名字不能作 XML 元素名', en: 'it has a name that no XML element can have' }
  return [
    ...texts(encoding, payload, ''),
    ...Array.from(unnameable(payload), (pointer): PayloadFault => {
      return { pointer, code: 'value_unfit', who: 'author', params: { detail } }
    }),
  ]
}

function* texts(encoding: XmlEncoding, value: Json | undefined, pointer: string): Generator<PayloadFault> {
  if (typeof value === 'string') {
    const lost = firstUnencodable(value, 'xml') || (encoding === 'gb18030' ? firstUnencodable(value, 'gb18030') : 0)
    const named = lost > 0 && firstUnencodable(value, 'xml') === 0 ? 'GB18030' : 'XML'
    const rare = lost === 0 && encoding === 'gbk' ? firstOutside(value, 'gbk') : 0
    if (lost > 0) yield { pointer, code: 'value_not_encodable', params: { position: lost, encoding: named } }
    if (rare > 0) yield { pointer, code: 'value_rare_character', params: { position: rare, characters: 'gbk' } }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* texts(encoding, inner, pointer + toPointer([name]))
  }
}
