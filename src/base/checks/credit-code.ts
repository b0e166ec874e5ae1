/**
 * Unified social credit codes (GB 32100-2015): 18 characters without I, O, S, V, Z; check by MOD 31 with the weights
 * 3^(i−1) mod 31.
 */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character for the first 17 characters, or undefined when one of them isn't in the alphabet. */
export function creditCodeCheckCharacter(first17: string): string | undefined {
  let sum = 0
  for (let i = 0; i < 17; i++) {
    const value = ALPHABET.indexOf(first17.charAt(i) || ' ')
    if (value < 0) return undefined
    sum += value * (WEIGHTS[i] as number)
  }
  return ALPHABET[(31 - (sum % 31)) % 31]
}

/** True when the text has the standard's shape (upper case, digits in the region part) and its check character holds. */
export const isCreditCode = (text: string): boolean =>
  /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text) && creditCodeCheckCharacter(text) === text[17]
