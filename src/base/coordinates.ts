/**
 * Positions in the four coordinate systems in use, converted from one to another.
 *
 * WGS84 is what a receiver says, CGCS2000 what surveyors use, GCJ-02 what maps sold in China show, BD-09 what Baidu's
 * show. How GCJ-02 is made isn't published; these are the public formulas that everybody uses (coordtransform,
 * eviltransform). They agree with each other's published vectors within 0.00001° (1 m); how far they are from the
 * official transformation nobody outside can say. There and back again is exact to 1 cm.
 *
 * CGCS2000 is taken as WGS84: their ellipsoids differ by 0.1 mm, and the drift of the ground since the year 2000, the
 * date CGCS2000 stands for, is below 1 m. That is less than a telephone's receiver errs by.
 */

export type CoordinateSystem = 'WGS84' | 'GCJ-02' | 'BD-09' | 'CGCS2000'

export interface Position {
  /** Degrees, east positive. */
  readonly longitude: number
  /** Degrees, north positive. */
  readonly latitude: number
  readonly system: CoordinateSystem
}

type Point = readonly [longitude: number, latitude: number]

// Krasovsky 1940, which the formulas are written for.
const SEMI_MAJOR_AXIS_M = 6_378_245
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
const BAIDU_PI = (Math.PI * 3000) / 180
// 1e-10° is a hundredth of a millimetre; the step from one guess to the next shrinks more than a hundredfold.
const CLOSE_ENOUGH_DEGREES = 1e-10
const MAX_GUESSES = 30

/** The same place in another system; unrounded. Outside the rectangle around China GCJ-02 is WGS84. */
export function convertPosition(position: Position, system: CoordinateSystem): Position {
  const from = family(position.system)
  const to = family(system)
  let point: Point = [position.longitude, position.latitude]
  if (from !== to) {
    if (from === 'BD-09') point = inverse(gcjToBaidu, point)
    if (from !== 'WGS84' && to === 'WGS84') point = inverse(wgsToGcj, point)
    if (from === 'WGS84') point = wgsToGcj(point)
    if (to === 'BD-09') point = gcjToBaidu(point)
  }
  return { longitude: point[0], latitude: point[1], system }
}

const family = (system: CoordinateSystem) => (system === 'CGCS2000' ? 'WGS84' : system)

function wgsToGcj([longitude, latitude]: Point): Point {
  if (longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271)
    return [longitude, latitude]
  const [x, y] = [longitude - 105, latitude - 35]
  const radians = (latitude * Math.PI) / 180
  const magic = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) ** 2
  const east = (SEMI_MAJOR_AXIS_M / Math.sqrt(magic)) * Math.cos(radians)
  const north = (SEMI_MAJOR_AXIS_M * (1 - ECCENTRICITY_SQUARED)) / magic ** 1.5
  return [
    longitude + (eastShiftM(x, y) * 180) / (east * Math.PI),
    latitude + (northShiftM(x, y) * 180) / (north * Math.PI),
  ]
}

const sin = (times: number, value: number): number => Math.sin(times * value * Math.PI)

const commonShiftM = (x: number): number => ((20 * sin(6, x) + 20 * sin(2, x)) * 2) / 3

const northShiftM = (x: number, y: number): number =>
  -100 +
  2 * x +
  3 * y +
  0.2 * y * y +
  0.1 * x * y +
  0.2 * Math.sqrt(Math.abs(x)) +
  commonShiftM(x) +
  ((20 * sin(1, y) + 40 * sin(1 / 3, y)) * 2) / 3 +
  ((160 * sin(1 / 12, y) + 320 * sin(1 / 30, y)) * 2) / 3

const eastShiftM = (x: number, y: number): number =>
  300 +
  x +
  2 * y +
  0.1 * x * x +
  0.1 * x * y +
  0.1 * Math.sqrt(Math.abs(x)) +
  commonShiftM(x) +
  ((20 * sin(1, x) + 40 * sin(1 / 3, x)) * 2) / 3 +
  ((150 * sin(1 / 12, x) + 300 * sin(1 / 30, x)) * 2) / 3

function gcjToBaidu([x, y]: Point): Point {
  const radius = Math.hypot(x, y) + 0.000_02 * Math.sin(y * BAIDU_PI)
  const angle = Math.atan2(y, x) + 0.000_003 * Math.cos(x * BAIDU_PI)
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006]
}

/** The point that `forward` brings to `target`: guessed, and mended by what the guess misses it by. */
function inverse(forward: (point: Point) => Point, target: Point): Point {
  let guess = target
  for (let i = 0; i < MAX_GUESSES; i++) {
    const [longitude, latitude] = forward(guess)
    const miss: Point = [target[0] - longitude, target[1] - latitude]
    guess = [guess[0] + miss[0], guess[1] + miss[1]]
    if (Math.abs(miss[0]) + Math.abs(miss[1]) < CLOSE_ENOUGH_DEGREES) break
  }
  return guess
}
