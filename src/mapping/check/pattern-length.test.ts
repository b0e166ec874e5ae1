import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternLengths } from './pattern-length.ts'

const OPEN = Number.POSITIVE_INFINITY

test.each<[string, number, number, boolean]>([
  ['^\\d{17}[\\dX]$', 18, 18, true],
  ['^1[3-9]\\d{9}$', 11, 11, true],
  ['^(1[3-9]\\d{9}|(0\\d{2,3}-?)?[2-9]\\d{6,7}(-\\d{1,6})?)$', 7, 20, true],
  ['^[\\u4e00-\\u9fa5]{2,4}$', 2, 4, false],
  ['^[\\p{L}·]+$', 1, OPEN, false],
  ['^(?:a|bc)?$', 0, 2, true],
  ['^.{3}$', 3, 3, false],
  ['^\\d{3}\\-\\d{8}$', 12, 12, true],
  ['^a{2,}$', 2, OPEN, true],
])('%s', (pattern, min, max, ascii) => {
  expect(patternLengths(pattern)).toMatchObject({ min, max, ascii })
})

test.each(['\\d{3}', '^a|b$', '^(?=a)b$', '^a\\1$', '^(a$', '^a\\$', '^$x$', '^[a$'])('%s isn’t read', (pattern) => {
  expect(patternLengths(pattern)).toBeUndefined()
})

const atom = fc.constantFrom('a', '中', '\\d', '[a-c]', '[^a]', '(?:ab|c)', '(x)', '\\.', '.', '\\u4e00', '[\\d中]')
const piece = fc.tuple(atom, fc.constantFrom('', '?', '{2}', '{1,3}', '{0,2}')).map((parts) => parts.join(''))
const pattern = fc
  .array(
    fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    { minLength: 1, maxLength: 2 },
  )
  .map((list) => `^(${list.join('|')})$`)

test('whatever matches has a length within the bounds, and is ASCII where that is promised', () => {
  fc.assert(
    fc.property(pattern, fc.context(), (source, context) => {
      const found = patternLengths(source)
      if (!found) throw new TypeError(`not read: ${source}`)
      for (const sample of fc.sample(fc.stringMatching(new RegExp(source, 'u')), 5)) {
        context.log(sample)
        const length = [...sample].length
        expect(length).toBeGreaterThanOrEqual(found.min)
        expect(length).toBeLessThanOrEqual(found.max)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is promised
        if (found.ascii) expect(sample).toMatch(/^[\u0000-\u007f]*$/)
      }
    }),
  )
})
