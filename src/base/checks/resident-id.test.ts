import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { residentIdCheckDigit, residentIdFacts, residentIdFault, residentIdFromOld } from './resident-id.ts'

const complete = (first17: string) => first17 + residentIdCheckDigit(first17)

describe('residentIdFault', () => {
  it('accepts the numbers of the standard', () => {
    // GB 11643-1999, the standard's own two examples.
    expect(residentIdFault('11010519491231002X')).toBeUndefined()
    expect(residentIdFault('440524188001010014')).toBeUndefined()
  })

  it('accepts permits of Hong Kong, Macao and Taiwan residents and foreigners’ cards', () => {
    for (const region of ['810000', '820000', '830000', '911156']) {
      expect(residentIdFault(complete(`${region}19900101001`)), region).toBeUndefined()
    }
  })

  it('names each fault', () => {
    expect(residentIdFault('110105491231002')).toBe('old-number')
    expect(residentIdFault('11010519491231002x')).toBe('shape')
    expect(residentIdFault('1101051949123100')).toBe('shape')
    expect(residentIdFault(complete('66010519491231002'))).toBe('region')
    expect(residentIdFault(complete('81010519491231002'))).toBe('region')
    expect(residentIdFault(complete('11010519490230002'))).toBe('birth-date')
    expect(residentIdFault('110105194912310021')).toBe('check-digit')
  })

  it('notices a birth after the day it is given, and only then', () => {
    const number = complete('11010520300101002')
    expect(residentIdFault(number)).toBeUndefined()
    expect(residentIdFault(number, '2029-12-31')).toBe('future')
    expect(residentIdFault(number, '2030-01-01')).toBeUndefined()
  })

  it('notices every single wrong digit and every swap of two neighbours', () => {
    const digits = fc.stringMatching(/^[1-6]\d{16}$/).map(complete)
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, add) => {
        fc.pre(residentIdFault(number) === undefined)
        const wrong = number.slice(0, at) + ((Number(number[at]) + add) % 10) + number.slice(at + 1)
        expect(residentIdFault(wrong)).toBeDefined()
        if (at < 16 && number[at] !== number[at + 1]) {
          const swapped = `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`
          expect(residentIdFault(swapped)).toBeDefined()
        }
      }),
    )
  })
})

describe('residentIdFacts', () => {
  it('derives birth date, sex and region', () => {
    expect(residentIdFacts('11010519491231002X')).toEqual({
      kind: 'citizen',
      birthDate: '1949-12-31',
      sex: '2',
      region: '110105',
    })
    expect(residentIdFacts('440524188001010014')?.sex).toBe('1')
    expect(residentIdFacts(complete('83000019900101001'))?.kind).toBe('permit')
    expect(residentIdFacts(complete('91115619900101001'))).toEqual({ kind: 'foreigner', birthDate: '1990-01-01' })
  })

  it('says nothing about a number that does not hold', () => {
    expect(residentIdFacts('110105194912310021')).toBeUndefined()
  })
})

describe('residentIdFromOld', () => {
  it('adds the century and the check digit', () => {
    expect(residentIdFromOld('110105491231002')).toBe('11010519491231002X')
  })

  it('refuses an impossible date and other shapes', () => {
    expect(residentIdFromOld('110105490231002')).toBeUndefined()
    expect(residentIdFromOld('11010519491231002X')).toBeUndefined()
  })
})
