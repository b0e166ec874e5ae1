/** yibiao status and yibiao replay, beside a running owner and after a dead upstream. */
import { expect, test } from 'vitest'
import { createGateway } from '../../src/gateway/index.ts'
import { createSandbox } from '../../src/testing/index.ts'
import { syntheticId } from '../synthetic.ts'
import { atEnd, configOf, deadAddress, project, sandbox } from './project.ts'

const HEAD = '公民身份号码,姓名,联系电话\n'

test('an unreachable upstream: accepted, waiting, and sent once it is back', async () => {
  const health = await sandbox({ kind: 'rest-key' })
  const address = await deadAddress()
  const { write, run } = project(configOf({ civil: address, health: health.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,13900000001\n`)
  const first = await run(['submit', 'a.csv', '--form', 'resident', '--wait', '1'])
  expect(first.code).toBe(3)
  expect(first.out).toContain('还有 1 笔没有送完，都在台账里：再次运行同一命令，或运行 yibiao replay')
  expect(health.rows()).toHaveLength(1)

  const now = await run(['status'])
  expect(now.out).toMatch(/卫健系统 +1\n|民政系统 +1/)
  expect((await run(['status', '--json'])).json.upstreams).toEqual({ civil: { waiting: 1 }, health: { delivered: 1 } })

  const back = await createSandbox({ kind: 'rest-unique', port: Number(new URL(address).port) })
  atEnd(() => back.close())
  const { code, json } = await run(['replay', '--upstream', 'civil', '--json'])
  expect([code, json]).toEqual([
    0,
    { moved: 1, left: [], deliveries: { delivered: 1 }, upstreams: { civil: { delivered: 1 } } },
  ])
  expect(back.rows()).toHaveLength(1)
})

test('status of a record and of a submission, with problems by field', async () => {
  const health = await sandbox({ kind: 'rest-key' })
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, read, run } = project(configOf({ civil: civil.url, health: health.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,\n`)
  const { submission } = (await run(['submit', 'a.csv', '--form', 'resident', '--json'])).json
  const number = /\w{4}-\w{4}-\w{4}-1/.exec(read('a.marked.csv'))?.[0] as string

  const record = await run(['status', number.toLowerCase()])
  expect(record.code).toBe(0)
  expect(record.out).toContain(`受理号 ${number} · 表单 resident`)
  expect(record.out).toContain('“卫健系统”要求填写“联系电话”')
  const told = (await run(['status', number, '--json'])).json
  expect(told).toMatchObject({ record: number, form: 'resident', revision: 1, settled: true })
  expect(told.deliveries).toMatchObject([
    { upstream: 'civil', state: 'delivered', reference: expect.any(String), problems: [] },
    { upstream: 'health', state: 'incomplete', problems: [{ field: 'phone', code: 'incomplete' }] },
  ])

  const whole = (await run(['status', submission, '--json'])).json
  expect(whole).toMatchObject({ submission, by: 'tester', deliveries: { delivered: 1, incomplete: 1 } })
  expect(whole.problems).toMatchObject([{ record: number, upstream: 'health', field: 'phone' }])
  expect((await run(['status', submission])).out).toContain(`受理号 ${number}`)

  const replayed = await run(['replay', '--record', number, '--state', 'incomplete', '--by', 'li', '--json'])
  expect([replayed.code, replayed.json.deliveries]).toEqual([1, { delivered: 1, incomplete: 1 }])
})

test('what only reads works beside a running owner; what writes says who holds the ledger', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, path, run } = project(configOf({ civil: civil.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,13900000001\n`)
  await run(['submit', 'a.csv', '--form', 'resident'])
  const owner = await createGateway({ ledger: `file:${path('yibiao.db')}`, upstreams: [] })
  atEnd(() => owner.close())
  expect((await run(['status', '--json'])).json.deliveries).toEqual({ delivered: 1 })
  expect((await run(['check'])).code).toBe(0)
  expect((await run(['submit', 'a.csv', '--form', 'resident', '--dry-run', '--json'])).json.records.unchanged).toBe(1)
  for (const argv of [['submit', 'a.csv', '--form', 'resident'], ['replay']]) {
    const { code, out, err } = await run(argv)
    expect([code, out]).toEqual([4, ''])
    expect(err).toMatch(/^错误：台账 .*yibiao\.db 正被另一个进程使用；请先停止它，或改用只读命令\n$/)
  }
})

test.each([
  [['status', 'K7M2-P9QX-3RTW'], 2, '错误：台账里没有受理号 K7M2-P9QX-3RTW；请核对后再查\n'],
  [['replay', '--record', 'abc'], 2, '错误：--record 的值“abc”不对：不是受理号，请核对有没有抄错\n'],
  [['replay', '--upstream', 'civl'], 2, '错误：没有名为“civl”的上级接口，是不是 civil？可用的有：civil\n'],
  [['replay', '--state', 'ded'], 2, /没有这个状态，是不是 dead？可用的有：incomplete, /],
])('%j is refused with what would be right', async (argv, expectedCode, message) => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, run } = project(configOf({ civil: civil.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,13900000001\n`)
  await run(['submit', 'a.csv', '--form', 'resident'])
  const { code, err } = await run(argv)
  expect(code).toBe(expectedCode)
  if (typeof message === 'string') expect(err).toBe(message)
  else expect(err).toMatch(message)
})

test('status before anything was handed in', async () => {
  const { run } = project(configOf({}))
  const { code, err } = await run(['status'])
  expect(code).toBe(4)
  expect(err).toMatch(/没有找到台账 .*yibiao\.db；先用 yibiao submit 交一份表\n$/)
})
