import { expect, test } from 'vitest'
import { fillText } from './fill-text.ts'

test.each([
  [0, '0 records are'],
  [1, '1 record is'],
  [2, '2 records are'],
  [21, '21 records are'],
  // As a caller writes large numbers.
  ['1,001', '1,001 records are'],
  ['1', '1 record is'],
])('%s: the word that its number takes', (count, text) => {
  expect(fillText('{count} {count|record|records} {count|is|are}', { count }, 'en')).toBe(text)
})

test('Chinese has one form, whatever the number', () => {
  expect(fillText('{count|一|多}', { count: 1 }, 'zh-CN')).toBe('多')
})

test('a word may be empty, and stays as it is without its number', () => {
  expect(fillText('{count} thing{count||s}', { count: 1 }, 'en')).toBe('1 thing')
  expect(fillText('{count} thing{count||s}', {}, 'en')).toBe('{count} thing{count||s}')
})

test('a moment is told in Beijing time', () => {
  expect(fillText('{at}', { at: '2026-11-30T02:00:00.000Z' }, 'en')).toBe('2026-11-30 10:00:00 (Beijing time)')
})
