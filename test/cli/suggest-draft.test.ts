/** From an upstream's field list to a delivered record, in four commands; what a draft leaves alone. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTable } from '../../src/files/index.ts'
import { cli, projectDir, runNode } from '../examples/run-node.ts'
import { syntheticId } from '../synthetic.ts'
import { project } from './project.ts'

const LIST = `序号,字段名,中文名,数据类型,长度,是否必填,字典
1,XM,姓名,字符型,50,是,
2,SFZH,身份证号码,字符型,18,是,
3,YSZK,饮水状况,字符型,2,否,1:自来水 2:井水
`
const ID = syntheticId(7)
const SEX = Number(ID[16]) % 2 === 0 ? '女' : '男'

async function rowsOf(path: string): Promise<string[][]> {
  const table = await openTable(path)
  if (table.format === 'jsonl') throw new TypeError(table.format)
  const rows: string[][] = []
  for await (const row of table.rows(table.sheets[0] ?? '')) {
    rows.push(row.cells.map((cell) => (cell && cell.kind !== 'fault' ? cell.text : '')))
  }
  await table.close()
  return rows
}

// As processes: the first command of the four, npm install, is the link.
test('suggest, check, submit: the record stands in the upstream’s table', async () => {
  const { folder, path, write } = project()
  mkdirSync(path('node_modules'))
  symlinkSync(projectDir, path('node_modules/yibiao'), 'dir')
  copyFileSync(join(projectDir, 'examples/suggest/field-list.xlsx'), path('字段清单.xlsx'))
  write('登记表.csv', `姓名,公民身份号码,性别,是否低保,饮水来源\n赵小测,${ID},${SEX},是,井水\n`)
  const yibiao = (...argv: string[]) => runNode([cli, ...argv], { cwd: folder, env: { LANG: 'zh_CN.UTF-8' } })

  const drafted = await yibiao('suggest', '--contract', '字段清单.xlsx', '--out', '.', '--name', 'water')
  expect([drafted.code, drafted.stderr]).toEqual([0, expect.stringContaining('下一步：yibiao check')])
  expect(await yibiao('check')).toMatchObject({ code: 0, stdout: expect.stringContaining('没有问题') })
  expect(await yibiao('submit', '登记表.csv')).toMatchObject({ code: 0 })

  const [file = ''] = readdirSync(path('out/water'))
  const [head = [], row = []] = await rowsOf(path(`out/water/${file}`))
  const told = Object.fromEntries(head.map((header, column) => [header, row[column]]))
  expect(told).toMatchObject({
    姓名: '赵小测',
    身份证号码: ID,
    性别: SEX === '女' ? '2' : '1',
    是否低保: '是',
    饮水来源: '2',
  })
})

test('a second list extends the same form; what stands there is never replaced', async () => {
  const { write, run, path } = project()
  write('a.csv', LIST)
  await run(['suggest', '--contract', 'a.csv', '--out', '.', '--name', 'water'])
  const before = readFileSync(path('upstreams/water/mapping.json'), 'utf8')
  const again = await run(['suggest', '--contract', 'a.csv', '--out', '.', '--name', 'water'])
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('upstreams/water/mapping.json')])
  expect(readFileSync(path('upstreams/water/mapping.json'), 'utf8')).toBe(before)
  write('b.csv', LIST.replace('YSZK,饮水状况', 'CSLX,厕所类型'))
  const other = await run(['suggest', '--contract', 'b.csv', '--out', '.', '--name', 'toilet', '--json'])
  expect(other.json.files).toContain('forms/resident/form.json')
  const { fields } = JSON.parse(readFileSync(path('forms/resident/form.json'), 'utf8'))
  expect(Object.keys(fields).toSorted()).toEqual(['cslx', 'yszk'])
  expect((await run(['check'])).code).toBe(0)
})

test('what stands in a record that the form names is read through the reference', async () => {
  const { write, run, path, read } = project()
  write('trip.csv', '字段名,中文名\nzfsj,走访时间\nxm,走访对象姓名\nsfzh,走访对象身份证号\nzfr,走访人\n')
  await run(['suggest', '--contract', 'trip.csv', '--out', '.', '--name', 'trip'])
  const mapping = JSON.parse(readFileSync(path('upstreams/trip/mapping.json'), 'utf8'))
  expect(mapping).toMatchObject({ zfsj: 'date', xm: 'resident.name', sfzh: 'residentIdNumber', zfr: 'visitor' })
  const { forms } = JSON.parse(readFileSync(path('yibiao.config.json'), 'utf8'))
  expect(forms).toEqual(['visit', 'resident', './forms'])
  expect(JSON.parse(read('forms/resident/form.json')).aliases).toMatchObject({ name: ['走访对象姓名'] })
  expect((await run(['check'])).code).toBe(0)
})

test('a shipped form that fits far better than the configuration’s own is proposed', async () => {
  const { write, run, path } = project()
  mkdirSync(path('upstreams'))
  write('yibiao.config.json', JSON.stringify({ ledger: 'file:yibiao.db', forms: ['visit'], upstreams: './upstreams' }))
  write('people.csv', `${LIST.replace('YSZK,饮水状况', 'YSZK,婚姻状况')}4,MZ,民族,字符型,2,否,\n`)
  const { json } = await run(['suggest', '--contract', 'people.csv', '--json'])
  expect(json.form).toBe('resident')
  const named = await run(['suggest', '--contract', 'people.csv', '--form', 'household', '--json'])
  expect(named.json.form).toBe('household')
})

test('a name that can’t be used is refused before anything is written', async () => {
  const { write, run, has } = project()
  write('a.csv', LIST)
  const { code, err } = await run(['suggest', '--contract', 'a.csv', '--out', '.', '--name', '饮水'])
  expect([code, err]).toEqual([2, expect.stringContaining('--name 的值“饮水”不对')])
  expect(has('upstreams')).toBe(false)
})
