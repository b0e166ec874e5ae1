/** yibiao suggest: proposals on the terminal and as JSON, with and without a configuration. */
import { expect, test } from 'vitest'
import { project } from './project.ts'

const LIST =
  'name,label,type\nxm,姓名,string\nsfzh,身份证号码,string\nxb,性别,string\nczsj,操作时间,string\nzw,职务,string\n'

test('prints the contract of --json: every field in order, null where unsure', async () => {
  const { write, run, has } = project()
  write('fields.csv', LIST)
  const { code, json } = await run(['suggest', '--contract', 'fields.csv', '--json'])
  expect(code).toBe(0)
  expect(json.form).toBe('resident')
  expect(json.fields).toEqual([
    {
      name: 'xm',
      label: '姓名',
      form: 'resident',
      path: 'name',
      concept: 'person.name',
      score: 0.97,
      reason: '名称“姓名”',
    },
    {
      name: 'sfzh',
      label: '身份证号码',
      form: 'resident',
      path: 'idNumber',
      concept: 'person.idNumber',
      score: 0.97,
      reason: '名称“身份证号码”',
    },
    {
      name: 'xb',
      label: '性别',
      form: 'resident',
      path: 'sex',
      concept: 'person.gender',
      score: 0.97,
      reason: '名称“性别”',
    },
    {
      name: 'czsj',
      label: '操作时间',
      form: null,
      path: null,
      concept: null,
      score: 0,
      reason: '“操作时间”没有对应的通用字段',
    },
    { name: 'zw', label: '职务', form: null, path: null, concept: null, score: 0, reason: '“职务”没有对应的通用字段' },
  ])
  expect(has('yibiao.config.ts')).toBe(false)
})

test('shows people where each field comes from', async () => {
  const { write, run } = project()
  write('fields.csv', LIST)
  const { out, err } = await run(['suggest', '--contract', 'fields.csv', '--form', 'resident'])
  expect(out).toContain('fields：5 个字段，3 个能从表单 resident（居民）填出')
  expect(out).toMatch(/xm +姓名 +resident\.name 姓名 +0\.97/)
  expect(err).toContain('没有写任何文件')
})

test('a column name that a form’s field has too says nothing against its label', async () => {
  const { write, run } = project()
  write('trip.csv', 'name,label,type\nzfr,走访人,string\nzfsj,走访时间,string\ndate,何时返程,date\n')
  const { json } = await run(['suggest', '--contract', 'trip.csv', '--form', 'visit', '--json'])
  expect(json.fields[2]).toMatchObject({ form: null, path: null, concept: null })
})

test('takes the configuration’s own forms', async () => {
  const { write, run } = project(`
import { defineConfig, defineForm, describeField } from 'yibiao'
import { z } from 'zod'
const well = defineForm({ name: 'well', title: '水井', version: 1, key: ['code'], schema: z.strictObject({
  code: describeField(z.string(), { title: { zh: '水井编号', en: 'Well' } }),
  depth: describeField(z.number(), { title: { zh: '井深', en: 'Depth' }, aliases: ['js'] }).optional(),
}) })
export default defineConfig({ ledger: 'file:a.db', forms: [well] })
`)
  write('wells.csv', 'name,label,type\nsjbh,水井编号,string\njs,,number\n')
  const { json } = await run(['suggest', '--contract', 'wells.csv', '--json'])
  expect(json.fields.map(({ form, path }: { form: string; path: string }) => `${form}.${path}`)).toEqual([
    'well.code',
    'well.depth',
  ])
})

test.each([
  [['suggest'], '缺少选项 --contract；用法见 yibiao suggest --help'],
  [['suggest', '--contract', 'nowhere.csv'], '打不开文件“nowhere.csv”（ENOENT）'],
  [
    ['suggest', '--contract', 'fields.csv', '--form', 'residnt'],
    '没有名为“residnt”的表单，是不是 resident？；可用的有：',
  ],
])('%j: exit code 2', async (argv, message) => {
  const { write, run } = project()
  write('fields.csv', LIST)
  const { code, err } = await run(argv)
  expect([code, err]).toEqual([2, expect.stringContaining(message)])
})
