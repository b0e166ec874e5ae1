import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { fixture, tempFolder } from '../../test/fixtures/temp-folder.ts'
import { workbookBytes } from '../../test/fixtures/workbook-bytes.ts'
import { FileError } from './errors.ts'
import { markWorkbook } from './mark.ts'
import { type Mark, type MarkLayout, markKey } from './mark-cursor.ts'
import { openTable } from './open-table.ts'

const write = tempFolder()
const NEW_COLUMNS = { result: { title: '处理结果' }, receiptNumber: { title: '受理号' }, reason: { title: '处理说明' } }
const OLD_COLUMNS = (first: number): MarkLayout['columns'] => ({
  result: { title: '处理结果', index: first },
  receiptNumber: { title: '受理号', index: first + 1 },
  reason: { title: '处理说明', index: first + 2 },
})
const layout = (sheet: string, headerRow: number, columns: MarkLayout['columns'] = NEW_COLUMNS): MarkLayout => ({
  sheet,
  headerRow,
  columns,
})

const refused = (sheet: string, row: number, cells: number[], reason = '请改正'): Mark => ({
  sheet,
  row,
  ok: false,
  result: '退回',
  reason,
  cells,
})
const accepted = (sheet: string, row: number): Mark => ({
  sheet,
  row,
  ok: true,
  result: '已受理',
  reason: '',
  receiptNumber: `N${row}`,
  cells: [],
})
const byKey = (...marks: Mark[]) => new Map(marks.map((mark) => [markKey(mark.sheet, mark.row), mark]))

async function textsOf(path: string, sheet?: string) {
  const table = await openTable(path)
  if (table.format === 'jsonl') return []
  const rows: Record<number, (string | undefined)[]> = {}
  for await (const { number, cells } of table.rows(sheet ?? table.sheets[0] ?? '')) {
    rows[number] = Array.from(cells, (cell) => (cell && 'text' in cell ? cell.text : cell?.fault))
  }
  await table.close()
  return rows
}
const partsOf = (path: string) => unzipSync(readFileSync(path))
const partText = (path: string, part: string) => strFromU8(partsOf(path)[part] ?? new Uint8Array())
const cellTag = (sheetXml: string, reference: string) =>
  new RegExp(`<c [^>]*r="${reference}"[^>]*>`).exec(sheetXml)?.[0] ?? ''
/** The cell's format, as the styles part has it. */
function formatOf(path: string, sheetXml: string, reference: string): string {
  const style = Number(/ s="(\d+)"/.exec(cellTag(sheetXml, reference))?.[1] ?? 0)
  const formats = /<cellXfs[^>]*>([\s\S]*)<\/cellXfs>/.exec(partText(path, 'xl/styles.xml'))?.[1] ?? ''
  return formats.match(/<xf [\s\S]*?<\/xf>|<xf [^>]*\/>/g)?.[style] ?? ''
}
const SHEET = 'xl/worksheets/sheet1.xml'

test('marks a workbook: red cells with their formats, results, receipts and reasons; all other parts keep their bytes', async () => {
  const source = fixture('residents.xlsx')
  const target = write('residents.marked.xlsx')
  const marks = byKey(accepted('居民', 4), refused('居民', 5, [2, 5], '号码已失真'), refused('居民', 8, [8]))
  await markWorkbook(source, target, marks, { layouts: [layout('居民', 3)] })

  const before = await textsOf(source)
  const after = await textsOf(target)
  expect(after[1]).toEqual(before[1])
  expect(after[3]?.slice(11)).toEqual(['处理结果', '受理号', '处理说明'])
  expect(after[4]).toEqual([...(before[4] ?? []), '已受理', 'N4'])
  expect(after[5]?.slice(0, 11)).toEqual(before[5])
  expect(after[5]?.slice(11)).toEqual(['退回', undefined, '号码已失真'])

  const [old, marked] = [partsOf(source), partsOf(target)]
  expect(Object.keys(marked).sort()).toEqual(Object.keys(old).sort())
  for (const [part, bytes] of Object.entries(old)) {
    if (part !== SHEET && part !== 'xl/styles.xml') expect(marked[part]).toEqual(bytes)
  }
  const sheetXml = partText(target, SHEET)
  const numberFormat = (format: string) => /numFmtId="(\d+)"/.exec(format)?.[1]
  for (const reference of ['C5', 'F5', 'I8']) expect(formatOf(target, sheetXml, reference)).toContain('fillId="3"')
  expect(numberFormat(formatOf(target, sheetXml, 'I8'))).toBe(
    numberFormat(formatOf(source, partText(source, SHEET), 'I8')),
  )
  expect(formatOf(target, sheetXml, 'B5')).not.toContain('fillId="3"')
  expect(partText(target, 'xl/styles.xml')).toMatch(/<fills count="4">.*FFFFB3B2.*<\/fills>/s)
  expect(sheetXml).toContain('<dimension ref="A1:N8"/>')
  // What stands after the rows (merges, print set-up) is the same text.
  const tail = (xml: string) => xml.slice(xml.indexOf('</sheetData>'))
  expect(tail(sheetXml)).toBe(tail(partText(source, SHEET)))
})

test('marked again: the same columns are written over, and a mended cell is no longer red', async () => {
  const first = write('first.xlsx')
  const second = write('second.xlsx')
  await markWorkbook(fixture('residents.xlsx'), first, byKey(refused('居民', 8, [2, 8])), {
    layouts: [layout('居民', 3)],
  })
  await markWorkbook(first, second, byKey(refused('居民', 8, [8], '仍不对')), {
    layouts: [layout('居民', 3, OLD_COLUMNS(11))],
  })
  const rows = await textsOf(second)
  expect(rows[3]?.slice(11)).toEqual(['处理结果', '受理号', '处理说明'])
  expect(rows[8]?.slice(11)).toEqual(['退回', undefined, '仍不对'])
  const sheetXml = partText(second, SHEET)
  expect(formatOf(second, sheetXml, 'C8')).toContain('fillId="0"')
  expect(formatOf(second, sheetXml, 'I8')).toContain('fillId="3"')
  expect(partText(second, 'xl/styles.xml').match(/FFFFB3B2/g)).toHaveLength(1)
})

test('what looks like a formula, an escape or markup is written as text', async () => {
  const source = write('plain.xlsx', workbookBytes({ rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/>' }))
  const reason = '=HYPERLINK("http://x") <b> & _x000D_ \u0001结束'
  await markWorkbook(source, write('text.xlsx'), byKey(refused('S', 2, [0], reason)), { layouts: [layout('S', 1)] })
  const sheetXml = partText(write('text.xlsx'), SHEET)
  expect(sheetXml).not.toContain('<f')
  expect((await textsOf(write('text.xlsx')))[2]).toEqual([undefined, '退回', undefined, reason.replace('\u0001', '')])
})

test('new columns go behind everything, also behind cells without a header; rows without numbers and prefixes too', async () => {
  const wide = write(
    'wide.xlsx',
    workbookBytes({ rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="D9"><v>5</v></c></row>' }),
  )
  await markWorkbook(wide, write('wide.marked.xlsx'), byKey(accepted('S', 9)), { layouts: [layout('S', 1)] })
  expect((await textsOf(write('wide.marked.xlsx')))[9]).toEqual([undefined, undefined, undefined, '5', '已受理', 'N9'])
  const sheetXml =
    '<x:worksheet xmlns:x="urn:m"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row>\n<x:row spans="1:1"> <x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
  const bare = write('bare.xlsx', workbookBytes({ sheetXml }))
  await markWorkbook(bare, write('bare.marked.xlsx'), byKey(accepted('S', 2)), { layouts: [layout('S', 1)] })
  expect(await textsOf(write('bare.marked.xlsx'))).toEqual({
    1: ['1', '处理结果', '受理号', '处理说明'],
    2: ['2', '已受理', 'N2'],
  })
})

test('marks may come as a stream in the order of the file; a lost or disordered one is an error and leaves no file', async () => {
  const rows = Array.from(
    { length: 5 },
    (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${index}</v></c></row>`,
  ).join('')
  const source = write('stream.xlsx', workbookBytes({ rows }))
  const stream = async function* (...numbers: number[]) {
    for (const row of numbers) yield accepted('S', row)
  }
  const layouts = [layout('S', 1)]
  await markWorkbook(source, write('stream.marked.xlsx'), stream(2, 4), { layouts })
  expect((await textsOf(write('stream.marked.xlsx')))[4]).toEqual(['3', '已受理', 'N4'])
  for (const numbers of [
    [4, 2],
    [2, 9],
  ]) {
    await expect(markWorkbook(source, write('lost.xlsx'), stream(...numbers), { layouts })).rejects.toBeInstanceOf(
      RangeError,
    )
  }
  await expect(markWorkbook(source, write('lost.xlsx'), byKey(accepted('S', 9)), { layouts })).rejects.toBeInstanceOf(
    RangeError,
  )
  await expect(stat(write('lost.xlsx'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('never over the source, whatever it is called', async () => {
  const source = write('source.csv', 'a\n1\n')
  const failure = await markWorkbook(source, source.replace('source', './source'), byKey()).catch(
    (cause: unknown) => cause,
  )
  expect(failure).toBeInstanceOf(FileError)
  expect(readFileSync(source, 'utf8')).toBe('a\n1\n')
})

test.each([
  ['utf-8 with a mark', '\ufeff', (text: string) => Buffer.from(text), (bytes: Buffer) => bytes.toString('utf8')],
  ['gb18030', '', (text: string) => iconv.encode(text, 'gb18030'), (bytes: Buffer) => iconv.decode(bytes, 'gb18030')],
  ['utf-16le', '\ufeff', (text: string) => Buffer.from(text, 'utf16le'), (bytes: Buffer) => bytes.toString('utf16le')],
] as const)(
  'csv in %s keeps encoding, delimiter, line ends and the clerk’s own text',
  async (name, mark, encode, decode) => {
    const source = write(`${name}.csv`, encode(`${mark}姓名\t备注\r\n测试甲\t"a ""b"""\r\n测试乙\r\n\r\n=1+1\t丙`))
    const target = write(`${name}.marked.csv`)
    const own = (row: number, reason: string): Mark => ({
      sheet: 'x',
      row,
      ok: false,
      result: '退回',
      reason,
      cells: [],
    })
    const marks = byKey(own(2, '-1\t应为正数'), own(3, '@甲'), own(5, '好'))
    await markWorkbook(source, target, marks, { layouts: [layout('x', 1)] })
    expect(decode(readFileSync(target))).toBe(
      `${mark}姓名\t备注\t处理结果\t受理号\t处理说明\r\n测试甲\t"a ""b"""\t退回\t\t"'-1\t应为正数"\r\n测试乙\t\t退回\t\t'@甲\r\n\r\n=1+1\t丙\t退回\t\t好`,
    )
    const again = write(`${name}.again.csv`)
    await markWorkbook(
      target,
      again,
      byKey({ sheet: 'x', row: 2, ok: true, result: '已受理', reason: '', receiptNumber: 'N2', cells: [] }),
      {
        layouts: [layout('x', 1, OLD_COLUMNS(2))],
      },
    )
    expect((await textsOf(again))[2]).toEqual(['测试甲', 'a "b"', '已受理', 'N2', undefined])
  },
)

test('jsonl: a result in every line that has one, a broken line kept as text', async () => {
  const source = write('lines.jsonl', '{"a":1}\n{"a":\n\n{"a":3,"$result":{"ok":false}}\n{"a":4}\n')
  const mark = (row: number, ok: boolean): Mark => ({
    row,
    ok,
    result: ok ? '已受理' : '退回',
    reason: '',
    cells: [],
    ...(ok ? { receiptNumber: `N${row}` } : {}),
  })
  await markWorkbook(source, write('lines.marked.jsonl'), byKey(mark(1, true), mark(2, false), mark(4, true)))
  expect(
    readFileSync(write('lines.marked.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { a: 1, $result: { ok: true, result: '已受理', receiptNumber: 'N1', reason: '' } },
    { $line: '{"a":', $result: { ok: false, result: '退回', reason: '' } },
    { a: 3, $result: { ok: true, result: '已受理', receiptNumber: 'N4', reason: '' } },
    { a: 4 },
  ])
})
