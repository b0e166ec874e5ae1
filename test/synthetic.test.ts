import { expect, it } from 'vitest'
import { residentIdFault } from '../src/base/checks/resident-id.ts'
import { syntheticHousehold, syntheticId, syntheticResident, syntheticVisit } from './synthetic.ts'

it('gives the same person for the same seed, and another for another', () => {
  expect(syntheticResident(42)).toEqual(syntheticResident(42))
  expect(syntheticVisit(42)).toEqual(syntheticVisit(42))
  expect(syntheticHousehold(42)).toEqual(syntheticHousehold(42))
  expect(syntheticResident(43)).not.toEqual(syntheticResident(42))
})

it('never gives one id twice', () => {
  const ids = new Set(Array.from({ length: 200_000 }, (_, seed) => syntheticId(seed)))
  expect(ids.size).toBe(200_000)
})

it('marks every id as made up, and makes it hold', () => {
  for (const seed of [0, 1, 21_503, 21_504, 5_000_000, 9_999_999]) {
    expect(syntheticId(seed)).toMatch(/^509999/)
    expect(residentIdFault(syntheticId(seed), '2024-01-01'), String(seed)).toBeUndefined()
  }
})

it('has men and women, and names that test encodings', () => {
  const people = Array.from({ length: 1000 }, (_, seed) => syntheticResident(seed))
  const men = people.filter(({ sex }) => sex === '1').length
  expect(men).toBeGreaterThan(400)
  expect(men).toBeLessThan(600)
  expect(people.some(({ name }) => name.includes('·'))).toBe(true)
})

it('visits the person of the same seed', () => {
  expect(syntheticVisit(5).residentIdNumber).toBe(syntheticResident(5).idNumber)
})
