import { expect, test } from 'vitest'
import { numberStyleOf, readNumberStyles } from './number-style.ts'

test.each([
  ['General', 'plain'],
  ['0.00', 'plain'],
  ['#,##0', 'plain'],
  ['0.00E+00', 'plain'],
  ['"day "0', 'plain'],
  ['[Red]0', 'plain'],
  ['[h]:mm:ss', 'plain'],
  ['@', 'plain'],
  ['00', 'padded'],
  ['0.0%', 'percent'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['[$-804]yyyy/m/d;@', 'date'],
  ['m"月"', 'date'],
  ['h:mm:ss', 'date'],
])('%s is %s', (format, kind) => expect(numberStyleOf(format).kind).toBe(kind))

test('reads built-in and custom formats of cell formats only', () => {
  const xml =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="49"/></cellXfs></styleSheet>'
  expect(readNumberStyles(Buffer.from(xml), 'a.xlsx')).toEqual([
    { kind: 'plain' },
    { kind: 'date', date: true, time: false },
    { kind: 'date', date: true, time: true },
    { kind: 'padded', digits: 3 },
    { kind: 'plain' },
  ])
})
