/** yibiao submit: real files, a real ledger, stand-in upstreams on sockets. */
import { expect, test } from 'vitest'
import { syntheticId } from '../synthetic.ts'
import { bytes, configOf, project, sandbox } from './project.ts'

const HEAD = '公民身份号码,姓名,联系电话\n'
const person = (seed: number, name: string, phone = '13900000001') => `${syntheticId(seed)},${name},${phone}\n`
const broken = (seed: number) => {
  const id = syntheticId(seed)
  return id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')
}

async function residents() {
  const civil = await sandbox({ kind: 'rest-unique' })
  const health = await sandbox({ kind: 'rest-key' })
  return { civil, health, ...project(configOf({ civil: civil.url, health: health.url })) }
}

test('the whole way: each record to each upstream, refusals by row and field, one JSON object', async () => {
  const { civil, health, write, read, run } = await residents()
  const rows = [person(1, '赵小测'), `${broken(2)},钱小测,13900000002\n`, person(3, '孙小测', ''), person(1, '赵小测')]
  write('a.csv', HEAD + rows.join(''))
  const { code, json, err } = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  expect(Object.keys(json)).toEqual(['submission', 'records', 'deliveries', 'upstreams', 'problems'])
  expect(json).toEqual({
    submission: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
    records: { read: 4, accepted: 2, refused: 2, unchanged: 0 },
    deliveries: { delivered: 3, incomplete: 1 },
    upstreams: { civil: { delivered: 2 }, health: { delivered: 1, incomplete: 1 } },
    problems: [
      {
        row: 3,
        field: 'idNumber',
        title: '公民身份号码',
        code: 'rule_broken',
        message: expect.stringContaining('校验位'),
      },
      {
        row: 4,
        field: 'phone',
        title: '联系电话',
        upstream: 'health',
        code: 'incomplete',
        message: '“卫健系统”要求填写“联系电话”',
      },
      {
        row: 5,
        field: 'idNumber',
        title: null,
        code: 'duplicate_in_file',
        message: expect.stringContaining('第 2 行'),
      },
    ],
  })
  expect(code).toBe(1)
  expect(err).toBe('')
  expect([civil.rows().length, health.rows().length]).toEqual([2, 1])
  const marked = read('a.marked.csv').split('\n')
  expect(marked[0]).toBe(`${HEAD.trim()},处理结果,受理号,处理说明`)
  expect(marked[1]).toMatch(/,已受理,\w{4}-\w{4}-\w{4}-1,$/)
  expect(marked[2]).toMatch(/,退回,,.*校验位/)
  expect(marked[3]).toMatch(/,需处理,\w{4}-\w{4}-\w{4}-1,“卫健系统”要求填写“联系电话”$/)
})

test('for people: a table by upstream, the problems, the marked copy, what to do next', async () => {
  const { write, run } = await residents()
  write('a.csv', `${HEAD + person(1, '赵小测')}${broken(2)},钱小测,13900000002\n`)
  const { code, out, err } = await run(['submit', 'a.csv', '--form', 'resident'])
  expect(out.replace(/\w{4}-\w{4}-\w{4}/, 'NUMBER')).toBe(`受理号 NUMBER · 居民
读取 2 行：受理 1，无变化 0，退回 1

上级接口  已送达
民政系统       1
卫健系统       1

需要处理 1 处：
  第 3 行 “公民身份号码”：身份证号码的校验位不对，请逐位核对

标记后的表格：a.marked.csv
下一步：照“处理说明”一列改好，再交这份表：yibiao submit a.marked.csv --form resident
`)
  expect([code, err]).toEqual([1, ''])
  const english = await run(['submit', 'a.csv', '--form', 'resident', '--lang', 'en'])
  expect(english.out).toContain('2 rows read: 0 accepted, 1 unchanged, 1 refused')
  expect(english.out).toContain('Row 3 “Resident id”:')
})

test('the same file twice sends nothing twice, and answers where its records stand', async () => {
  const { civil, health, write, has, run } = await residents()
  write('a.csv', HEAD + person(1, '赵小测') + person(2, '钱小测'))
  const first = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  const second = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  expect([first.code, second.code]).toEqual([0, 0])
  expect(second.json.records).toEqual({ read: 2, accepted: 0, refused: 0, unchanged: 2 })
  expect(second.json.deliveries).toEqual({ delivered: 4 })
  expect([civil.writes().length, health.writes().length]).toEqual([2, 2])
  // Nothing new: no second marked copy beside the first.
  expect([has('a.marked.csv'), has('a.marked-2.csv')]).toEqual([true, false])
})

test.each([
  ['zh-CN', 'en', '处理结果,受理号,处理说明'],
  ['en', 'zh-CN', 'Submission result,Submission number,Submission note'],
])(
  'a mended copy that was marked in %s revises its records, handed in in %s, and is not written over',
  async (lang, other, columns) => {
    const { civil, write, read, has, run } = await residents()
    write('a.csv', `${HEAD + person(1, '赵小测')}${broken(2)},钱小测,13900000002\n`)
    await run(['submit', 'a.csv', '--form', 'resident', '--lang', lang])
    expect(read('a.marked.csv').split('\n')[0]).toBe(`${HEAD.trim()},${columns}`)
    const mended = read('a.marked.csv').replace(broken(2), syntheticId(2)).replace('13900000001', '13900000009')
    write('a.marked.csv', mended)
    const { code, json } = await run(['submit', 'a.marked.csv', '--form', 'resident', '--json', '--lang', other])
    expect([code, json.records]).toEqual([0, { read: 2, accepted: 2, refused: 0, unchanged: 0 }])
    expect(
      civil
        .rows()
        .map(({ payload }) => payload.lxdh)
        .sort(),
    ).toEqual(['13900000002', '13900000009'])
    expect(read('a.marked.csv')).toBe(mended)
    expect(has('a.marked-2.csv')).toBe(true)
    expect(read('a.marked-2.csv').split('\n')[0]).toBe(`${HEAD.trim()},${columns}`)
    expect(read('a.marked-2.csv')).toMatch(/(已受理|accepted),\w{4}-\w{4}-\w{4}-2/)
  },
)

test('what an upstream refuses comes back to the row and the field, in its own words too', async () => {
  const { civil, write, read, run } = await residents()
  civil.setFaults({ fault: 'refuse', property: 'lxdh', matches: '9$', text: '电话\u001b[31m已停机' })
  write('a.csv', HEAD + person(1, '赵小测') + person(2, '钱小测', '13900000009'))
  const { code, json } = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  expect(code).toBe(1)
  expect(json.upstreams.civil).toEqual({ delivered: 1, rejected: 1 })
  expect(json.problems).toMatchObject([{ row: 3, field: 'phone', title: '联系电话', upstream: 'civil' }])
  expect(json.problems[0].message).toMatch(/电话 \[31m已停机/)
  expect(read('a.marked.csv')).toMatch(/需处理,\w{4}-\w{4}-\w{4}-1,.*已停机/)
})

test('--dry-run says what would happen per upstream, and writes and sends nothing', async () => {
  const { civil, health, write, has, run } = await residents()
  write('a.csv', `${HEAD + person(1, '赵小测') + person(2, '钱小测', '')}${broken(3)},孙小测,\n`)
  const { code, json } = await run(['submit', 'a.csv', '--form', 'resident', '--dry-run', '--json'])
  expect(json).toMatchObject({
    submission: null,
    records: { read: 3, accepted: 2, refused: 1, unchanged: 0 },
    deliveries: { ready: 3, incomplete: 1 },
    upstreams: { civil: { ready: 2 }, health: { ready: 1, incomplete: 1 } },
    problems: [
      { row: 3, field: 'phone', upstream: 'health', code: 'incomplete' },
      { row: 4, field: 'idNumber' },
    ],
  })
  expect(code).toBe(1)
  expect([has('yibiao.db'), has('yibiao.db-lock'), has('a.marked.csv')]).toEqual([false, false, false])
  expect([civil.calls().create, health.calls().create]).toEqual([0, 0])
  await run(['submit', 'a.csv', '--form', 'resident'])
  const again = await run(['submit', 'a.csv', '--form', 'resident', '--dry-run', '--json'])
  expect(again.json.records).toEqual({ read: 3, accepted: 0, refused: 1, unchanged: 2 })
  expect(again.json.upstreams.civil).toEqual({ unchanged: 2 })
})

test('the form is found by its columns where only one fits, and that is said', async () => {
  const { write, run } = await residents()
  write('a.csv', `公民身份号码,姓名,民族,文化程度\n${syntheticId(1)},赵小测,汉族,\n`)
  const found = await run(['submit', 'a.csv', '--wait', '0', '--json'])
  expect(found.err).toContain('按列名认定为表单 resident')
  const unclear = await run(['submit', '-'], { stdin: bytes('{"name":"赵小测"}\n') })
  expect([unclear.code, unclear.out]).toEqual([2, ''])
  expect(unclear.err).toBe('错误：从文件“stdin”的列名看不出是哪张表单；请用 --form 指明，可用的有：resident、visit\n')
})

test('standard input: csv and jsonl; a marked copy only where --out asks', async () => {
  const { civil, read, has, run } = await residents()
  const csv = await run(['submit', '-', '--form', 'resident'], { stdin: bytes(HEAD, person(1, '赵小测')) })
  const line = `${JSON.stringify({ idNumber: syntheticId(2), name: '钱小测', phone: '13900000002' })}\n`
  const options = { stdin: bytes(line, '{"idNumber":\n') }
  const jsonl = await run(['submit', '-', '--form', 'resident', '--out', 'out.jsonl', '--json'], options)
  expect([csv.code, jsonl.code]).toEqual([0, 1])
  expect(jsonl.json.problems).toMatchObject([{ row: 2, field: null, code: 'line_not_json' }])
  expect(civil.rows()).toHaveLength(2)
  expect(has('stdin.marked.csv')).toBe(false)
  expect(read('out.jsonl').split('\n')[0]).toMatch(/"receiptNumber":"\w{4}-\w{4}-\w{4}-1"/)
})

test('several files are one submission; problems name the file', async () => {
  const { write, run } = await residents()
  write('a.csv', HEAD + person(1, '赵小测'))
  write('b.csv', `${HEAD}${broken(2)},钱小测,13900000002\n`)
  const { code, json } = await run(['submit', 'a.csv', 'b.csv', '--form', 'resident', '--json'])
  expect(code).toBe(1)
  expect(json.records).toEqual({ read: 2, accepted: 1, refused: 1, unchanged: 0 })
  expect(json.problems).toMatchObject([{ file: 'b.csv', row: 2, field: 'idNumber' }])
})

test('--wait 0 returns after accepting with 3; the same command then goes on', async () => {
  const { civil, write, run } = await residents()
  // Enough that a lane would have begun before the last row is in.
  write('a.csv', HEAD + Array.from({ length: 100 }, (_, seed) => person(seed, '赵小测')).join(''))
  const first = await run(['submit', 'a.csv', '--form', 'resident', '--wait', '0'])
  expect([first.code, civil.rows().length]).toEqual([3, 0])
  expect(first.out).toContain('还有 200 笔没有送完')
  const second = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  expect([second.code, second.json.deliveries]).toEqual([0, { delivered: 200 }])
  expect(civil.rows()).toHaveLength(100)
})

test('a terminal gets a bar on standard error, without colour where NO_COLOR asks; a file gets none', async () => {
  const { write, run } = await residents()
  write('a.csv', HEAD + person(1, '赵小测'))
  const terminal = await run(['submit', 'a.csv', '--form', 'resident', '--json'], { isTTY: true })
  const plain = await run(['submit', 'a.csv', '--form', 'resident'], { isTTY: true, env: { NO_COLOR: '1' } })
  const dumb = await run(['submit', 'a.csv', '--form', 'resident'], { isTTY: true, env: { TERM: 'dumb' } })
  expect(terminal.err).toMatch(/读取 \d+，受理 \d+，退回 \d+ {2}报送 /)
  expect(terminal.err).toContain('\u001b[36m')
  expect(terminal.json.records.read).toBe(1)
  expect(plain.err).not.toContain('\u001b[3')
  expect(dumb.err).toBe('')
})
