import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test('finds a swap, a missing letter and another case', () => {
  const names = ['name', 'idNumber', 'address.province']
  expect(nearest('nmae', names)).toBe('name')
  expect(nearest('idnumbr', names)).toBe('idNumber')
  expect(nearest('address.provnce', names)).toBe('address.province')
})

test('stays silent when nothing is near', () => {
  expect(nearest('zzz', ['name', 'sex'])).toBeUndefined()
  expect(nearest('ab', ['xy'])).toBeUndefined()
  expect(nearest('name', [])).toBeUndefined()
})
