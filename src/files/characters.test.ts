import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { byteLength } from '../base/encoding.ts'
import { firstOutside, firstUnencodable } from './characters.ts'

/** Every character of the basic plane but surrogates and private use. */
function* characters(): Generator<string> {
  for (let point = 1; point < 0x10000; point += 1)
    if (point < 0xd800 || point > 0xf8ff) yield String.fromCodePoint(point)
}

test('gbk is code page 936', () => {
  const differ = []
  for (const character of characters()) {
    // The euro sign got one byte of its own there.
    const inPage = iconv.decode(iconv.encode(character, 'cp936'), 'cp936') === character
    if (inPage !== (firstOutside(character, 'gbk') === 0) && character !== '€') differ.push(character)
  }
  // The replacement character: iconv takes it for itself.
  expect(differ.filter((character) => character !== '\ufffd')).toEqual([])
})

test('gb2312 has the 6,763 Chinese characters of the standard', () => {
  let count = 0
  for (const character of characters())
    if (/\p{Script=Han}/u.test(character) && !'〇々'.includes(character) && firstOutside(character, 'gb2312') === 0)
      count += 1
  expect(count).toBe(6_763)
})

test('each set is inside the next', () => {
  for (const character of characters()) {
    if (firstOutside(character, 'gb2312') === 0) expect(firstOutside(character, 'gbk')).toBe(0)
    if (firstOutside(character, 'gbk') === 0) expect(firstOutside(character, 'bmp')).toBe(0)
  }
})

test('positions count characters as a person does', () => {
  expect(firstOutside('𠮷a𠮷', 'any')).toBe(0)
  expect(firstOutside('a𠮷', 'bmp')).toBe(2)
  expect(firstUnencodable('𠮷\ue5e5', 'gb18030')).toBe(2)
  expect(firstUnencodable('𠮷\ud842', 'utf-8')).toBe(2)
})

test('bytes as iconv counts them', () => {
  for (const text of ['', 'abc', '测试甲', '𠮷䶮㐀é€', '\u0000'])
    expect([byteLength(text, 'gb18030'), byteLength(text, 'utf-8')]).toEqual([
      iconv.encode(text, 'gb18030').length,
      Buffer.byteLength(text),
    ])
})
