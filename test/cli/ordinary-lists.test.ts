/** Lists as departments write them go from suggest to a delivered record as they are; what can't be sent says so at its field. */
import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTable } from '../../src/files/index.ts'
import { projectDir } from '../examples/run-node.ts'
import { type Project, project } from './project.ts'

/** A project drafted from a list, its mapping checked; with the list's sheet of records beside it. */
async function drafted(list: string): Promise<Project> {
  const made = project()
  for (const file of [list, list.replace(/\.\w+$/, '.records.csv')])
    copyFileSync(join(projectDir, 'test/fixtures/field-lists', file), made.path(file))
  const { code, err } = await made.run(['suggest', '--contract', list, '--out', '.', '--name', 'office'])
  expect([code, err]).toEqual([0, expect.not.stringContaining('必填但没有对应的')])
  const checked = await made.run(['check'])
  expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('没有问题')])
  return made
}

/** Rows of what was delivered, by the table's own headings. */
async function delivered({ path }: Project): Promise<Record<string, string>[]> {
  const records: Record<string, string>[] = []
  for (const file of readdirSync(path('out/office'))) {
    const table = await openTable(path(`out/office/${file}`))
    if (table.format === 'jsonl') throw new TypeError(table.format)
    let head: readonly string[] = []
    for await (const { cells } of table.rows(table.sheets[0] ?? '')) {
      const texts = Array.from(cells, (cell) => (cell && cell.kind !== 'fault' ? cell.text : ''))
      if (head.length === 0) head = texts
      else records.push(Object.fromEntries(head.map((name, column) => [name, texts[column] ?? ''])))
    }
    await table.close()
  }
  return records
}

test('low income: 1男 2女, columns of their program required, yyyyMMdd in a remark, labels and a guardian that no form knows', async () => {
  const made = await drafted('low-income.csv')
  const { required } = JSON.parse(made.read('upstreams/office/contract.schema.json'))
  expect(required).not.toContain('CREATE_TIME')
  const { $doubtful, ...rules } = JSON.parse(made.read('upstreams/office/mapping.json'))
  expect($doubtful[''].zh).toContain('主键、创建时间、更新人、删除标识')
  expect($doubtful[''].en).toContain('that the upstream seems to fill itself')
  expect(rules.JHRXM).toBe('jhrxm')
  const { aliases } = JSON.parse(made.read('forms/resident/form.json'))
  expect(aliases).toEqual({ name: ['救助对象姓名'], idNumber: ['救助对象身份证号码'] })

  const { code, err, json } = await made.run(['submit', 'low-income.records.csv', '--wait', '20', '--json'])
  expect([code, err]).toEqual([1, expect.any(String)])
  expect(json.problems.map(({ row, field, message }: Record<string, string>) => [row, field, message])).toEqual([
    [3, 'sex', '“low-income”没有与“性别”所填内容对应的代码，只收：男性、女性'],
  ])
  expect(await delivered(made)).toEqual([
    expect.objectContaining({
      救助对象姓名: '赵小测',
      性别: '1',
      出生日期: '19900101',
      婚姻状况: '2',
      '月保障金额（元）': '350.5',
      享受开始日期: '2024-01-01',
      监护人姓名: '钱大测',
      创建时间: '',
    }),
  ])
})

test('disability: √, varchar(2), a sheet of all dictionaries, names that the form has otherwise', async () => {
  const made = await drafted('disability.xlsx')
  expect(await made.run(['submit', 'disability.records.csv', '--wait', '20'])).toMatchObject({ code: 0 })
  expect(await delivered(made)).toEqual([
    expect.objectContaining({
      残疾人姓名: '赵小测',
      残疾类别: '4',
      残疾等级: '2',
      婚姻状况: '2',
      受教育程度: '3',
      户口性质: '1',
      监护人: '钱大测',
      是否享受低保: '1',
      版本: '',
    }),
  ])
})

test('follow-up: a head of two rows, M/O, 代码表2, a person whose record is handed in first', async () => {
  const made = await drafted('follow-up.xlsx')
  const { fields, aliases } = JSON.parse(made.read('forms/resident/form.json'))
  expect([fields, aliases]).toEqual([{}, { name: ['本人姓名'] }])
  for (const form of ['resident', 'health-follow-up'])
    expect(await made.run(['submit', 'follow-up.records.csv', '--form', form, '--wait', '20'])).toMatchObject({
      code: 0,
    })
  expect(await delivered(made)).toEqual([
    expect.objectContaining({
      本人姓名: '赵小测',
      性别: '1',
      出生日期: '19900101',
      随访日期: '20261101',
      随访方式: '2',
      '收缩压(mmHg)': '130',
      服药依从性: '1',
      更新时间: '',
    }),
  ])
})
