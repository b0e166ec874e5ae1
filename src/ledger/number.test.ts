import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatReceiptNumber, newNumber, parseReceiptNumber } from './number.ts'

const ALPHABET = [...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ']
// Drawn once: random numbers inside a property would not repeat under its seed.
const NUMBERS = Array.from({ length: 300 }, newNumber)
const number = fc.constantFrom(...NUMBERS)

const plain = (text: string) => text.replaceAll('-', '')
const grouped = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
const fullWidth = (text: string) =>
  [...text].map((character) => String.fromCodePoint((character.codePointAt(0) as number) + 0xfee0)).join('')

describe('numbers to be read aloud', () => {
  test('have three groups of four, and no 0, O, 1 or I', () => {
    for (const one of NUMBERS) expect(one).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/)
    expect(new Set(NUMBERS).size).toBe(NUMBERS.length)
  })

  test('are read back, with and without a revision', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 999_999_999 }), (one, revision) => {
        expect(parseReceiptNumber(one)).toEqual({ number: one })
        expect(parseReceiptNumber(formatReceiptNumber(one, revision))).toEqual({ number: one, revision })
      }),
    )
  })

  test('are read as people type them', () => {
    const one = NUMBERS[0] as string
    for (const typed of [
      one.toLowerCase(),
      plain(one),
      fullWidth(one),
      fullWidth(one.toLowerCase()),
      ` ${one}\t`,
      one.replaceAll('-', '- '),
    ]) {
      expect(parseReceiptNumber(typed), typed).toEqual({ number: one })
    }
    expect(parseReceiptNumber(fullWidth(`${one}-12`))).toEqual({ number: one, revision: 12 })
  })

  test('are refused with any single wrong character', () => {
    for (const one of NUMBERS.slice(0, 20)) {
      const characters = [...plain(one)]
      for (const [at, right] of characters.entries()) {
        for (const wrong of ALPHABET) {
          const typed = grouped(characters.with(at, wrong).join(''))
          expect(parseReceiptNumber(typed), `${one} as ${typed}`).toEqual(wrong === right ? { number: one } : undefined)
        }
      }
    }
  })

  test('are refused with two swapped neighbours', () => {
    for (const one of NUMBERS) {
      const characters = [...plain(one)]
      for (let at = 0; at + 1 < characters.length; at++) {
        const [left, right] = [characters[at] as string, characters[at + 1] as string]
        if (left === right) continue
        expect(
          parseReceiptNumber(
            grouped(
              characters
                .with(at, right)
                .with(at + 1, left)
                .join(''),
            ),
          ),
          one,
        ).toBe(undefined)
      }
    }
  })

  test.each(['', 'K7M2', '0000-0000-0000', 'OOOO-IIII-1111', 'K7M2-P9QX-3RTW-0', 'K7M2-P9QX-3RTW-', '陌生号码', '-'])(
    'are nothing like %j',
    (text) => {
      expect(parseReceiptNumber(text)).toBe(undefined)
    },
  )

  test('keep their revision apart: too long or zero is refused', () => {
    const one = NUMBERS[0] as string
    for (const revision of ['0', '01', '1234567890', '-1', '1.5', 'x']) {
      expect(parseReceiptNumber(`${one}-${revision}`), revision).toBe(undefined)
    }
  })
})
