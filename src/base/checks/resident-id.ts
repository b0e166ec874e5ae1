/**
 * Citizen identity numbers (GB 11643-1999) and the numbers made after their pattern.
 *
 * 18 characters: region 6, birth date 8, sequence 3 (odd male, even female), check 1 (ISO 7064 MOD 11-2).
 * Residence permits of Hong Kong, Macao and Taiwan residents use the regions 810000, 820000, 830000; since 2023-12
 * the foreigners' permanent residence card is 18 digits too, starting with 9, with the same check. Numbers of
 * 15 digits (before 1999) have two-digit years and no check digit.
 */
import { isCalendarDate } from './calendar-date.ts'
import { isProvince } from './division-code.ts'

export type ResidentIdFault = 'shape' | 'old-number' | 'region' | 'birth-date' | 'future' | 'check-digit'

export interface ResidentIdFacts {
  readonly kind: 'citizen' | 'permit' | 'foreigner'
  /** `yyyy-MM-dd` */
  readonly birthDate: string
  /** GB/T 2261.1. Not told for foreigners: where their number carries it is in no document we could read. */
  readonly sex?: '1' | '2'
  /** GB/T 2260 at the time of issue; absent for foreigners. */
  readonly region?: string
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'
const PERMIT_REGIONS = new Set(['810000', '820000', '830000'])

/** The check character for the first 17 digits. Anything else than 17 digits is the caller's mistake. */
export function residentIdCheckDigit(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (WEIGHTS[i] as number)
  return CHECK_CHARACTERS[sum % 11] as string
}

function kindOf(text: string): ResidentIdFacts['kind'] | undefined {
  if (text[0] === '9') return 'foreigner'
  if (PERMIT_REGIONS.has(text.slice(0, 6))) return 'permit'
  return isProvince(text.slice(0, 2)) ? 'citizen' : undefined
}

/**
 * What is wrong with an 18-character number, or undefined when it holds. The first fault found, in the order of
 * `ResidentIdFault`.
 *
 * @param text - upper-case X, no spaces: normalising is the field's
 * @param today - `yyyy-MM-dd`; without it a birth date in the future is not noticed
 */
export function residentIdFault(text: string, today?: string): ResidentIdFault | undefined {
  if (/^\d{15}$/.test(text)) return 'old-number'
  if (!/^\d{17}[\dX]$/.test(text)) return 'shape'
  if (kindOf(text) === undefined) return 'region'
  const birth = birthDateOf(text)
  if (birth === undefined) return 'birth-date'
  if (today !== undefined && birth > today) return 'future'
  return residentIdCheckDigit(text) === text[17] ? undefined : 'check-digit'
}

function birthDateOf(text: string): string | undefined {
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)]
  return isCalendarDate(Number(year), Number(month), Number(day)) ? `${year}-${month}-${day}` : undefined
}

/** What a number says about its bearer; undefined when the number doesn't hold. */
export function residentIdFacts(text: string): ResidentIdFacts | undefined {
  if (residentIdFault(text) !== undefined) return undefined
  const kind = kindOf(text) as ResidentIdFacts['kind']
  const birthDate = birthDateOf(text) as string
  if (kind === 'foreigner') return { kind, birthDate }
  return { kind, birthDate, sex: Number(text[16]) % 2 === 1 ? '1' : '2', region: text.slice(0, 6) }
}

/**
 * The 18-character number of a 15-digit one (GB 11643-1999, section 4: the century 19 and the check digit are added),
 * or undefined when the text isn't an old number with a real birth date. For a suggestion to a person: numbers were
 * reassigned when the cards were changed, so it is never put in silently.
 */
export function residentIdFromOld(text: string): string | undefined {
  if (!/^\d{15}$/.test(text)) return undefined
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`
  const number = first17 + residentIdCheckDigit(first17)
  return residentIdFault(number) === undefined ? number : undefined
}
