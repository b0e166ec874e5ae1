import { expect, it } from 'vitest'
import { creditCodeCheckCharacter, isCreditCode } from './credit-code.ts'

// Published codes of organisations, not of people.
const VALID = ['91350100M000100Y43', '91512081MA62K0260E', '11320000MB151840XJ']

it('accepts published codes', () => {
  for (const code of VALID) expect(isCreditCode(code), code).toBe(true)
})

it('notices every single wrong character', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  for (const code of VALID) {
    for (let at = 0; at < 18; at++) {
      for (const other of alphabet) {
        if (other !== code[at]) expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false)
      }
    }
  }
})

it('refuses letters outside the alphabet, lower case and other lengths', () => {
  expect(isCreditCode('91350100m000100Y43')).toBe(false)
  expect(isCreditCode('9I350100M000100Y43')).toBe(false)
  expect(isCreditCode('91350100M000100Y4')).toBe(false)
  expect(isCreditCode('')).toBe(false)
  expect(creditCodeCheckCharacter('9135010')).toBeUndefined()
  expect(creditCodeCheckCharacter('9I350100M000100Y4')).toBeUndefined()
})
