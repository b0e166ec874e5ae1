/** Laws that every building block keeps, over generated values; and how much its check digit sees. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metaOf } from '../../src/form/index.ts'
import { bankCards, blocks, creditCodes, residentIds, withOneWrong } from '../../test/arbitraries.ts'
import { bankCard, creditCode, residentId } from './index.ts'

const TIDIED: readonly ((text: string) => string)[] = [
  (text) => ` ${text}\u3000`,
  (text) => `\ufeff${text}\t`,
  (text) => text.replace(/[0-9A-Z]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  (text) => `${text}\u200b`,
]

describe.each(Object.entries(blocks))('%s', (_name, { schema, valid, nearMiss }) => {
  it('keeps every right value as it is', () => {
    fc.assert(
      fc.property(valid, (value) => {
        expect(schema.safeParse(value)).toEqual({ success: true, data: value })
      }),
      { numRuns: 500 },
    )
  })

  it('puts right what is only written otherwise', () => {
    fc.assert(
      fc.property(valid, fc.constantFrom(...TIDIED), (value, tidied) => {
        if (typeof value !== 'string' || /[^\u0020-\u007e]/.test(value)) return
        expect(schema.safeParse(tidied(value))).toEqual({ success: true, data: value })
      }),
    )
  })

  it('refuses near misses', () => {
    fc.assert(
      fc.property(nearMiss, (value) => {
        expect(schema.safeParse(value).success).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('has a title in both languages, a sensitivity, a hint and an example that holds', () => {
    const meta = metaOf(schema)
    expect(meta?.title.zh).toMatch(/\p{Script=Han}/u)
    expect(meta?.sensitivity).toBeDefined()
    expect(meta?.hint ?? meta?.standard).toBeDefined()
    expect(schema.safeParse(meta?.example)).toEqual({ success: true, data: meta?.example })
  })
})

describe('what a check digit sees', () => {
  const swapped = (text: string, a: number, b: number) => {
    const characters = [...text]
    characters[a] = text[b] as string
    characters[b] = text[a] as string
    return characters.join('')
  }
  const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, text: string) =>
    schema.safeParse(text).success
  const NUMBERS = [
    ['resident id', residentId, residentIds, '0123456789X'],
    ['credit code', creditCode, creditCodes, '0123456789ABCDEFGHJKLMNPQRTUWXY'],
    ['bank card', bankCard, bankCards, '0123456789'],
  ] as const

  it.each(NUMBERS)('%s: no single wrong character is accepted', (_name, schema, numbers, alphabet) => {
    fc.assert(
      fc.property(withOneWrong(numbers, alphabet), ({ wrong }) => {
        expect(accepts(schema, wrong)).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })

  it('no two neighbours swapped are accepted in a resident id or a credit code', () => {
    for (const [, schema, numbers] of NUMBERS.slice(0, 2)) {
      fc.assert(
        fc.property(numbers as fc.Arbitrary<string>, fc.nat(16), (text, at) => {
          if (text[at] !== text[at + 1]) expect(accepts(schema, swapped(text, at, at + 1))).toBe(false)
        }),
        { numRuns: 5000 },
      )
    }
  })

  it('the only swaps a checksum cannot see are of characters with the same weight', () => {
    const sameWeight = (schema: unknown, a: number, b: number) => (schema === residentId ? b - a === 10 : b - a === 17)
    for (const [, schema, numbers] of NUMBERS.slice(0, 2)) {
      fc.assert(
        fc.property(numbers as fc.Arbitrary<string>, fc.nat(17), fc.nat(17), (text, a, b) => {
          if (a >= b || text[a] === text[b] || sameWeight(schema, a, b)) return
          expect(accepts(schema, swapped(text, a, b)), `${text} ${a} ${b}`).toBe(false)
        }),
        { numRuns: 10_000 },
      )
    }
  })

  it('a bank card with 09 for 90 is accepted: the one swap that Luhn cannot see', () => {
    expect(accepts(bankCard, '6209000000000006')).toBe(true)
    expect(accepts(bankCard, '6290000000000006')).toBe(true)
    expect(accepts(bankCard, '6218000000000005')).toBe(true)
    expect(accepts(bankCard, '6281000000000005')).toBe(false)
  })
})
