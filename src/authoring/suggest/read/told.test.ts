/** What lists tell in remarks, examples, types and descriptions: dates, codes, whose a column is. */
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-folder.ts'
import { workbookBytes } from '../../../../test/fixtures/workbook-bytes.ts'
import { buildLexicons } from '../vocabulary/index.ts'
import { readContract } from './read.ts'

const file = tempFolder()
const { zh } = buildLexicons()
const read = (name: string, content: string | Uint8Array) => readContract(file(name, content), { zh })

const rowsXml = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row, index) => {
      const cell = (text: string, column: number) =>
        `<c r="${String.fromCharCode(65 + column)}${index + 1}" t="inlineStr"><is><t>${text}</t></is></c>`
      return `<row r="${index + 1}">${row.map(cell).join('')}</row>`
    })
    .join('')

it.each([
  ['varchar,8,格式：yyyyMMdd', 'yyyyMMdd'],
  ['日期,,YYYY-MM-DD HH24:MI:SS', 'yyyy-MM-dd HH:mm:ss'],
  ['char,10,填报日期 yyyy/mm/dd', 'yyyy/MM/dd'],
  ['varchar,20,例如 20240131', 'yyyyMMdd'],
  ['varchar,20,如2024-01-31', 'yyyy-MM-dd'],
  ['varchar,20,2024年01月31日', 'yyyy年MM月dd日'],
  ['char,8,', 'yyyyMMdd'],
  ['日期型,8,', 'yyyyMMdd'],
  ['varchar,6,', 'yyyyMM'],
  ['varchar,20,不早于1949年', undefined],
])('a date written as “%s” tells its format', async (told, format) => {
  const list = `字段,名称,类型,长度,备注\nxm,姓名,varchar,50,\nrq,核查日期,${told}\nje,金额,number,8,如20240131\n`
  const { fields } = await read('dates.csv', list)
  expect(fields.map((field) => field.format)).toEqual([undefined, format, undefined])
})

it.each([
  ['1男 2女', '1 男,2 女'],
  ['GB/T 2261.1，1-男性，2-女性', '1 男性,2 女性'],
  ['0正常1注销', '0 正常,1 注销'],
  ['男=1，女=2', '1 男,2 女'],
  ['男（1）、女（2）', '1 男,2 女'],
  ['①是②否', '1 是,2 否'],
  ['【1】男 【2】女', '1 男,2 女'],
  ['1代表男，2代表女', '1 男,2 女'],
  ['0-否；1-是；9-不详（默认0）', '0 否,1 是,9 不详'],
  ['男/女', '男 undefined,女 undefined'],
  ['18位，不含空格', undefined],
  ['如2024年1月', undefined],
])('codes written as “%s” are told', async (remark, codes) => {
  const list = `字段名,中文名,类型,备注\nxm,姓名,varchar,\nxb,性别,varchar,"${remark}"\n`
  const { fields } = await read('codes.csv', list)
  expect(fields[1]?.codes?.map(({ code, title }) => `${code} ${title}`).join()).toBe(codes)
})

it('a comment beside a name says more of it, and a comment alone has the name and the codes', async () => {
  const both =
    'Name,Code,Data Type,Mandatory,Comment\n房屋用途,FWYT,CHAR(1),TRUE,1：居住；2：商用\n编号,BH,CHAR(9),TRUE,\n'
  const { fields } = await read('both.csv', both)
  expect(fields[0]).toMatchObject({ name: 'FWYT', label: '房屋用途', codes: [{ title: '居住' }, { title: '商用' }] })
  const alone =
    'Field,Type,Null,Comment\nxm,varchar(9),NO,姓名\nlx,char(2),NO,纠纷类型 01邻里 02土地\nzt,int,NO,状态（0未办 1已办）\n'
  const table = await read('alone.csv', alone)
  expect(table.fields.map(({ label, codes }) => [label, codes?.length])).toEqual([
    ['姓名', undefined],
    ['纠纷类型', 2],
    ['状态', 2],
  ])
})

it('short words are the values of a drop-down, and of nothing else', async () => {
  const list =
    '采集项,类型,是否必填,填写说明\n姓名,文本,必填,\n退役方式,下拉选择,选填,转业/复员/退休\n来源,文本,选填,转业/复员/退休\n'
  const { fields } = await read('drop-down.csv', list)
  expect(fields.map(({ codes }) => codes?.length)).toEqual([undefined, 3, undefined])
})

it('the lower row of a head names the column', async () => {
  const list =
    '序号,数据项,,数据格式,,填报要求\n,名称,标识符,类型,长度,\n1,姓名,XM,AN,50,M\n2,收缩压,SSY,N,3,O\n3,出生日期,CSRQ,D,8,M\n'
  const { fields } = await read('two-rows.csv', list)
  expect(fields).toEqual([
    { name: 'XM', label: '姓名', type: 'string', required: true, maxLength: 50 },
    { name: 'SSY', label: '收缩压', type: 'number', required: false },
    { name: 'CSRQ', label: '出生日期', type: 'date', required: true, format: 'yyyyMMdd' },
  ])
})

it('of a sheet of dictionaries, the name of the dictionary is no name of a code', async () => {
  const list = rowsXml([
    ['字段名', '中文名', '类型', '字典项'],
    ['xb', '性别', 'varchar(2)', 'SEX'],
    ['lb', '类别', 'varchar(2)', '残疾类别'],
  ])
  const codes = rowsXml([
    ['字典编码', '字典名称', '字典值', '字典标签'],
    ['SEX', '性别', '1', '男'],
    ['SEX', '性别', '2', '女'],
    ['CJLB', '残疾类别', '1', '视力残疾'],
    ['CJLB', '残疾类别', '2', '听力残疾'],
  ])
  const { fields } = await read('all-codes.xlsx', workbookBytes({ rows: list, secondRows: codes }))
  expect(fields.map((field) => field.codes?.map(({ title }) => title))).toEqual([
    ['男', '女'],
    ['视力残疾', '听力残疾'],
  ])
})

it('what the upstream’s program makes is marked by the list’s own word', async () => {
  const list = '字段名,中文名,类型,备注\nbh,登记编号,varchar,系统自动生成\nxm,姓名,varchar,与系统一致\n'
  const { fields } = await read('generated.csv', list)
  expect(fields.map(({ isGenerated }) => isGenerated)).toEqual([true, undefined])
})

it('reads remarks and examples from as many columns as a list has', async () => {
  const list = '字段名,中文名,类型,备注,示例\nxm,姓名,varchar,,赵小测\ncsrq,出生日期,varchar,必填,19900101\n'
  const { fields } = await read('examples.csv', list)
  expect(fields[1]).toMatchObject({ format: 'yyyyMMdd' })
})

it.each([
  [{ type: 'string', description: '性别 M男 F女', enum: ['M', 'F'] }, '性别', 'M 男,F 女'],
  [{ type: 'string', description: '1-男 2-女' }, '', '1 男,2 女'],
  [{ type: 'integer', description: '性别：1男；2女', enum: [1, 2] }, '性别', '1 男,2 女'],
  [{ type: 'integer', title: '性别', enum: [1, 2], 'x-enum-descriptions': ['男', '女'] }, '性别', '1 男,2 女'],
  [{ type: 'integer', enum: [1, 2], 'x-enum-varnames': ['MALE', 'FEMALE'] }, '', '1 MALE,2 FEMALE'],
  [{ type: 'integer', enum: [1, 2], 'x-enumNames': ['Male', 'Female'] }, '', '1 Male,2 Female'],
  [{ type: 'integer', enum: [1, 2] }, '', '1 undefined,2 undefined'],
])('a property tells its codes: %j', async (property, label, codes) => {
  const { fields } = await read('codes.json', JSON.stringify({ type: 'object', properties: { xb: property } }))
  expect(fields[0]?.label).toBe(label)
  expect(fields[0]?.codes?.map(({ code, title }) => `${code} ${title}`).join()).toBe(codes)
})
