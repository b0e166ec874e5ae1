import { expect, it } from 'vitest'
import { forms } from '../../../../schemas/index.ts'
import { fieldsOf } from '../../../form/index.ts'
import { buildLexicons, bySubject, conceptOf, concepts, databaseCodes, holders } from './index.ts'

const { zh, en, short } = buildLexicons()
const facets = new Set([zh, en, short].flatMap((lexicon) => [...lexicon.values()].flat()).map(({ id }) => id))

it('has 106 concepts, 62 of them core', () => {
  expect([concepts.length, concepts.filter(({ core }) => core).length, conceptOf.size]).toEqual([106, 62, 106])
})

it('leads to concepts that exist, from words that exist', () => {
  const meanings = [...Object.values(holders).flatMap(({ alone, facets: own }) => [alone ?? '', ...Object.values(own)])]
  const targets = [...meanings, ...Object.values(bySubject).flatMap(Object.values), ...Object.values(databaseCodes)]
  expect(targets.filter((id) => id !== '' && !conceptOf.has(id))).toEqual([])
  const named = [...facets].filter((id) => id.includes('.'))
  expect(named.filter((id) => !conceptOf.has(id))).toEqual([])
  const asked = Object.values({ ...holders, ...bySubject }).flatMap((row) =>
    Object.keys('facets' in row ? row.facets : row),
  )
  expect(asked.filter((id) => !facets.has(id))).toEqual([])
})

it('has a word for every concept', () => {
  const reached = new Set([
    ...facets,
    ...Object.values(holders).flatMap(({ alone, facets: own }) => [alone, ...Object.values(own)]),
  ])
  expect(concepts.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([])
})

it('is what shipped forms tie their fields to', () => {
  const tied = forms.flatMap((form) =>
    fieldsOf(form).flatMap(({ path, meta }) => (meta.concept ? [[form.name, path, meta.concept]] : [])),
  )
  expect(tied.filter(([, , concept]) => !conceptOf.has(concept as string))).toEqual([])
})
