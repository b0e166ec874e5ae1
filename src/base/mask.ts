/**
 * Values made safe for logs and reports. How much is left says how delicate the field is; a masked text never tells
 * the length of a sensitive value, and numbers are masked as a whole (their size is the information).
 */

/** How delicate a value is; decides masking in logs and reports. */
export type Sensitivity = 'public' | 'personal' | 'sensitive'

const HIDDEN = '******'

// Longer texts (phone numbers, addresses) keep two characters at each end, enough to tell two neighbours apart.
const LONG_TEXT = 7

function maskText(text: string): string {
  const characters = [...text]
  if (characters.length < 2) return '*'
  if (characters.length < LONG_TEXT) return `${characters[0]}${'*'.repeat(characters.length - 1)}`
  return [...characters.slice(0, 2), '*'.repeat(characters.length - 4), ...characters.slice(-2)].join('')
}

/**
 * A value as it may stand in a log or a report.
 *
 * `public`: as it is (objects and lists as JSON). `personal`: the first character, or two at each end from seven
 * characters on. `sensitive`: six stars, whatever was there. An absent value is the empty text.
 *
 * @param sensitivity - of the field; a field that doesn't say counts as `personal`
 */
export function maskValue(value: unknown, sensitivity: Sensitivity = 'personal'): string {
  if (value === undefined || value === null) return ''
  if (sensitivity === 'sensitive') return HIDDEN
  if (sensitivity === 'public') return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return typeof value === 'string' ? maskText(value) : HIDDEN
}

// Resident ids (18 or 15 digits), mobile numbers, bank cards: what a text may quote of people nobody named to us.
const PERSONAL_NUMBERS = /(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15}|1[3-9]\d{9}|\d{16}|\d{19})(?![0-9A-Za-z])/g

/** A text without numbers that look like a person's: ids, mobile telephones, bank cards. */
export const maskPersonal = (text: string): string => text.replace(PERSONAL_NUMBERS, HIDDEN)
