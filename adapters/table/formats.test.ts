import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type JsonObject, type Member, SettingsError } from 'yibiao/adapter'
import { openTable } from '../../src/files/index.ts'
import { memberOf, parcelContexts, stored } from '../../test/fixtures/send-context.ts'
import { fixture } from '../../test/fixtures/temp-folder.ts'
import { type TableSettings, table } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'table-'))
afterAll(() => rmSync(root, { recursive: true }))
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(root, 'out-'))
})

async function place(settings: Omit<TableSettings, 'folder'>, members: readonly Member[]): Promise<string> {
  const adapter = table({ folder, ...settings })
  await adapter.open?.()
  const outcomes = await adapter.send(stored(adapter.prepare(members)), parcelContexts().next())
  expect(outcomes.map(({ state }) => state)).toEqual(members.map(() => 'delivered'))
  return join(folder, readdirSync(folder)[0] ?? '')
}
async function textsOf(path: string) {
  const opened = await openTable(path)
  const rows: Record<number, (string | undefined)[]> = {}
  if (opened.format !== 'jsonl')
    for await (const { number, cells } of opened.rows(opened.sheets[0] ?? ''))
      rows[number] = Array.from(cells, (cell) => (cell && 'text' in cell ? cell.text : cell?.fault))
  await opened.close()
  return rows
}
const people = (...payloads: JsonObject[]) => payloads.map((payload, index) => memberOf(payload, index + 1))

test('fixed: fields are so many bytes wide in GB18030, filled up on the side that was asked for', async () => {
  const columns: TableSettings['columns'] = [
    { header: 'xm', maxBytes: 10 },
    { header: 'sfzh', maxBytes: 18 },
    { header: 'je', maxBytes: 8, align: 'right', fill: '0' },
  ]
  const path = await place(
    { format: 'fixed', encoding: 'gb18030', columns, maxRows: 5 },
    people({ xm: '测试甲', sfzh: '11010519491231002X', je: 1250 }, { xm: '𠮷', sfzh: '440524188001010014', je: '7' }),
  )
  const bytes = readFileSync(path)
  expect(path).toMatch(/\.txt$/)
  expect(bytes.length).toBe(2 * (36 + 2))
  expect(new TextDecoder('gb18030').decode(bytes)).toBe(
    '测试甲    11010519491231002X00001250\r\n𠮷      44052418800101001400000007\r\n',
  )
  const adapter = table({ folder, format: 'fixed', encoding: 'gb18030', columns })
  expect(adapter.validate?.({ xm: '六个字的姓名', sfzh: '1\n2', je: 1 })).toMatchObject([
    { pointer: '/xm', code: 'value_too_many_bytes', params: { limit: 10, bytes: 12 } },
    { pointer: '/sfzh', code: 'value_line_break' },
  ])
})

test('xml: nested elements, lists repeated, its own encoding in the prolog, nothing dropped in silence', async () => {
  const settings = { format: 'xml', encoding: 'gb18030', xml: { root: 'data', record: 'ry' } } as const
  const path = await place(settings, people({ xm: '𠮷<&>', nl: 0, bz: null, cy: [{ xm: '乙' }, { xm: '丙' }] }))
  expect(new TextDecoder('gb18030', { fatal: true }).decode(readFileSync(path)).replaceAll('\n', '')).toBe(
    '<?xml version="1.0" encoding="GB18030"?><data><ry><xm>𠮷&lt;&amp;&gt;</xm><nl>0</nl><bz/><cy><xm>乙</xm></cy><cy><xm>丙</xm></cy></ry></data>',
  )
  const adapter = table({ folder, ...settings })
  expect(adapter.validate?.({ '1x': 'a', xm: 'a\u0007' })).toMatchObject([
    { pointer: '/xm', code: 'value_not_encodable', params: { position: 2, encoding: 'XML' } },
    { pointer: '/1x', code: 'value_unfit', who: 'author' },
  ])
})

const template = {
  file: fixture('template.xlsx'),
}
const columns: TableSettings['columns'] = [
  { header: '序号', type: 'row-number' },
  { header: '姓名', value: '/xm' },
  { header: '身份证号', value: '/sfzh' },
  { header: '性别', value: '/xb' },
  { header: ['户籍地', '区县'], value: '/hj/qx' },
  { header: '登记日期', value: '/rq', type: 'date' },
  { header: '救助类别', value: '/lb' },
]
const person = {
  xm: '测试甲',
  sfzh: '11010519491231002X',
  xb: '女',
  hj: { qx: '示例区' },
  rq: '2024-03-05',
  lb: '低保',
}

test('the upstream’s own template: columns by header path, ids as text, dates as dates, rows numbered', async () => {
  const path = await place(
    { format: 'xlsx', template, columns, maxRows: 10 },
    people(person, { ...person, xm: '=1+1' }, { ...person, xb: null }),
  )
  const rows = await textsOf(path)
  const after = ['11010519491231002X', '女', undefined, '示例区', '2024-03-05', '低保']
  expect(rows[5]?.slice(0, 8)).toEqual(['1', '测试甲', ...after])
  expect(rows[6]?.slice(0, 8)).toEqual(['2', '=1+1', ...after])
  expect(rows[7]?.slice(0, 8)).toEqual([
    '3',
    '测试甲',
    '11010519491231002X',
    undefined,
    undefined,
    '示例区',
    '2024-03-05',
    '低保',
  ])
})

test('a value outside a drop-down list, and a text that is no date, are problems of the field', async () => {
  const adapter = table({ folder, format: 'xlsx', template, columns })
  await adapter.open?.()
  expect(adapter.validate?.({ ...person, xb: '2', lb: '其他', rq: '2024年3月5日' })).toEqual([
    { pointer: '/rq', code: 'value_bad_format' },
    { pointer: '/xb', code: 'value_not_in_list', params: { allowed: '男、女' } },
    { pointer: '/lb', code: 'value_not_in_list', params: { allowed: '低保、特困、临时救助' } },
  ])
})

test('a form of one record: single cells by reference', async () => {
  const path = await place(
    { format: 'xlsx', template: { ...template, cells: { B2: '/dw', F2: '/n' } } },
    people({ dw: '甲镇', n: 3 }),
  )
  expect((await textsOf(path))[2]).toEqual(['填报单位：', '甲镇', undefined, undefined, '版本 V2.1', '3'])
})

test('no more records in one file than the template has rows for', async () => {
  const adapter = table({
    folder,
    format: 'xlsx',
    template: { ...template, sheet: '签字表' },
    columns: [{ header: '姓名' }, { header: '住址' }],
    maxRows: 500,
  })
  await adapter.open?.()
  expect(adapter.capabilities.batch?.max).toBe(2)
})

test.each([
  [{ template: { file: '/nowhere.xlsx' }, columns }, 'file_unreadable'],
  [{ template, columns: [{ header: '年龄' }] }, 'template_column_missing'],
  [{ template, columns: [{ header: '年收入' }] }, 'template_computed'],
])('a template that can’t be used is the operator’s, before anything is planned: %j', async (settings, code) => {
  const adapter = table({ folder, format: 'xlsx', ...(settings as object) } as TableSettings)
  await expect(adapter.open?.()).rejects.toThrow(SettingsError)
  await expect(adapter.open?.()).rejects.toMatchObject({ problems: [{ code, who: 'operator' }] })
})

test.each([
  [{ format: 'fixed', columns: [{ header: 'a' }] }, 'columns'],
  [{ format: 'csv', template }, 'template'],
  [{ format: 'xlsx', template }, 'template'],
  [{ format: 'xlsx', template: { ...template, cells: { B2: '/a' } }, maxRows: 2 }, 'maxRows'],
])('settings that contradict each other are refused by name: %j', (settings, name) => {
  expect(() => table({ folder, ...settings } as TableSettings)).toThrow(new RegExp(`Setting ${name}`))
})
