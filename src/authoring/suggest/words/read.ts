/** Words to readings: who holds the fact, and which fact it is. */
import type { Reading } from '../types.ts'
import type { Lexicon } from '../vocabulary/index.ts'
import { segment, type Token } from './segment.ts'

const VERBS: ReadonlySet<string> = new Set(['visiting', 'reporting', 'auditing'])
const PLACES: ReadonlySet<string> = new Set([
  ...['province', 'city', 'county', 'township', 'village', 'group', 'grid', 'building', 'unit', 'floor', 'room'],
])
const STAFF: ReadonlySet<string> = new Set(['responsible', 'other'])
/** What may stand before a verb without taking it over: 事件上报时间, but not 户口登记日期. */
const BEFORE_VERBS: ReadonlySet<string> = new Set([
  'subject',
  'named',
  'household',
  'event',
  'org',
  'house',
  'visiting',
])
/** Say which record or which spelling of a fact, not another fact: 民族代码, 性别名称. */
const SPELLINGS: ReadonlySet<string> = new Set(['code', 'title', 'described'])
/** Whoever holds it, a credit code is one. */
const ANYBODYS: ReadonlySet<string> = new Set(['org.uscc'])
/** Facts that a yes-or-no question can ask for; 是否有电话 doesn't ask for the telephone. */
const YES_OR_NO: ReadonlySet<string> = new Set([
  ...['person.medicalInsurance', 'person.pensionInsurance', 'person.criticalIllnessInsurance', 'welfare.isLowIncome'],
  ...['person.studentStatus', 'person.militaryService', 'person.maritalStatus', 'person.laborSkill', 'event.status'],
])

/** Words more than the shortest way has, up to which a way with a meaning is still looked for. */
const FURTHER = 1

/** Holder and facet; no facet where only the holder is named; `nothing` where the words are known to have no concept. */
interface Sense {
  readonly holder?: string
  readonly facet?: string
}

/**
 * The best readings of a text: those with the fewest words that make sense, at most four.
 *
 * @param trust - of a reading of one word; each further word costs a little
 */
export function readWords(
  text: string,
  lexicon: Lexicon,
  from: Reading['from'],
  trust: number,
  edges?: ReadonlySet<number>,
): readonly Reading[] {
  const readings: Reading[] = []
  let unnamed = false
  const known = new Set<string>()
  let fewest = Number.POSITIVE_INFINITY
  let found = false
  for (const tokens of segment(text, lexicon, edges)) {
    const sense = senseOf(tokens)
    if (!sense || tokens.length > (found || unnamed ? fewest : fewest + FURTHER)) continue
    if (sense === OUTSIDE) unnamed = true
    // The shortest way that leads somewhere; one that leads nowhere only says where to begin.
    fewest = found || fewest === Number.POSITIVE_INFINITY || sense.facet !== 'nothing' ? tokens.length : fewest
    found ||= sense.facet !== 'nothing'
    const key = `${sense.holder} ${sense.facet}`
    if (known.has(key)) continue
    known.add(key)
    readings.push({ ...sense, trust: trust - 0.01 * (tokens.length - 1), words: text, from })
  }
  // A word listed as nothing is nothing; a way to read it that leads nowhere is only a way.
  const nothing = readings.filter(({ facet }) => facet === 'nothing')
  const something = readings.filter(({ facet }) => facet !== 'nothing')
  return (unnamed || something.length === 0 ? nothing : something).slice(0, 4)
}

function senseOf(tokens: readonly Token[]): Sense | undefined {
  const parts = tokens.filter(({ meaning }) => meaning.part !== 'filler')
  if (parts.length === 0) return undefined
  const end = parts.at(-1)?.meaning
  if (end?.part === 'facet' && ANYBODYS.has(end.id)) return { facet: end.id }
  if (parts.some(({ meaning }) => meaning.part === 'nothing')) return parts.length === 1 ? OUTSIDE : undefined
  const named = parts.filter(({ meaning }) => meaning.part === 'holder').map(({ meaning }) => meaning.id)
  const facets = parts.filter(({ meaning }) => meaning.part === 'facet').map(({ meaning }) => meaning.id)
  // 姓名户主: a holder behind its facet is another thing's holder.
  if (facets.length > 0 && end?.part === 'holder') return undefined
  const holder = holderOf(named)
  if (holder === null) return NOTHING
  if (holder.facet !== undefined) facets.unshift(holder.facet)
  const facet = facetOf(facets)
  return {
    ...(holder.holder === undefined ? {} : { holder: holder.holder }),
    ...(facet === undefined ? {} : { facet }),
  }
}

const NOTHING: Sense = { facet: 'nothing' }
/** The vocabulary's own word for it. */
const OUTSIDE: Sense = { facet: 'nothing' }

function holderOf(named: readonly string[]): Sense | null {
  const own = named.filter((id) => id !== 'subject' && id !== 'named')
  const holder = own.at(-1) ?? named.at(-1)
  if (holder === undefined) return {}
  if (own.includes('auditing')) return null
  const before = own.slice(0, -1)
  const address = before.find((id) => id === 'domicile' || id === 'home')
  if (PLACES.has(holder) && address) return { holder: address, facet: holder }
  if (VERBS.has(holder)) return before.every((id) => BEFORE_VERBS.has(id)) ? { holder } : null
  // 巡查责任人: whoever does it, not whoever answers for it.
  const verb = before.find((id) => VERBS.has(id))
  if (verb && STAFF.has(holder)) return { holder: verb, facet: 'staff' }
  return { holder }
}

/** 入住日期时间. */
const saysDateAgain = (facets: readonly string[]): boolean =>
  facets.at(-1) === 'date' && /date|At$/i.test(facets.at(-2) ?? '')

function facetOf(facets: readonly string[]): string | undefined {
  const asked = facets.filter((id) => id !== 'whether')
  const rest = [...asked]
  while (rest.length > 1 && (SPELLINGS.has(rest.at(-1) ?? '') || saysDateAgain(rest))) rest.pop()
  // 走访人姓名, 录入人员单位: whose name or unit it is was said by the verb.
  const found = rest[0] === 'staff' || PLACES.has(rest[0] ?? '') ? rest.slice(-1) : [...new Set(rest)]
  const [first] = found
  if (first === undefined) return facets.length > 0 ? 'nothing' : undefined
  if (found.length > 1) return found.at(-1)?.startsWith('location.') ? found.at(-1) : 'nothing'
  return asked.length < facets.length && !YES_OR_NO.has(first) ? 'nothing' : first
}
