import { expect, test } from 'vitest'
import { sampleForm } from '../../test/fixtures/sample-form.ts'
import type { Cell, Merge, Row } from '../files/index.ts'
import { createFieldNames } from './field-names.ts'
import { findHeader, headerProblems, placeKey } from './header.ts'

const names = createFieldNames(sampleForm)
const rows = (...lines: string[]): Row[] =>
  lines.map((line, index) => ({
    number: index + 1,
    hidden: false,
    cells: line.split('|').map((text): Cell | undefined => (text === '' ? undefined : { kind: 'text', text })),
  }))
const merge = (top: number, left: number, bottom: number, right: number): Merge => ({ top, left, bottom, right })
const match = (lines: string[], merges: Merge[] = []) => {
  const header = findHeader('表', rows(...lines), merges, names)
  return (
    header && {
      ...header,
      fields: header.columns.map((column) => (column.role === 'field' ? placeKey(column.place) : column.role)),
    }
  )
}

test.each([
  ['姓名', 'name'],
  ['*姓 名', 'name'],
  ['姓名：', 'name'],
  ['身份证号（18位）', 'idNumber'],
  ['身份证号(必填)*', 'idNumber'],
  ['公民身份号码', 'idNumber'],
  ['ID Number', 'idNumber'],
  ['idnumber', 'idNumber'],
  ['id_number', 'idNumber'],
  ['ＩＤ　ｎｕｍｂｅｒ', 'idNumber'],
  ['户籍地省', 'domicile.province'],
  ['户籍地-省', 'domicile.province'],
  ['domicile.city', 'domicile.city'],
  ['区县', 'domicile.county'],
  ['members.1.name', 'members.0.name'],
  ['家庭成员2姓名', 'members.1.name'],
  ['家庭成员（第2人）年龄', 'unknown'],
  ['受理号', 'receiptNumber'],
  ['处理结果', 'result'],
  ['处理说明', 'reason'],
  ['Submission number', 'receiptNumber'],
  ['Submission result', 'result'],
  ['Submission note', 'reason'],
  ['Result', 'unknown'],
  ['序号', 'ignored'],
  ['备注', 'unknown'],
  ['户籍地', 'unknown'],
])('“%s” asks for %s', (text, expected) => {
  // 户编号 makes it a header whatever the second column is.
  expect(match([`户编号|${text}`])?.fields).toEqual(['household', expected])
})

test('a title above the header is passed over, data below is not taken for it', () => {
  expect(match(['示例村居民信息登记表', '', '户编号|姓名|身份证号', 'H-1|姓名|1'])).toMatchObject({
    firstRow: 3,
    lastRow: 3,
  })
})

test('a merged header of two rows gives paths', () => {
  const header = match(
    ['登记表', '姓名|户籍地|||性别', '|省|市|区县|'],
    [merge(1, 0, 1, 4), merge(2, 0, 3, 0), merge(2, 1, 2, 3), merge(2, 4, 3, 4)],
  )
  expect(header).toMatchObject({
    firstRow: 2,
    lastRow: 3,
    fields: ['name', 'domicile.province', 'domicile.city', 'domicile.county', 'sex'],
  })
  expect(header?.columns[2]?.path).toEqual(['户籍地', '市'])
})

test('list positions in a merged header', () => {
  expect(
    match(['身份证号|家庭成员1||家庭成员2|', '|姓名|年龄|姓名|年龄'], [merge(1, 1, 1, 2), merge(1, 3, 1, 4)])?.fields,
  ).toEqual(['idNumber', 'members.0.name', 'members.0.age', 'members.1.name', 'members.1.age'])
})

test('nothing that names a field is no header; neither is one below row 20', () => {
  expect(match(['a|b', '1|2'])).toBeUndefined()
  expect(match([...Array.from({ length: 20 }, () => 'x'), '姓名|性别'])).toBeUndefined()
  expect(match([...Array.from({ length: 19 }, () => 'x'), '姓名|性别'])).toMatchObject({ lastRow: 20 })
})

const problemsOf = (line: string) => {
  const header = findHeader('表', rows(line), [], names)
  const found = header ? headerProblems(header, sampleForm, names) : { problems: [], warnings: [] }
  const brief = (list: typeof found.problems) =>
    list.map(({ code, field, params }) => [code, field ?? params?.nearest ?? params?.header])
  return { problems: brief(found.problems), warnings: brief(found.warnings) }
}

test('unknown columns are named with the nearest field, one problem each', () => {
  expect(problemsOf('姓名|身份证号|出生日朋|备注').warnings).toEqual([
    ['column_unknown_near', '出生日期'],
    ['column_unknown', '备注'],
  ])
})

test('two columns for one field leave the rows without a meaning', () => {
  expect(problemsOf('姓名|身份证号|公民身份号码').problems).toEqual([['column_twice', 'idNumber']])
})

test('a missing key column stops the file, unless rows carry a receipt number; other required columns may be stored', () => {
  expect(problemsOf('姓名|性别').problems).toEqual([['column_missing', 'idNumber']])
  expect(problemsOf('姓名|受理号')).toEqual({ problems: [], warnings: [['column_missing', 'idNumber']] })
  expect(problemsOf('身份证号|性别')).toEqual({ problems: [], warnings: [['column_missing', 'name']] })
})
