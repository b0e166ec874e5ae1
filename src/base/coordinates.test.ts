import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CoordinateSystem, convertPosition, type Position } from './coordinates.ts'

const METRES_PER_DEGREE = 111_320

const metresApart = (a: Position, b: Position): number =>
  METRES_PER_DEGREE *
  Math.hypot((a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180), a.latitude - b.latitude)

const at = (longitude: number, latitude: number, system: CoordinateSystem): Position => ({
  longitude,
  latitude,
  system,
})

describe('published vectors', () => {
  // coordtransform, README (one-step inverses: they are a metre off their own forward formula); eviltransform, tests.
  it.each<[from: Position, to: Position, metres: number]>([
    [at(116.404, 39.915, 'WGS84'), at(116.41024449916938, 39.91640428150164, 'GCJ-02'), 0.001],
    [at(116.404, 39.915, 'GCJ-02'), at(116.41036949371029, 39.92133699351021, 'BD-09'), 0.001],
    [at(116.404, 39.915, 'BD-09'), at(116.39762729119315, 39.90865673957631, 'GCJ-02'), 1],
    [at(116.404, 39.915, 'GCJ-02'), at(116.39775550083061, 39.91359571849836, 'WGS84'), 2],
    [at(121.5272106, 31.1774276, 'WGS84'), at(121.531541859215, 31.17530398364597, 'GCJ-02'), 0.001],
    [at(113.912316, 22.543847, 'WGS84'), at(113.9171764808363, 22.540796131694766, 'GCJ-02'), 0.001],
    [at(116.377817, 39.911954, 'WGS84'), at(116.38404722455657, 39.91334545536069, 'GCJ-02'), 0.001],
  ])('%j is %j within %d m', (from, to, metres) => {
    const converted = convertPosition(from, to.system)
    expect(converted.system).toBe(to.system)
    expect(metresApart(converted, to)).toBeLessThan(metres)
  })
})

const system = fc.constantFrom<CoordinateSystem>('WGS84', 'GCJ-02', 'BD-09', 'CGCS2000')
const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true })

it('there and back again is exact to 1 cm all over China', () => {
  fc.assert(
    fc.property(degrees(73.5, 135.1), degrees(18, 53.6), system, system, (longitude, latitude, from, to) => {
      const start = at(longitude, latitude, from)
      expect(metresApart(convertPosition(convertPosition(start, to), from), start)).toBeLessThan(0.01)
    }),
    { numRuns: 2000 },
  )
})

it('moves nothing outside China, and nothing between WGS84 and CGCS2000', () => {
  expect(convertPosition(at(2.35, 48.85, 'WGS84'), 'GCJ-02')).toEqual(at(2.35, 48.85, 'GCJ-02'))
  expect(convertPosition(at(106.5, 29.5, 'WGS84'), 'CGCS2000')).toEqual(at(106.5, 29.5, 'CGCS2000'))
  expect(convertPosition(at(106.5, 29.5, 'BD-09'), 'BD-09')).toEqual(at(106.5, 29.5, 'BD-09'))
})

it('moves a place by what makes the difference matter: 300 to 800 m from a receiver to a Chinese map', () => {
  const start = at(106.55, 29.56, 'WGS84')
  const moved = metresApart(start, convertPosition(start, 'GCJ-02'))
  expect(moved).toBeGreaterThan(300)
  expect(moved).toBeLessThan(800)
})
