/** Faults beside faults: what one already says isn't said again, and what one would only make look wrong isn't said at all. */
import type { Finding } from '../../base/finding.ts'
import { pointerTokens, toPointer } from '../../base/json-pointer.ts'
import { type Contract, conditionalNames } from '../../contract/index.ts'

/** Those that speak of other places than the ones that are known to be wrong. */
export const elsewhere = (findings: readonly Finding[], known: readonly Finding[]): readonly Finding[] => {
  const places = known.map(placeOf)
  return findings.filter((found) => {
    const place = placeOf(found)
    return !places.some((wrong) => isWithin(wrong, place) || isWithin(place, wrong))
  })
}

/** Whether the contract's conditions look at a property whose rule is wrong: what it asks for then can't be told. */
export function decidesSomething(wrong: readonly Finding[], contract: Contract): boolean {
  if (wrong.length === 0) return false
  const names = conditionalNames(contract)
  return wrong.some((found) => pointerTokens(placeOf(found)).some((token) => names.has(token)))
}

/** Of a property without a rule, where its rule would stand. */
const placeOf = ({ code, pointer, params }: Finding): string =>
  code === 'mapping_property_missing' || code === 'mapping_property_missing_when'
    ? `${pointer}${toPointer([String(params.given)])}`
    : pointer

const isWithin = (pointer: string, place: string): boolean => pointer === place || pointer.startsWith(`${place}/`)
