/** Bad input: one clear message with file, sheet, row, field and remedy, the right exit code, nothing accepted lost. */
import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { workbookBytes } from '../fixtures/workbook-bytes.ts'
import { syntheticId } from '../synthetic.ts'
import { configOf, project, sandbox } from './project.ts'

const HEAD = '公民身份号码,姓名,联系电话\n'
const GOOD = `${HEAD}${syntheticId(1)},赵小测,13900000001\n`

const STYLES =
  '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellXfs count="1"><xf/></cellXfs>'

afterEach(() => {
  vi.restoreAllMocks()
})

/** The head of a compound file that holds an encrypted package. */
function encryptedWorkbook(): Buffer {
  const content = Buffer.alloc(4_096)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(content)
  Buffer.from('EncryptedPackage', 'utf16le').copy(content, 1_024)
  return content
}

describe('files that hold no rows we can use: exit code 2, nothing accepted', () => {
  const cells = (row: number, texts: readonly string[]) =>
    `<row r="${row}">${texts.map((text, at) => `<c r="${'ABC'[at]}${row}" t="str"><v>${text}</v></c>`).join('')}</row>`
  test.each<[name: string, file: string, content: string | Uint8Array | undefined, message: string]>([
    ['a missing file', 'a.xlsx', undefined, '打不开文件“a.xlsx”（ENOENT）：请检查文件名和读取权限'],
    ['a damaged workbook', 'a.xlsx', workbookBytes({}).slice(0, 300), '工作簿“a.xlsx”已损坏或不完整'],
    ['an encrypted workbook', 'a.xlsx', encryptedWorkbook(), '文件“a.xlsx”设有打开密码：请去掉密码，另存一份再交'],
    ['an empty file', 'a.csv', '', '文件“a.csv”是空的：请检查是否选错了文件'],
    ['an empty sheet', 'a.xlsx', workbookBytes({ rows: '' }), '文件“a.xlsx”的工作表“S”是空的：请填好再交'],
    [
      'no header',
      'a.xlsx',
      workbookBytes({ rows: cells(1, ['甲', '乙']) }),
      '文件“a.xlsx”的工作表“S”里找不到表头：前 20 行中应有一行列名，例如 公民身份号码、姓名、性别',
    ],
    [
      'no column for the key',
      'a.xlsx',
      workbookBytes({ rows: cells(1, ['姓名', '联系电话']) + cells(2, ['赵小测', '']) }),
      '文件“a.xlsx”：工作表“S”缺少必填的列“公民身份号码”：请补上这一列',
    ],
    ['a column twice', 'a.csv', '姓名,公民身份号码,身份证号\n', '的 B 列和 C 列都是“公民身份号码”：请只留一列'],
  ])('%s', async (_, file, content, message) => {
    const { write, has, run } = project(configOf({}))
    if (content !== undefined) write(file, content)
    const { code, out, err } = await run(['submit', file, '--form', 'resident'])
    expect([code, out]).toEqual([2, ''])
    expect(err.split('\n').filter((line) => line.includes('错误：'))).toHaveLength(1)
    expect(err).toContain(message)
    expect(has('yibiao.db')).toBe(false)
    const { json } = await run(['submit', file, '--form', 'resident', '--json'])
    expect(json).toMatchObject({ error: { problems: [{ message: expect.stringContaining(message) }] } })
  })

  test('one bad file among good ones: nothing is accepted', async () => {
    const { write, has, run } = project(configOf({}))
    write('a.csv', GOOD)
    write('b.csv', '')
    expect((await run(['submit', 'a.csv', 'b.csv', '--form', 'resident'])).code).toBe(2)
    expect(has('yibiao.db')).toBe(false)
  })
})

describe('rows that somebody must mend: exit code 1, the others accepted', () => {
  test('an 18-digit id in a number cell, a duplicate key, an unknown column', async () => {
    const civil = await sandbox({ kind: 'rest-unique' })
    const { write, path, run } = project(configOf({ civil: civil.url }))
    const text = (at: string, value: string) => `<c r="${at}" t="str"><v>${value}</v></c>`
    const rows = [
      `<row r="1">${text('A1', '身份证号')}${text('B1', '姓名')}${text('C1', '联系电活')}</row>`,
      `<row r="2"><c r="A2"><v>5.0999919900101E+17</v></c>${text('B2', '赵小测')}</row>`,
      `<row r="3">${text('A3', syntheticId(3))}${text('B3', '孙小测')}</row>`,
      `<row r="4">${text('A4', syntheticId(3))}${text('B4', '李小测')}</row>`,
    ]
    write('a.xlsx', workbookBytes({ rows: rows.join(''), styles: STYLES }))
    const { code, out, err } = await run(['submit', 'a.xlsx', '--form', 'resident'])
    expect(code).toBe(1)
    expect(err).toContain('文件“a.xlsx”：工作表“S”的 C 列“联系电活”不属于这张表单，没有读取；是不是“联系电话”？')
    expect(out).toContain('第 2 行：“公民身份号码”这一格是数值格式，超过 15 位的数字已经失真：请先把整列设为“文本”格式')
    expect(out).toContain('第 4 行：与第 3 行是同一个人或同一件事：请只留一行')
    expect(out).toContain('读取 3 行：受理 1，无变化 0，退回 2')
    expect(civil.rows()).toHaveLength(1)
    // The refused cell, and no other of its row, has a style of its own in the marked copy.
    const sheet = strFromU8(unzipSync(readFileSync(path('a.marked.xlsx')))['xl/worksheets/sheet1.xml']!)
    const styled = [...sheet.matchAll(/<c r="([AB]\d)"[^>]* s="[1-9]/g)].map(([, cell]) => cell)
    expect(styled).toEqual(['A2', 'A4'])
  })

  test('a csv that breaks off: the rows before it are accepted and told', async () => {
    const { write, run } = project(configOf({}))
    // Farther down than the header is looked for: nobody noticed before the first rows were taken.
    const good = Array.from({ length: 30 }, (_, seed) => `${syntheticId(seed)},赵小测,13900000001\n`)
    write('a.csv', `${HEAD}${good.join('')}"${syntheticId(31)},钱小测\n`)
    const { code, out, err } = await run(['submit', 'a.csv', '--form', 'resident'])
    expect([code, out.split('\n')[1]]).toEqual([1, '读取 30 行：受理 30，无变化 0，退回 0'])
    expect(err).toContain('错误：文件“a.csv”第 32 行附近的引号不成对')
  })
})

test('all that is wrong with a row at once, told and marked, also what its cells say together', async () => {
  const { write, read, run } = project(configOf({}))
  const id = syntheticId(7)
  const otherSex = Number(id[16]) % 2 === 0 ? '男' : '女'
  const row = [id, '', '1390', otherSex, '明天', '甲族', '2999-01-01', '备注']
  write('a.csv', `公民身份号码,姓名,联系电话,性别,迁出日期,民族,死亡日期,备注\n${row.join(',')}\n`)
  const fields = ['迁出日期', '民族', '姓名', '联系电话', '性别', '死亡日期']
  for (const argv of [
    ['submit', 'a.csv', '--form', 'resident', '--dry-run'],
    ['submit', 'a.csv', '--form', 'resident'],
  ]) {
    const { problems } = (await run([...argv, '--json'])).json
    const titles = problems
      .filter(({ row: of }: { row: number }) => of === 2)
      .map(({ title }: { title: string }) => title)
    expect(titles.toSorted()).toEqual(fields.toSorted())
  }
  const lines = [
    '“迁出日期”请填日期',
    '“民族”只能填',
    '请填写“姓名”',
    '“联系电话”应为',
    '性别与身份证',
    '“死亡日期”不能晚于今天',
  ]
  for (const line of lines) expect(read('a.marked.csv')).toContain(line)
})

test('more than twenty problems: the rest is counted, and stands in the marked copy', async () => {
  const { write, run } = project(configOf({}))
  write('a.csv', HEAD + Array.from({ length: 25 }, (_, seed) => `${syntheticId(seed)},,\n`).join(''))
  const { out } = await run(['submit', 'a.csv', '--form', 'resident'])
  expect(out.match(/第 \d+ 行/g)).toHaveLength(20)
  expect(out).toContain('…… 另有 5 处，见标记后的表格')
})

test.each([
  [['submit', 'a.csv', '--form', 'residnt'], '没有名为“residnt”的表单，是不是“resident”？可用的有：resident, visit'],
  [['submit', 'a.csv', '--form', '居民'], '没有名为“居民”的表单；可用的有：resident, visit'],
  [['submit', 'a.csv', '--dryrun'], '没有选项 --dryrun，是不是 --dry-run？'],
  [['submit', 'a.csv', '--wait', 'soon'], '--wait 的值“soon”不对：应是 0 到 86400 的秒数'],
  [['submit', 'a.csv', '--form'], '选项 --form 后面要跟一个值'],
  [['submit'], '缺少参数 FILE；用法见 yibiao submit --help'],
  [['submit', 'a.csv', 'b.csv', '--out', 'c.csv'], '--out 只能配一个文件'],
  [['submit', 'a.csv', '--dry-run', '--out', 'c.csv'], '--dry-run 什么都不写，不能带 --out'],
  [['submit', '-', '-'], '标准输入“-”只能写一次'],
  [['sumbit', 'a.csv'], '没有命令 sumbit，是不是 submit？'],
  [['check', '--lang', 'fr'], null],
  [['check', '--config', 'nowhere.ts'], '打不开配置文件 nowhere.ts（ENOENT）'],
  [['demo'], '这份安装不带演示程序'],
])('%j: exit code 2', async (argv, message) => {
  const { write, run } = project(configOf({}))
  write('a.csv', GOOD)
  const { code, out, err } = await run(argv)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(message ?? 'Error: --lang can’t be “fr”: it takes zh-CN or en.')
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('an unexpected failure: one line without details; with DEBUG=yibiao the trace', async () => {
  const { write, run } = project(configOf({}))
  write('a.csv', GOOD)
  vi.spyOn(JSON, 'stringify').mockImplementation(() => {
    throw new TypeError('赵小测 13900000001')
  })
  const plain = await run(['submit', 'a.csv', '--form', 'resident'])
  expect(plain.code).toBe(2)
  expect(plain.err).toMatch(/^错误：程序出了意外（TypeError）；已受理的记录都在台账里/)
  expect(plain.err + plain.out).not.toContain('赵小测')
  expect((await run(['submit', 'a.csv', '--form', 'resident'], { env: { DEBUG: 'yibiao' } })).err).toContain('at ')
})
