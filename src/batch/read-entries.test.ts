import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { sampleForm } from '../../test/fixtures/sample-form.ts'
import { fixture, tempFolder } from '../../test/fixtures/temp-folder.ts'
import { workbookBytes } from '../../test/fixtures/workbook-bytes.ts'
import { describeProblem } from '../base/problem.ts'
import { type Mark, markKey, markWorkbook, openTable } from '../files/index.ts'
import { markLayouts } from './mark-layouts.ts'
import { readEntries } from './read-entries.ts'
import type { EntryOptions } from './row-entry.ts'

const write = tempFolder()

async function read(path: string, options?: EntryOptions) {
  const table = await openTable(path)
  const reading = await readEntries(table, sampleForm, options)
  const entries = await Array.fromAsync(reading.entries)
  await table.close()
  return { ...reading, entries }
}
let count = 0
const readCsv = (content: string, options?: EntryOptions) => {
  count += 1
  return read(write(`${count}.csv`, content), options)
}
const valuesOf = async (content: string, options?: EntryOptions) =>
  (await readCsv(content, options)).entries.map(({ values }) => values)

test('a workbook by a spreadsheet program, from title row to filtered row', async () => {
  const { entries, header, problems, warnings } = await read(fixture('residents.xlsx'))
  expect(header).toMatchObject([{ sheet: '居民', firstRow: 2, lastRow: 3 }])
  expect(problems).toEqual([])
  expect(warnings).toMatchObject([{ code: 'sheet_skipped', params: { sheet: '填表说明' } }])
  expect(entries).toMatchObject([
    {
      row: 4,
      sheet: '居民',
      problems: [],
      values: {
        household: 'H-1',
        name: '测试甲',
        idNumber: '11010519491231002X',
        sex: '2',
        birthDate: '1949-12-31',
        domicile: { province: '示例省', city: '示例市', county: '示例区' },
        income: 0,
        lowIncome: false,
        division: '012345',
      },
    },
    {
      row: 5,
      // 户编号 is merged over both rows of the household.
      values: { household: 'H-1', name: '测试乙', birthDate: '1880-01-01', income: 0.3, lowIncome: true },
      problems: [
        { code: 'number_damaged', field: 'idNumber' },
        { code: 'cell_not_code', field: 'sex' },
        { code: 'cell_error', field: 'division' },
      ],
    },
    {
      row: 8,
      problems: [
        { code: 'cell_not_number', field: 'income' },
        { code: 'duplicate_in_file', field: 'idNumber', params: { row: 8, firstRow: 4 } },
      ],
    },
  ])
  expect(entries[0]?.columnOf('domicile.city')).toBe(6)
  expect(entries[1]?.columnOf('idNumber')).toBe(2)
  expect(entries[1]?.columnOf('nicknames')).toBeUndefined()
})

test('a csv in GB18030', async () => {
  const { entries } = await read(fixture('residents-gb18030.csv'))
  expect(entries.map(({ row, values, problems }) => [row, values.name, problems.map(({ code }) => code)])).toEqual([
    [2, '测试甲', []],
    [3, '测试乙', ['number_damaged']],
    [5, '测试丙', []],
  ])
})

test('a blank cell is absent and never clears; a clearing word is off unless chosen', async () => {
  const content = '身份证号,姓名,性别,户籍地省\n1,测试甲,,\n2,测试乙,清空,清空\n'
  expect(await valuesOf(content)).toEqual([
    { idNumber: '1', name: '测试甲' },
    { idNumber: '2', name: '测试乙', domicile: { province: '清空' } },
  ])
  expect((await valuesOf(content, { clearWord: '清空' }))[1]).toEqual({
    idNumber: '2',
    name: '测试乙',
    sex: null,
    domicile: { province: null },
  })
})

test('lists: plain values in one cell, objects by numbered columns, empty items left out', async () => {
  const content =
    '身份证号,曾用名,家庭成员1姓名,家庭成员1年龄,家庭成员2姓名,家庭成员3姓名,家庭成员3年龄\n1,甲、乙,,,丙,丁,x\n2,,,,,,\n'
  const { entries } = await readCsv(content)
  expect(entries.map(({ values }) => values)).toEqual([
    { idNumber: '1', nicknames: ['甲', '乙'], members: [{ name: '丙' }, { name: '丁' }] },
    { idNumber: '2' },
  ])
  const [first] = entries
  expect(first?.problems).toMatchObject([{ code: 'cell_not_integer', field: 'members.1.age' }])
  // The second member of this row stands in the columns of the third.
  expect([first?.columnOf('members.0.name'), first?.columnOf('members.1.age')]).toEqual([4, 6])
})

test('rows in which nothing was typed are left out, also where a merged cell reaches or only a number runs', async () => {
  const rows =
    '<row r="1"><c r="A1" t="str"><v>户编号</v></c><c r="B1" t="str"><v>身份证号</v></c><c r="C1" t="str"><v>序号</v></c></row>' +
    '<row r="2"><c r="A2" t="str"><v>H</v></c><c r="B2" t="str"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row><row r="4"><c r="B4" t="str"><v>2</v></c></row>'
  const sheetXml = `<worksheet><sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A2:A4"/></mergeCells></worksheet>`
  const { entries } = await read(write('merged.xlsx', workbookBytes({ sheetXml })))
  expect(entries.map(({ row, values }) => [row, values])).toEqual([
    [2, { household: 'H', idNumber: '1' }],
    [4, { household: 'H', idNumber: '2' }],
  ])
})

test('a duplicate key is found after normalising, and names both rows but no value', async () => {
  const { entries } = await readCsv('身份证号,姓名\n11x,甲\n12,乙\n11X,丙\n')
  expect(entries[2]?.problems).toEqual([
    { code: 'duplicate_in_file', who: 'reporter', field: 'idNumber', params: { row: 4, firstRow: 2 } },
  ])
})

test('several sheets: a header each, duplicates across them, marks for both in one stream', async () => {
  const cell = (reference: string, text: string) => `<c r="${reference}" t="str"><v>${text}</v></c>`
  const rows = `<row r="1">${cell('A1', '身份证号')}${cell('B1', '姓名')}</row><row r="2">${cell('A2', '1')}${cell('B2', '甲')}</row>`
  const secondRows = `<row r="2">${cell('C2', '姓名')}${cell('D2', '身份证号')}</row><row r="3">${cell('C3', '乙')}${cell('D3', '1')}</row>`
  const source = write('two.xlsx', workbookBytes({ rows, secondRows }))
  const { entries, header } = await read(source)
  expect(entries[1]).toMatchObject({
    sheet: 'T',
    row: 3,
    problems: [{ code: 'duplicate_in_file_sheets', params: { row: 3, sheet: 'T', firstRow: 2, firstSheet: 'S' } }],
  })
  const marks = async function* (): AsyncGenerator<Mark> {
    for (const { row, sheet = '' } of entries)
      yield { row, sheet, ok: true, result: '已受理', reason: '', receiptNumber: `${sheet}${row}`, cells: [] }
  }
  const target = write('two.marked.xlsx')
  await markWorkbook(source, target, marks(), { layouts: markLayouts([...header].reverse(), sampleForm, 'zh-CN') })
  expect((await read(target)).entries.map(({ receiptNumber }) => receiptNumber)).toEqual(['S2', 'T3'])
})

test.each([
  ['no header', 'a,b\n1,2\n', 'header_not_found'],
  ['a field twice', '身份证号,公民身份号码\n1,2\n', 'column_twice'],
  ['no key', '姓名\n甲\n', 'column_missing'],
])('%s: one problem with a remedy, and no entries', async (_, content, code) => {
  const { problems, entries } = await readCsv(content)
  expect(problems.map((problem) => problem.code)).toEqual([code])
  expect(describeProblem(problems[0] as never, 'zh-CN')).not.toMatch(/[{}]/)
  expect(entries).toEqual([])
})

test('an empty sheet', async () => {
  const { problems } = await read(write('empty.xlsx', workbookBytes({ rows: '<row r="1"><c r="A1" s="0"/></row>' })))
  expect(problems).toMatchObject([{ code: 'sheet_empty', params: { file: 'empty.xlsx', sheet: 'S' } }])
})

test('jsonl: objects as they are, a bad line beside good ones, the receipt number of a marked copy', async () => {
  const lines = [
    '{"idNumber":"1","name":"甲","size":0}',
    '{"idNumber":',
    '{"idNumber":"1","$result":{"ok":true,"receiptNumber":"K7"}}',
  ]
  const table = await openTable({ stream: Readable.from([Buffer.from(lines.join('\n'))]), name: 'stdin' })
  const entries = await Array.fromAsync((await readEntries(table, sampleForm)).entries)
  await table.close()
  expect(entries).toMatchObject([
    { row: 1, values: { idNumber: '1', name: '甲', size: 0 }, problems: [] },
    { row: 2, problems: [{ code: 'line_not_json' }] },
    { row: 3, values: { idNumber: '1' }, receiptNumber: 'K7', problems: [{ code: 'duplicate_in_file' }] },
  ])
  expect(entries[2]?.values).not.toHaveProperty('$result')
})

test.each(['residents.xlsx', 'residents-gb18030.csv'])(
  '%s: a marked copy reads as its source, with receipt numbers',
  async (name) => {
    const source = fixture(name)
    const { header, entries } = await read(source)
    const marks = entries.map(({ row, sheet = '', problems }): Mark => {
      const common = { sheet, row, cells: [], reason: problems.map((problem) => describeProblem(problem)).join('') }
      return problems.length > 0
        ? { ...common, ok: false, result: '退回' }
        : { ...common, ok: true, result: '已受理', receiptNumber: `K${row}` }
    })
    const layouts = markLayouts(header, sampleForm, 'zh-CN')
    const target = write(`marked-${name}`)
    await markWorkbook(source, target, new Map(marks.map((mark) => [markKey(mark.sheet, mark.row), mark])), { layouts })
    const again = await read(target)
    expect(again.entries.map(({ values }) => values)).toEqual(entries.map(({ values }) => values))
    expect(again.entries.map(({ receiptNumber }) => receiptNumber)).toEqual(
      marks.map(({ receiptNumber }) => receiptNumber),
    )
    const [before, after] = [header[0]?.columns.length ?? 0, markLayouts(again.header, sampleForm, 'zh-CN')[0]?.columns]
    expect(after).toMatchObject({
      result: { index: before },
      receiptNumber: { index: before + 1 },
      reason: { index: before + 2 },
    })
  },
)
