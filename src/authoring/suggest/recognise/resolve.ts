/** From a reading to a concept, once it is known what the list is about. */
import type { Reading, Subject } from '../types.ts'
import { bySubject, conceptOf, holders } from '../vocabulary/index.ts'

export interface Resolved {
  /** Blank: known to have no concept. */
  readonly concept: string
  readonly trust: number
  readonly reading: Reading
  /** The meaning came from what the list is about, not from the words alone. */
  readonly bySubject: boolean
  /** The concept is near, and not quite this one. */
  readonly isNear: boolean
}

/** A general word is worth less than one that says it all: 名称 may be of anything. */
const GENERAL = 0.9
const HOLDER_ALONE = 0.95
/** Always to be looked at: a guardian is listed as a contact, and needn't be whom to call. */
const NEAR = 0.8

/** Lists in which something happened. */
const EVENTFUL: ReadonlySet<Subject> = new Set(['event', 'visit', 'thing'])

/** Undefined: understood, but without a meaning here. */
export function resolve(reading: Reading, subject: Subject): Resolved | undefined {
  const { holder, facet, trust } = reading
  const row = holder === undefined ? undefined : holders[holder]
  const as = (concept: string, factor = 1, general = false): Resolved => {
    const isNear = row?.near === true && concept !== ''
    return { concept, trust: trust * factor * (isNear ? NEAR : 1), reading, bySubject: general, isNear }
  }
  if (facet === 'nothing') return as('')
  if (row && facet === undefined) return row.alone === undefined ? undefined : as(row.alone, HOLDER_ALONE)
  if (facet === undefined) return undefined
  // 场所地址 of a hazard is where it is.
  if (holder === 'org' && subject === 'event' && row?.facets[facet] === 'org.address')
    return as('event.place', GENERAL, true)
  // 风险类型 of a household is about the household.
  if (holder === 'event' && !EVENTFUL.has(subject)) return as('')
  if (row && Object.hasOwn(row.facets, facet)) return as(row.facets[facet] ?? '')
  if (row && !row.open) {
    // The head stands for the household where the record is one.
    const headsOwn = holder === 'head' && subject === 'household' && facet.startsWith('person.')
    return headsOwn && conceptOf.has(facet) ? as(facet, HOLDER_ALONE) : as('')
  }
  const local = bySubject[subject][facet]
  if (local !== undefined) return as(local, conceptOf.has(facet) ? 1 : GENERAL, true)
  return conceptOf.has(facet) ? as(facet) : undefined
}
