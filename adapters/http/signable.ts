/** What a signature can't cover, told when a record is planned rather than when it leaves. */
import { type JsonObject, type PayloadFault, type SignSettings, toPointer } from 'yibiao/adapter'

/** JeecgBoot signs a flat object of texts, numbers and flags alone. */
export function unsignable(sign: SignSettings | undefined, payload: JsonObject): readonly PayloadFault[] {
  if (typeof sign !== 'object' || sign.kind !== 'jeecg-sign') return []
  return Object.entries(payload)
    .filter(([, value]) => value === null || typeof value === 'object')
    .map(([name]) => {
      const pointer = toPointer([name])
      return { pointer, code: 'unsignable', who: 'author', params: { pointer } }
    })
}
