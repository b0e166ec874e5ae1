import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { fixture, tempFolder } from '../../test/fixtures/temp-folder.ts'
import { type WorkbookParts, workbookBytes } from '../../test/fixtures/workbook-bytes.ts'
import { describeProblem } from '../base/problem.ts'
import { FileError } from './errors.ts'
import { type OpenOptions, openTable } from './open-table.ts'
import type { StreamSource } from './source.ts'

const write = tempFolder()

async function read(from: string | StreamSource, options?: OpenOptions) {
  const table = await openTable(from, options)
  try {
    if (table.format === 'jsonl') return await Array.fromAsync(table.lines())
    const rows = []
    for (const sheet of table.sheets) {
      for await (const { number, cells, hidden } of table.rows(sheet)) {
        rows.push({
          sheet,
          number,
          hidden,
          cells: Array.from(cells, (cell) => (cell && 'text' in cell ? cell.text : cell?.fault)),
        })
      }
    }
    return rows
  } finally {
    await table.close()
  }
}

let count = 0
const readParts = (parts: WorkbookParts, options?: OpenOptions) => {
  count += 1
  return read(write(`parts-${count}.xlsx`, workbookBytes(parts)), options)
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (cause: unknown) => (cause instanceof FileError ? cause.problems[0]?.code : cause),
  )

test('a workbook by a spreadsheet program: texts, dates, formats, faults, a filtered row, no hidden sheet', async () => {
  expect(await read(fixture('residents.xlsx'))).toMatchObject([
    { sheet: '居民', number: 1, cells: ['示例村居民信息登记表'] },
    {
      number: 2,
      cells: [
        '户编号',
        '*姓 名',
        '身份证号（18位）',
        '性别',
        '出生日期',
        '户籍地',
        undefined,
        undefined,
        '年收入',
        '低保户',
        '区划代码',
      ],
    },
    { number: 3, cells: [undefined, undefined, undefined, undefined, undefined, '省', '市', '区县'] },
    {
      number: 4,
      hidden: false,
      cells: [
        'H-1',
        '测试甲',
        '11010519491231002X',
        '女',
        '1949-12-31',
        '示例省',
        '示例市',
        '示例区',
        '0',
        'FALSE',
        '012345',
      ],
    },
    {
      number: 5,
      hidden: true,
      cells: [
        undefined,
        '测试乙',
        'number_damaged',
        '男性',
        '1880年1月1日',
        undefined,
        undefined,
        undefined,
        '0.3',
        '√',
        'cell_error',
      ],
    },
    {
      number: 8,
      cells: [undefined, '测试丙', '11010519491231002x', '2', '1949/12/31', undefined, undefined, undefined, '15%'],
    },
    { sheet: '填表说明', number: 1 },
  ])
})

test('merged cells of a workbook, which stand behind its rows', async () => {
  const table = await openTable(fixture('residents.xlsx'))
  const merges = table.format === 'jsonl' ? [] : await table.merges('居民')
  await table.close()
  expect(merges).toHaveLength(11)
  expect(merges).toContainEqual({ top: 2, left: 5, bottom: 2, right: 7 })
})

test('an error cell says which error', async () => {
  const table = await openTable(fixture('residents.xlsx'))
  const rows = table.format === 'jsonl' ? [] : await Array.fromAsync(table.rows('居民'))
  await table.close()
  expect(rows[4]?.cells[10]).toEqual({ kind: 'fault', fault: 'cell_error', error: '#N/A' })
})

test('a hidden sheet is read when asked for; a missing one is a problem that lists the others', async () => {
  expect(await read(fixture('residents.xlsx'), { sheet: '字典' })).toMatchObject([{ cells: ['男', '女'] }])
  const failure = await openTable(fixture('residents.xlsx'), { sheet: '没有' }).catch((cause: unknown) => cause)
  expect((failure as FileError).describe('zh-CN')).toBe(
    '文件“residents.xlsx”里没有工作表“没有”：有的是 居民、填表说明、字典',
  )
})

test('inline, rich and shared texts; rows and cells without numbers; prefixes; the 1904 calendar', async () => {
  const rows =
    '<row><c t="inlineStr"><is><r><t>甲</t></r><rPh sb="0" eb="1"><t>x</t></rPh><r><t>乙</t></r></is></c><c t="s"><v>0</v></c></row>' +
    '<row r="5"><c r="B5" t="str"><f>A1</f><v>公式</v></c><c r="C5"><f>A1</f></c><c r="D5" s="1"><v>0</v></c><c r="E5" t="d"><v>2020-01-02</v></c></row>'
  const strings =
    '<si><r><t>共</t></r><r><t xml:space="preserve"> 享_x000A_</t></r><rPh sb="0" eb="1"><t>gong</t></rPh></si>'
  const styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
  expect(await readParts({ rows, strings, styles, date1904: true })).toEqual([
    { sheet: 'S', number: 1, hidden: false, cells: ['甲乙', '共 享\n'] },
    {
      sheet: 'S',
      number: 5,
      hidden: false,
      cells: [undefined, '公式', 'formula_without_value', '1904-01-01', '2020-01-02'],
    },
  ])
  const sheetXml =
    '<x:worksheet xmlns:x="urn:m"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
  expect(await readParts({ sheetXml })).toMatchObject([{ cells: ['7'] }])
})

test('a stream is read like a file, and its copy is removed', async () => {
  const table = await openTable({
    stream: Readable.from([Buffer.from('姓名,年龄\n'), Buffer.from('测试甲,3')]),
    name: 'stdin',
  })
  expect(table).toMatchObject({ format: 'csv', name: 'stdin' })
  expect(existsSync(table.path)).toBe(true)
  await table.close()
  expect(existsSync(table.path)).toBe(false)
  const bytes = await readFile(fixture('residents.xlsx'))
  expect(await read({ stream: Readable.from([bytes]), name: 'stdin' })).toHaveLength(7)
  expect(await read({ stream: Readable.from([Buffer.from('{"a":1}')]), name: 'stdin' })).toEqual([
    { number: 1, value: { a: 1 } },
  ])
})

test('a stream beyond the limit is cut off', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536, 'a')
    })(),
  )
  expect(await codeOf(openTable({ stream: endless, name: 'stdin' }, { limits: { maxFileBytes: 1_000_000 } }))).toBe(
    'file_too_large',
  )
})

test.each([
  ['old.xlsx', 'file_old_xls', () => readFile(fixture('residents.xls'))],
  [
    'locked.xlsx',
    'file_encrypted',
    async () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(504),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
  ],
  ['export.xls', 'file_is_html', async () => Buffer.from('\ufeff\n<html><table><tr><td>姓名</td></tr></table></html>')],
  ['really-csv.xlsx', 'file_not_as_named', async () => Buffer.from('姓名,年龄\n')],
  ['really-xlsx.csv', 'file_not_as_named', () => readFile(fixture('residents.xlsx'))],
  ['empty.xlsx', 'file_empty', async () => Buffer.alloc(0)],
  ['blank.csv', 'file_empty', async () => Buffer.from('\ufeff \r\n')],
  ['photo.csv', 'file_unknown_format', async () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
  ['cut.xlsx', 'workbook_damaged', async () => (await readFile(fixture('residents.xlsx'))).subarray(0, 4_000)],
  [
    'letter.xlsx',
    'file_unknown_format',
    async () => (await import('fflate')).zipSync({ 'word/document.xml': new Uint8Array(3) }),
  ],
] as const)('%s → %s, with a remedy in both languages', async (name, code, content) => {
  const failure = await openTable(write(name, await content())).catch((cause: unknown) => cause)
  expect(failure).toBeInstanceOf(FileError)
  const [problem] = (failure as FileError).problems
  expect(problem).toMatchObject({ code, who: 'reporter', params: { file: name } })
  if (problem) for (const lang of ['zh-CN', 'en'] as const) expect(describeProblem(problem, lang)).not.toMatch(/[{}]/)
})

test('a file that is not there', async () => {
  expect(await codeOf(openTable('/no/such/file.xlsx'))).toBe('file_unreadable')
})

test('damage inside a part is a problem of the file, not a crash', async () => {
  const row = '<row r="1"><c r="A1"><v>1</v></c></row>'
  expect(await codeOf(readParts({ sheetXml: `<worksheet><sheetData>${row}` }))).toBe('workbook_damaged')
  expect(await codeOf(readParts({ rows: '<row r="1"><c r="A1" t="s"><v>9</v></c></row>', strings: '' }))).toBe(
    'workbook_damaged',
  )
  expect(await codeOf(readParts({ rows: '<row r="x"><c r="A1"><v>9</v></c></row>' }))).toBe('workbook_damaged')
  expect(await codeOf(readParts({ rows: '<row r="1"><c r="ZZZZ1"><v>9</v></c></row>' }))).toBe('workbook_damaged')
  expect(await codeOf(readParts({ rows: '<row r="1"><c r="A1" t="str"><v>&bomb;</v></c></row>' }))).toBe(
    'workbook_damaged',
  )
})
