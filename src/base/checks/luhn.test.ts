import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isLuhn } from './luhn.ts'

it('holds for the example of the standard and for published test cards', () => {
  for (const text of ['79927398713', '4111111111111111', '6200000000000005']) expect(isLuhn(text), text).toBe(true)
})

it('has exactly one check digit for any number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,25}$/), (digits) => {
      const holding = [...'0123456789'].filter((check) => isLuhn(digits + check))
      expect(holding).toHaveLength(1)
    }),
  )
})

it('refuses what is not a row of digits', () => {
  for (const text of ['', '0', '4111 1111 1111 1111', '４１１１', '-18']) expect(isLuhn(text), text).toBe(false)
})
