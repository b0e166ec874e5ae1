import { expect, it } from 'vitest'
import { divisionFault } from './division-code.ts'

it.each(['500000', '500103', '509999', '441900003', '500103001', '500103001002', '500103000000', '810000', '419001'])(
  '%s holds',
  (code) => {
    expect(divisionFault(code)).toBeUndefined()
  },
)

it.each([
  ['50010', 'shape'],
  ['5001030', 'shape'],
  ['50010300100A', 'shape'],
  ['660103', 'province'],
  ['500001', 'order'],
  ['500103000001', 'order'],
] as const)('%s does not: %s', (code, fault) => {
  expect(divisionFault(code)).toBe(fault)
})

it('tells a village from what lies above it', () => {
  expect(divisionFault('500103001002', { village: true })).toBeUndefined()
  expect(divisionFault('500103001000', { village: true })).toBe('not-a-village')
  expect(divisionFault('500103001', { village: true })).toBe('shape')
})
