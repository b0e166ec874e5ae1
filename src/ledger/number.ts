/**
 * The number we give back for what was handed in (受理号), made to be read aloud over the telephone: no 0, O, 1 or I,
 * three groups of four, the last character a check that notices one wrong character and two swapped neighbours.
 */
import { randomBytes } from 'node:crypto'

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
// 11 random characters are 55 bits: among ten million records the chance of any collision is under 0.2 %, and the
// ledger's unique index catches that one. Shorter collides sooner, longer is not read aloud without a slip.
const RANDOM_CHARACTERS = 11
// A prime above the alphabet's size, so that every weight has an inverse and every single slip is seen.
const PRIME = 37

function checkValue(characters: string): number {
  let sum = 0
  for (let i = 0; i < characters.length; i++) sum = (sum + (i + 2) * ALPHABET.indexOf(characters[i] as string)) % PRIME
  return sum
}

/** A new number such as `K7M2-P9QX-3RTW`. */
export function newNumber(): string {
  for (;;) {
    let characters = ''
    for (const byte of randomBytes(RANDOM_CHARACTERS)) characters += ALPHABET[byte & 31]
    const check = ALPHABET[checkValue(characters)]
    // The few checks that have no letter (32–36 of 37) are drawn again.
    if (check) return group(characters + check)
  }
}

const group = (characters: string) => `${characters.slice(0, 4)}-${characters.slice(4, 8)}-${characters.slice(8)}`

export interface ReceiptNumber {
  readonly number: string
  /** Revision the holder of the number knew, from 1; absent in a bare number. */
  readonly revision?: number
}

export const formatReceiptNumber = (number: string, revision: number): string => `${number}-${revision}`

/**
 * Reads a number as people type it: lower case, spaces, full-width characters, missing dashes.
 *
 * @returns undefined when it isn't one, or its check character is wrong
 */
export function parseReceiptNumber(text: string): ReceiptNumber | undefined {
  const plain = text.normalize('NFKC').toUpperCase().replace(/\s/g, '')
  const match = /^([2-9A-HJ-NP-Z]{4})-?([2-9A-HJ-NP-Z]{4})-?([2-9A-HJ-NP-Z]{4})(?:-([1-9]\d{0,8}))?$/.exec(plain)
  if (!match) return undefined
  const characters = `${match[1]}${match[2]}${match[3]}`
  if (ALPHABET[checkValue(characters.slice(0, RANDOM_CHARACTERS))] !== characters[RANDOM_CHARACTERS]) return undefined
  return match[4] ? { number: group(characters), revision: Number(match[4]) } : { number: group(characters) }
}
