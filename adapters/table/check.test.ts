import { expect, test } from 'vitest'
import { faultsOf } from './check.ts'
import { TableSettings } from './settings.ts'

const settings = (more: Partial<TableSettings> = {}) =>
  TableSettings.parse({ folder: '/out', format: 'csv', encoding: 'gb18030', ...more })
const codesOf = (more: Partial<TableSettings>, value: string) =>
  faultsOf(settings(more), { xm: value }).map(({ code, params }) => [code, params?.position])

// 𠮷 and 𬱟 lie beyond the basic plane, 䶮 and 㐀 beyond GBK, 镕 beyond GB 2312; · is in all of them.
test.each([
  ['gb2312', ['测试甲', '·'], ['镕', '䶮', '㐀', '𠮷', '𬱟', 'ö']],
  ['gbk', ['测试甲', '·', '镕'], ['䶮', '㐀', '𠮷', '𬱟', 'ö']],
  ['bmp', ['镕', '䶮', '㐀', 'ö'], ['𠮷', '𬱟']],
  ['any', ['镕', '䶮', '㐀', '𠮷', '𬱟', 'ö'], []],
] as const)(
  'rare characters in names (𠮷 䶮 𬱟 㐀 ·): what %s lacks is a problem of the field',
  (characters, fit, unfit) => {
    for (const name of fit) expect(codesOf({ characters }, `阿${name}`)).toEqual([])
    for (const name of unfit) expect(codesOf({ characters }, `阿${name}`)).toEqual([['value_rare_character', 2]])
  },
)

test('what the encoding can’t hold is a problem of the field, never a question mark', () => {
  expect(codesOf({}, '甲\ud842')).toEqual([['value_not_encodable', 2]])
  expect(codesOf({}, '甲\ue5e5')).toEqual([['value_not_encodable', 2]])
  expect(codesOf({ encoding: 'utf-8' }, '甲\ue5e5')).toEqual([])
  expect(codesOf({ format: 'jsonl' }, '甲\ud842')).toEqual([['value_not_encodable', 2]])
})

test('bytes are counted in the encoding of the file', () => {
  const columns = [{ header: '姓名', value: '/xm', maxBytes: 6 }]
  expect(codesOf({ columns }, '测试甲')).toEqual([])
  expect(faultsOf(settings({ columns }), { xm: '测试甲a' })).toEqual([
    { pointer: '/xm', code: 'value_too_many_bytes', params: { limit: 6, bytes: 7, each: 2 } },
  ])
  expect(faultsOf(settings({ columns, encoding: 'utf-8' }), { xm: '测试甲' })).toMatchObject([
    { params: { bytes: 9, each: 3 } },
  ])
})

test('a text that a spreadsheet program would run is a problem of the field; numbers and telephones are none', () => {
  for (const text of ['=1+1', '@SUM(A1)', '+cmd|x', '-2+A3', '\tx'])
    expect(codesOf({}, text)).toEqual([['value_like_formula', undefined]])
  for (const text of ['-5', '+3.20', '+86 138-0000-0000', '-', '+', 'a=1']) expect(codesOf({}, text)).toEqual([])
  expect(codesOf({ formulas: 'keep' }, '=1+1')).toEqual([])
  // A workbook's text cell is text whatever it starts with.
  expect(codesOf({ format: 'xlsx' }, '=1+1')).toEqual([])
})

test('what no cell takes, and what no column takes, is its author’s', () => {
  expect(faultsOf(settings(), { xm: '甲', cy: [{ xm: '乙' }] })).toEqual([
    { pointer: '/cy', code: 'value_not_for_cell', who: 'author' },
  ])
  const columns = [{ header: '姓名', value: '/hz/xm' }]
  expect(faultsOf(settings({ columns }), { hz: { xm: '甲' } })).toEqual([])
  expect(faultsOf(settings({ columns }), { hz: { xm: '甲' }, dh: '1' })).toEqual([
    { pointer: '/dh', code: 'value_without_column', who: 'author' },
  ])
})

test('the operation’s property hides none of the payload', () => {
  const more = { format: 'jsonl', operationColumn: { header: 'op' } } as const
  expect(faultsOf(settings(more), { op: 'x' })).toMatchObject([{ pointer: '/op', who: 'author' }])
})
