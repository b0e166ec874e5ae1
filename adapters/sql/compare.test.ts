import { expect, test } from 'vitest'
import { isEqualCell, payloadValue } from './compare.ts'

test.each([
  ['text', 'a', 'a', true],
  ['text', 'a', 'a ', false],
  ['text', null, '', false],
  ['text', null, undefined, true],
  ['char', 'a', 'a   ', true],
  ['integer', 12, '12', true],
  ['integer', true, 1, true],
  ['integer', '110105194912310021', '110105194912310020', false],
  ['integer', 'abc', '0', false],
  ['integer', 100, '1', false],
  ['decimal', '+012.50', '12.5', true],
  ['decimal', -0.5, '-0.50', true],
  ['decimal', 12.5, '12.51', false],
  ['float', 0.1, '0.1', true],
  ['boolean', true, 't', true],
  ['boolean', false, 't', false],
  ['date', '19900101', '1990-01-01', true],
  ['time', '2024-03-05T10:00:00Z', '2024-03-05 18:00:00+08', true],
  ['time', '2024-03-05T10:00:00', '2024-03-05 10:00:00.000', true],
  ['time', '2024-03-05T10:00:00', '2024-03-05 10:00:00+08', true],
  ['time', '2024-03-05T10:00:00Z', '2024-03-05 10:00:00+08', false],
  ['time', '2024-03-05', '2024-03-06', false],
  ['json', { a: 1, b: [2] }, '{"b": [2], "a": 1}', true],
  ['json', { a: 1 }, 'no JSON', false],
] as const)('%s: %j and %j are one: %s', (kind, mine, theirs, expected) => {
  expect(isEqualCell(kind, mine as never, theirs)).toBe(expected)
})

test('a number that would lose digits stays a text', () => {
  expect(payloadValue('integer', '12')).toBe(12)
  expect(payloadValue('decimal', '12.50')).toBe(12.5)
  expect(payloadValue('integer', '110105194912310021')).toBe('110105194912310021')
  expect(payloadValue('boolean', 'f')).toBe(false)
})
