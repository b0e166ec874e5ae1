import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { fixture, tempFolder } from '../../test/fixtures/temp-folder.ts'
import { workbookBytes } from '../../test/fixtures/workbook-bytes.ts'
import { daySerial } from './day-serial.ts'
import { openTable } from './open-table.ts'
import { openTemplate, type TemplateOptions } from './template.ts'
import { fillTemplate, type TemplateContent } from './template-fill.ts'

const write = tempFolder()
const source = fixture('template.xlsx')
const PATHS = [['姓名'], ['身份证号'], ['性别'], ['户籍地', '区县'], ['登记日期'], ['救助类别'], ['月收入']]
const row = (name: string) => [
  name,
  '11010519491231002X',
  '女',
  '示例区',
  daySerial('2024-03-05') ?? null,
  '特困',
  12.5,
]

let serial = 0
async function filled(options: Partial<TemplateOptions>, content: TemplateContent) {
  serial += 1
  const target = write(`filled-${serial}.xlsx`)
  await fillTemplate(await openTemplate(source, { columns: PATHS, ...options }), target, content)
  return target
}
async function textsOf(path: string, sheet: string) {
  const table = await openTable(path, { sheet })
  const rows: Record<number, (string | undefined)[]> = {}
  if (table.format !== 'jsonl')
    for await (const { number, cells } of table.rows(sheet))
      rows[number] = Array.from(cells, (cell) => (cell && 'text' in cell ? cell.text : cell?.fault))
  await table.close()
  return rows
}
const partsOf = (path: string) => unzipSync(readFileSync(path))
const partText = (path: string, part: string) => strFromU8(partsOf(path)[part] ?? new Uint8Array())
const SHEET = 'xl/worksheets/sheet1.xml'
const cellTag = (xml: string, reference: string) => new RegExp(`<c [^>]*r="${reference}"[^>]*>`).exec(xml)?.[0] ?? ''
const styleOf = (xml: string, reference: string) => / s="(\d+)"/.exec(cellTag(xml, reference))?.[1]

test('finds columns by header path, free rows, and the lists that a hidden sheet or the rule itself has', async () => {
  const template = await openTemplate(source, { columns: PATHS, cells: ['B2', 'D5'] })
  expect(template.columns.map(({ index }) => index)).toEqual([1, 2, 3, 5, 6, 7, 8])
  expect(template.firstRow).toBe(5)
  expect(template.freeRows).toBeGreaterThan(1_000_000)
  expect(template.columns.map(({ list }) => list && [...list])).toEqual([
    undefined,
    undefined,
    ['男', '女'],
    undefined,
    undefined,
    ['低保', '特困', '临时救助'],
    undefined,
  ])
  // A list that only warns holds nobody.
  expect([...template.cellLists.keys()]).toEqual(['D5'])
})

test('fills rows, extends the sample row’s formats, formulas, lists and print area, and keeps every other part', async () => {
  const target = await filled(
    { cells: ['B2'] },
    { rows: Array.from({ length: 40 }, (_, index) => row(`测试${index}`)), cells: { B2: '甲镇' } },
  )
  const before = await textsOf(source, '登记表')
  const after = await textsOf(target, '登记表')
  for (const number of [1, 3, 4]) expect(after[number]).toEqual(before[number])
  expect(after[2]?.slice(0, 2)).toEqual(['填报单位：', '甲镇'])
  expect(after[5]).toEqual([
    '1',
    '测试0',
    '11010519491231002X',
    '女',
    undefined,
    '示例区',
    '2024-03-05',
    '特困',
    '12.5',
    // Computed when the file is opened.
    'formula_without_value',
  ])
  expect(after[44]?.slice(1, 9)).toEqual([
    '测试39',
    '11010519491231002X',
    '女',
    undefined,
    '示例区',
    '2024-03-05',
    '特困',
    '12.5',
  ])
  expect(after[45]).toBeUndefined()

  const [old, made] = [partsOf(source), partsOf(target)]
  expect(Object.keys(made)).toEqual(Object.keys(old))
  for (const [part, bytes] of Object.entries(old))
    if (part !== SHEET && part !== 'xl/workbook.xml') expect(made[part]).toEqual(bytes)

  const xml = partText(target, SHEET)
  for (const letter of 'ABCDEFGHIJ') expect(styleOf(xml, `${letter}44`)).toBe(styleOf(xml, `${letter}5`))
  expect(/<row [^>]*r="44"[^>]*>/.exec(xml)?.[0]).toContain('ht="25.5"')
  expect(xml).toContain('<f t="shared" ref="J5:J44" si="0" aca="false">I5*12</f>')
  expect(xml).toMatch(/r="J44"[^>]*><f t="shared" si="0"\/>/)
  expect(xml).toContain('sqref="D5:D44"')
  expect(xml).toContain('<dimension ref="A1:J44"/>')
  // What stands behind the rows is the same but for the lists' areas.
  const tail = (text: string) =>
    text.slice(text.indexOf('</sheetData>')).replaceAll(/sqref="(\w)5:\w\d+"/g, 'sqref="$1"')
  expect(tail(xml)).toBe(tail(partText(source, SHEET)))
  const workbook = partText(target, 'xl/workbook.xml')
  expect(workbook).toContain('登记表!$A$1:$J$44<')
  expect(workbook).toContain('fullCalcOnLoad="1"')
})

test('one record on a form: single cells, and nothing else changes', async () => {
  const target = await filled({ columns: [], cells: ['B2', 'D8'] }, { rows: [], cells: { B2: '乙镇', D8: '=1+1' } })
  const after = await textsOf(target, '登记表')
  const before = await textsOf(source, '登记表')
  expect(after).toEqual({
    ...before,
    2: ['填报单位：', '乙镇', undefined, undefined, '版本 V2.1'],
    8: [undefined, undefined, undefined, '=1+1'],
  })
})

test('stops before a line that has to stay, and gives merges of the sample row to new ones', async () => {
  const options = { sheet: '签字表', columns: [['姓名'], ['住址']] }
  const template = await openTemplate(source, options)
  expect(template.freeRows).toBe(2)
  await expect(fillTemplate(template, write('x.xlsx'), { rows: [[], [], []] })).rejects.toMatchObject({
    problems: [{ code: 'template_full', params: { limit: 2 } }],
  })
  const target = await filled({ ...options, lastRow: 20 }, { rows: Array.from({ length: 5 }, () => ['甲', '示例路']) })
  expect(partText(target, 'xl/worksheets/sheet2.xml')).toContain(
    '<mergeCell ref="B1:C1"/><mergeCell ref="B2:C2"/><mergeCell ref="B3:C3"/><mergeCell ref="B4:C4"/><mergeCell ref="B5:C5"/><mergeCell ref="B6:C6"/></mergeCells>',
  )
  expect(partText(target, 'xl/worksheets/sheet2.xml')).toContain('<mergeCells count="6">')
})

test('example rows that were given free and get no record are blanked', async () => {
  const target = await filled(
    { sheet: '签字表', columns: [['姓名'], ['住址']], lastRow: 4 },
    { rows: [['甲', '示例路']] },
  )
  expect(await textsOf(target, '签字表')).toMatchObject({ 2: ['甲', '示例路'], 4: [] })
})

test.each([
  [{ columns: [['年龄']] }, 'template_column_missing'],
  [{ columns: [['年收入']] }, 'template_computed'],
  [{ sheet: '无此表', columns: [['姓名']] }, 'sheet_missing'],
  [{ columns: [], cells: ['C2'] }, 'template_cell_covered'],
])('says what the template lacks: %j', async (options, code) => {
  await expect(openTemplate(source, options)).rejects.toMatchObject({ problems: [{ code }] })
})

test('two columns of one name need the header above them', async () => {
  const cell = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
  const rows = `<row r="1">${cell('A1', '父亲')}${cell('B1', '母亲')}</row><row r="2">${cell('A2', '姓名')}${cell('B2', '姓名')}</row>`
  const path = write('twice.xlsx', workbookBytes({ rows }))
  await expect(openTemplate(path, { columns: [['姓名']] })).rejects.toMatchObject({
    problems: [{ code: 'template_column_twice', params: { columns: 'A、B' } }],
  })
  const { columns, firstRow } = await openTemplate(path, { columns: [['母亲', '姓名']] })
  expect([columns[0]?.index, firstRow]).toEqual([1, 3])
})

test('days as a workbook counts them', () => {
  expect([daySerial('1900-03-01'), daySerial('2024-03-05'), daySerial('2024-03-05', true)]).toEqual([
    61, 45_356, 43_894,
  ])
  for (const text of ['2024-02-30', '2024-3-5', '1900-02-28', '20240305']) expect(daySerial(text)).toBeUndefined()
})
