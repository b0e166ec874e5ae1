/**
 * Whose a plain 联系电话 is, from the fields before it: after 使用者姓名 it is the user's, where the record's own subject has
 * none or has had its own already.
 */
import type { Reading, Subject } from '../types.ts'
import { peopleHolders } from '../vocabulary/index.ts'

/** Facts that a person mentioned in passing may have too. */
export const personalFacets: ReadonlySet<string> = new Set([
  ...['person.idNumber', 'person.idType', 'person.phone', 'person.gender', 'person.birthDate', 'person.age'],
  ...['person.ethnicity', 'person.employer', 'person.occupation', 'person.education', 'person.politicalStatus'],
  ...[
    'household.address',
    'address',
    'org.address',
    'relation',
    'unit',
    'person.domicileAddress',
    'person.bankAccount',
  ],
])
const OWN_NAMES: ReadonlySet<string | undefined> = new Set([undefined, 'subject', 'named'])

/** Of these the record itself has one more often than whoever was mentioned before it. */
const OWN_RATHER: ReadonlySet<string> = new Set(['household.address', 'address', 'org.address', 'unit'])

/** As `fieldReadings` has them. */
export interface Numbered {
  readonly readings: readonly Reading[]
  readonly number?: string
}

export interface Carried {
  readonly reading: Reading
  /** The holder's words in an earlier field, where it came from there. */
  readonly after?: string
}

/** The fields' readings, holders of earlier fields carried on. */
export function carryHolders(fields: readonly Numbered[], subject: Subject): readonly (readonly Carried[])[] {
  const taken = new Set<string>()
  let holder: { id: string; words: string; number?: string } | undefined
  return fields.map(({ readings, number }) => {
    const best = readings[0]
    const introduced = readings.find((reading) => reading.holder !== undefined && peopleHolders.has(reading.holder))
    if (introduced?.holder !== undefined) {
      holder = { id: introduced.holder, words: introduced.words, ...(number === undefined ? {} : { number }) }
      return readings.map((reading) => ({ reading }))
    }
    const facet = best?.facet
    if (!best || facet === undefined) return readings.map((reading) => ({ reading }))
    const own = best.holder === undefined
    if (own && holder && personalFacets.has(facet)) {
      const numbered = number !== undefined && number === holder.number
      const carried = subject === 'person' ? taken.has(facet) || numbered : !OWN_RATHER.has(facet) || numbered
      if (carried) {
        const { id, words } = holder
        return readings.map((reading) => ({ reading: { ...reading, holder: id }, after: words }))
      }
    }
    if (facet === 'nothing' || OWN_NAMES.has(best.holder)) taken.add(facet)
    if (facet === 'person.name' && OWN_NAMES.has(best.holder)) holder = undefined
    if (!personalFacets.has(facet) && facet !== 'nothing') holder = undefined
    return readings.map((reading) => ({ reading }))
  })
}
