import { expect, test } from 'vitest'
import { retryAfterMs } from './http-retry-after.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

test.each([
  ['120', 120_000],
  ['0', 0],
  [' 5 ', 5_000],
  ['1000000000', 1_000_000_000_000],
  ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ['Thursday, 01-Jan-26 00:01:00 GMT', 60_000],
  ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
  ['-1', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['9'.repeat(400), undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After %s', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected)
})
