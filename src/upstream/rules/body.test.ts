import { expect, test } from 'vitest'
import { matches, readJson } from './body.ts'

const reply = (text: string, type = 'application/json') =>
  ({ state: 'reply', status: 200, headers: { 'content-type': type }, text }) as const

test('numbers too long for JavaScript keep their digits', () => {
  const { json } = readJson(reply('{"id":1234567890123456789,"n":5,"f":0.1234567890123456}'), [])
  expect(json).toEqual({ id: '1234567890123456789', n: 5, f: 0.1234567890123456 })
})

test.each([
  ['{"a":1', 'application/json', false],
  ['', 'application/json', false],
  ['"ok"', 'application/json', false],
  ['{"a":1}', 'text/html', false],
  ['{"a":1}', 'Application/JSON; charset=UTF-8', true],
  ['{"a":1}', 'application/problem+json', true],
])('%s as %s', (text, type, isJson) => {
  expect('json' in readJson(reply(text, type), [])).toBe(isJson)
})

test.each([
  [{ pointer: '/a', equals: [1] }, true],
  [{ pointer: '/a', equals: ['1'] }, false],
  [{ pointer: '/z', present: false }, true],
  [{ pointer: '/n', present: true }, false],
  [{ pointer: '/t', matches: '^成功' }, true],
  [{ pointer: '/a', matches: '1' }, false],
  [{ text: 'nothing' }, false],
  [{ empty: true }, false],
  [{ pointer: '/constructor', present: true }, false],
] as const)('check %o is %s', (check, expected) => {
  const body = readJson(reply('{"a":1,"t":"成功了","n":null}'), [])
  expect(matches({ checks: [check] as never }, body)).toBe(expected)
  expect(matches({ statuses: [500], checks: [check] as never }, body)).toBe(false)
})
