import { expect, test } from 'vitest'
import { fixture, tempFolder } from '../../test/fixtures/temp-folder.ts'
import { csvRows, delimiterOf } from './csv.ts'
import { encodingOf, type TextEncoding } from './text-encoding.ts'

const write = tempFolder()
const UTF_8: TextEncoding = { name: 'utf-8', markBytes: 0 }

const rowsOf = async (path: string) => {
  const encoding = await encodingOf(path, 'x.csv')
  const delimiter = await delimiterOf(path, encoding)
  const rows = []
  for await (const row of csvRows(path, 'x.csv', { encoding, delimiter })) rows.push(row)
  return rows
}
const textsOf = async (path: string) =>
  (await rowsOf(path)).map(({ cells }) =>
    Array.from(cells, (cell) => (cell && 'text' in cell ? cell.text : cell?.fault)),
  )

test('a csv in GB18030 by a spreadsheet program: line breaks in quotes, blank rows, a spoiled id', async () => {
  expect(await textsOf(fixture('residents-gb18030.csv'))).toEqual([
    ['姓名', '身份证号', '性别', '手机号', '备注'],
    ['测试甲', '11010519491231002X', '女', '13800000000', '住示例路5号,\n一楼'],
    ['测试乙', 'number_damaged', '男', undefined, undefined],
    [undefined, undefined, undefined, undefined, undefined],
    ['测试丙', '440524188001010014', '男', '13900000000', '=1+1'],
  ])
})

test('rows are numbered as a spreadsheet program does', async () => {
  const rows = await rowsOf(write('numbers.csv', 'a,b\r\n"x\r\ny",1\r\n\r\nz,2\r\n'))
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4])
})

test.each([
  ['comma', 'a,b;c\n1,2\n', ','],
  ['tab', 'a\tb,c\n1\t2\n3\t4', '\t'],
  ['semicolon', 'a;b;c\n1,5;2;3\n2,5;3;4\n', ';'],
  ['comma although the first cell is full of semicolons', '"a;b;c;d;e",b\n1,2\n', ','],
  ['comma where there is one column only', 'a\n1\n', ','],
])('delimiter: %s', async (name, content, delimiter) => {
  expect(await delimiterOf(write(`${name}.csv`, content), UTF_8)).toBe(delimiter)
})

test('a quote that is never closed is named with the row where it starts', async () => {
  await expect(textsOf(write('open.csv', 'a,b\n1,2\n3,"4\n5,6\n'))).rejects.toMatchObject({
    problems: [{ code: 'csv_broken', params: { file: 'x.csv', line: 3 } }],
  })
})

test('a quote inside a bare cell is a character', async () => {
  expect(await textsOf(write('inch.csv', 'a,b\n5" pipe,1\n'))).toEqual([
    ['a', 'b'],
    ['5" pipe', '1'],
  ])
})
