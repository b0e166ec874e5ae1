/** Where a command can't read or write: the place and the remedy, the right exit code, and nothing done before it is said. */

import { chmodSync, mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { syntheticId } from '../synthetic.ts'
import { atEnd, configOf, project } from './project.ts'

const ROW = `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`

function withSheet() {
  const made = project(configOf({}))
  made.write('a.csv', ROW)
  return made
}

test.each([
  [['sheet', '--form', 'visit', '--out', 'none/a.xlsx'], 2, '没有目录 {folder}/none，{folder}/none/a.xlsx 写不进去'],
  [['sheet', '--form', 'visit', '--out', 'none/a.csv'], 2, '没有目录 {folder}/none'],
  [['sheet', '--form', 'visit', '--out', 'a.csv/b.csv'], 2, '没有目录 {folder}/a.csv'],
  [['sheet', '--form', 'visit', '--out', 'a.pdf'], 2, '--out 的值“a.pdf”不对：文件名应以 .xlsx、.csv 结尾'],
  [['submit', 'a.csv', '--form', 'resident', '--out', 'none/a.csv'], 2, '没有目录 {folder}/none'],
  [['submit', 'a.csv', '--form', 'resident', '--out', 'b.xlsx'], 2, '“a.csv”的副本应以 .csv 结尾'],
  [['backup', 'none/copy.db'], 2, '没有目录 {folder}/none'],
  [['restore', 'nosuch.db'], 2, '没有备份文件 {folder}/nosuch.db'],
  [['restore', 'a.csv'], 2, '{folder}/a.csv 已损坏或不是台账的备份'],
  [['rekey', 'N', 'idNumber', '--note', 'x'], 2, '写成 字段=值，例如 yibiao rekey N idNumber=正确的值'],
  [['rekey', 'N', syntheticId(1), '--note', 'x'], 2, '例如 yibiao rekey N idNumber=正确的值'],
])('%j', async (argv, code, message) => {
  const { folder, has, run } = withSheet()
  const ran = await run(argv)
  expect(ran.err).toContain(message.replaceAll('{folder}', folder))
  expect([ran.code, ran.out, ran.err.includes(syntheticId(1))]).toEqual([code, '', false])
  // Said before anything was taken in.
  expect(has('yibiao.db')).toBe(false)
  expect((await run([...argv, '--json'])).json.error.problems).toHaveLength(1)
})

test.skipIf(process.getuid?.() === 0)('a folder that is read only', async () => {
  const { folder, run } = withSheet()
  mkdirSync(`${folder}/sealed`)
  chmodSync(`${folder}/sealed`, 0o555)
  const { code, err } = await run(['sheet', '--form', 'visit', '--out', 'sealed/a.xlsx'])
  expect([code, err]).toEqual([2, expect.stringContaining(`没有权限写 ${folder}/sealed/a.xlsx（EACCES）`)])
})

test('a port that is taken', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  atEnd(() => other.close())
  const { port } = other.address() as AddressInfo
  const { code, err } = await project().run(['sandbox', 'rest-key', '--port', String(port)])
  expect([code, err]).toEqual([2, `错误：端口 ${port} 正被别的程序使用；请用 --port 换一个，或先停止那个程序\n`])
})

test('a blank sheet as csv: the columns, found again when it is handed in', async () => {
  const { read, write, run } = project(configOf({}))
  expect((await run(['sheet', '--form', 'resident', '--out', '空表.csv'])).code).toBe(0)
  const header = read('空表.csv')
  expect(header).toMatch(/^\ufeff\*公民身份号码,\*姓名,性别,/)
  write('空表.csv', `${header}${syntheticId(1)},赵小测\r\n`)
  const { json } = await run(['submit', '空表.csv', '--form', 'resident', '--json'])
  expect([json.records, json.problems]).toEqual([{ read: 1, accepted: 1, refused: 0, unchanged: 0 }, []])
})

test.each([
  ['package.json', '{\n  "name": "x",\n  "version": "1"\n}\n'],
  ['list.json', '[{"idNumber":"1"},{"idNumber":"2"}]'],
  ['list.jsonl', '[\n{"idNumber":"1"}\n]'],
])('%s, one JSON document, is one message', async (name, content) => {
  const { write, has, run } = project(configOf({}))
  write(name, content)
  const { code, err } = await run(['submit', name, '--form', 'resident'])
  const message = `错误：文件“${name}”是一整个 JSON，不是一行一条记录：请把每条记录写成一行（.jsonl），或交 .xlsx、.csv 文件\n`
  expect([code, err, has('yibiao.db')]).toEqual([2, message, false])
})

test('records whose first line is broken are no document, and a column in brackets is a column', async () => {
  const { write, run } = project(configOf({}))
  const record = JSON.stringify({ idNumber: syntheticId(1), name: '赵小测' })
  write('a.jsonl', `{"idNumber":"${syntheticId(2)}","na\n${record}\n`)
  const lines = await run(['submit', 'a.jsonl', '--form', 'resident', '--json'])
  expect(lines.json.records).toEqual({ read: 2, accepted: 1, refused: 1, unchanged: 0 })
  write('b.csv', `[编号],公民身份号码,姓名\n7,${syntheticId(3)},钱小测\n`)
  const cells = await run(['submit', 'b.csv', '--form', 'resident', '--json'])
  expect(cells.json.records.accepted).toBe(1)
})
