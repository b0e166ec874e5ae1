import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atPath, atPointer, escapeToken, pointerTokens, toPointer } from './json-pointer.ts'

describe('JSON pointers', () => {
  test('take the examples of RFC 6901, section 5', () => {
    const root = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8, ' ': 7 }
    const found = ['', '/foo', '/foo/0', '/', '/a~1b', '/c%d', '/m~0n', '/ '].map((pointer) => atPointer(root, pointer))
    expect(found).toEqual([root, root.foo, 'bar', 0, 1, 2, 8, 7])
  })

  test('are read back as they were made', () => {
    const token = fc.oneof(fc.string(), fc.stringMatching(/^[~/01]*$/))
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        expect(pointerTokens(toPointer(tokens))).toEqual(tokens)
      }),
    )
  })

  test('escape ~ before /', () => {
    expect(escapeToken('~1/')).toBe('~01~1')
    expect(pointerTokens('/~01')).toEqual(['~1'])
  })

  test('take list positions as numbers', () => {
    expect(toPointer(['members', 1, 'name'])).toBe('/members/1/name')
  })

  test('without a leading slash are refused', () => {
    expect(() => pointerTokens('members')).toThrow(RangeError)
  })

  test('and paths see own properties only', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'length']) {
      expect(atPointer({}, `/${name}`), name).toBe(undefined)
      expect(atPath({}, name), name).toBe(undefined)
    }
    expect(atPointer(JSON.parse('{"__proto__":1}'), '/__proto__')).toBe(1)
  })

  test('lead nowhere through null, text and missing members', () => {
    const root = { a: null, b: 'text', c: [0] }
    expect(['/a/x', '/b/0', '/b/length', '/c/1', '/d/e'].map((pointer) => atPointer(root, pointer))).toEqual(
      Array(5).fill(undefined),
    )
  })
})

test('dotted paths give 0, false and null as they are, and the root for none', () => {
  const root = { members: [{ age: 0 }, { age: null, ok: false }] }
  expect([atPath(root, 'members.0.age'), atPath(root, 'members.1.age'), atPath(root, 'members.1.ok')]).toEqual([
    0,
    null,
    false,
  ])
  expect(atPath(root, '')).toBe(root)
})
