import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assign, type Candidate } from './assign.ts'

const total = (fields: readonly (readonly Candidate[])[], chosen: readonly (number | undefined)[]): number =>
  chosen.reduce<number>(
    (sum, position, field) => sum + (position === undefined ? 0 : (fields[field]?.[position]?.score ?? 0)),
    0,
  )

/** Every way to give places, by trying them all. */
function best(fields: readonly (readonly Candidate[])[], at = 0, taken: ReadonlySet<string> = new Set()): number {
  const field = fields[at]
  if (!field) return 0
  const options = field.filter(({ place }) => !taken.has(place))
  return Math.max(
    best(fields, at + 1, taken),
    ...options.map(({ place, score }) => score + best(fields, at + 1, new Set([...taken, place]))),
  )
}

const candidate = fc.record({ place: fc.constantFrom('a', 'b', 'c', 'd'), score: fc.integer({ min: 1, max: 100 }) })
const field = fc.uniqueArray(candidate, { maxLength: 4, selector: ({ place }) => place })

it('finds the greatest sum, each place once', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 6 }), (fields) => {
      const chosen = assign(fields)
      const places = chosen.flatMap((position, at) => (position === undefined ? [] : [fields[at]?.[position]?.place]))
      expect(new Set(places).size).toBe(places.length)
      expect(total(fields, chosen)).toBe(best(fields))
    }),
    { numRuns: 1000 },
  )
})

it('lets a field give way to another that has no other place', () => {
  const fields = [
    [
      { place: 'name', score: 0.9 },
      { place: 'contact', score: 0.8 },
    ],
    [{ place: 'name', score: 0.85 }],
  ]
  expect(assign(fields)).toEqual([1, 0])
})
