/**
 * What the suites need of a test runner, passed in as an argument: `yibiao/testing` imports none, so that authors run
 * the suites under the runner they have (Vitest and Jest fit as they are, `node:test` without an `expect`).
 */
import { deepStrictEqual, partialDeepStrictEqual, strictEqual } from 'node:assert/strict'

export interface TestApi {
  describe(name: string, body: () => void): unknown
  test: {
    (name: string, body: () => Promise<void>): unknown
    skip(name: string, body: () => Promise<void>): unknown
  }
  /** Absent, as in `node:test`: Node's own assertions. */
  expect?(value: unknown): Expectation
}

/** The assertions that the suites use. */
export interface Expectation {
  toBe(expected: unknown): unknown
  toEqual(expected: unknown): unknown
  toMatchObject(expected: object): unknown
}

/** For runners without an `expect`. */
export const assertions = (value: unknown): Expectation => ({
  toBe: (expected) => strictEqual(value, expected),
  toEqual: (expected) => deepStrictEqual(value, expected),
  toMatchObject: (expected) => partialDeepStrictEqual(value, expected),
})
