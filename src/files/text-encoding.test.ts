import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { tempFolder } from '../../test/fixtures/temp-folder.ts'
import { encodeGb18030 } from './gb18030.ts'
import { decodedChunks, encodingOf } from './text-encoding.ts'

const write = tempFolder()
// One, two and four bytes in GB18030; two, three and four in UTF-8.
const TEXT = '姓名,住址\n测试甲,示例路 5 号\n㐂𠮷é,镕\n'.repeat(40)

const decoded = async (path: string, chunkBytes: number) => {
  let text = ''
  for await (const chunk of decodedChunks(path, await encodingOf(path, 'x'), chunkBytes)) text += chunk
  return text
}

test.each([
  ['utf-8', 'utf-8', 0, Buffer.from(TEXT)],
  ['utf-8 with a mark', 'utf-8', 3, Buffer.from(`\ufeff${TEXT}`)],
  ['gb18030', 'gb18030', 0, iconv.encode(TEXT, 'gb18030')],
  ['utf-16le', 'utf-16le', 2, Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['utf-16be', 'utf-16be', 2, Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
] as const)('%s is recognised and read whole, wherever the chunks break', async (label, name, markBytes, bytes) => {
  const path = write(`${label}.csv`, bytes)
  expect(await encodingOf(path, 'x')).toEqual({ name, markBytes })
  for (const chunkBytes of [1, 2, 3, 5, 7, 64, 65_536]) expect(await decoded(path, chunkBytes)).toBe(TEXT)
})

test('looks at the whole file: the first name may come late', async () => {
  const path = write('late.csv', iconv.encode(`${'a,b,c\n'.repeat(50_000)}测试`, 'gb18030'))
  expect(await encodingOf(path, 'x')).toEqual({ name: 'gb18030', markBytes: 0 })
})

test('what is neither is refused, not replaced', async () => {
  const path = write('junk.csv', Buffer.from([0x61, 0xff, 0xff, 0x2c, 0x80]))
  await expect(encodingOf(path, 'junk.csv')).rejects.toMatchObject({ problems: [{ code: 'text_undecodable' }] })
})

test('encodes every character to what decodes to it, but for a few private ones that no file can hold', () => {
  const decoder = new TextDecoder('gb18030')
  const lost = []
  for (let point = 0; point <= 0x11_000; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue
    const character = String.fromCodePoint(point)
    if (decoder.decode(encodeGb18030(character)) !== character) lost.push(point)
  }
  expect(lost.filter((point) => (point < 0xe000 || point > 0xf8ff) && point !== 0xfffd)).toEqual([])
  expect(lost.length).toBeLessThan(40)
  expect(decoder.decode(encodeGb18030('𠮷\u{10ffff}'))).toBe('𠮷\u{10ffff}')
})

test('encodes as iconv does', () => {
  expect(encodeGb18030(TEXT)).toEqual(iconv.encode(TEXT, 'gb18030'))
})
