/** yibiao failures, hold, resolve, pause and resume: what a person sees and decides. */
import { expect, test } from 'vitest'
import { SANDBOX_ACCOUNT } from '../../src/testing/index.ts'
import { syntheticId } from '../synthetic.ts'
import { configOf, project, sandbox } from './project.ts'

const HEAD = '公民身份号码,姓名,联系电话\n'
const rows = (...seeds: readonly number[]) =>
  HEAD + seeds.map((seed) => `${syntheticId(seed)},赵小测,13900000001\n`).join('')

test('refusals are grouped with their count, and a mended cause is replayed by its code', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  civil.setFaults({ fault: 'refuse', property: 'lxdh', matches: '.', text: '联系电话格式错误' })
  const { write, run } = project(configOf({ civil: civil.url }))
  write('a.csv', rows(1, 2, 3))
  await run(['submit', 'a.csv', '--form', 'resident'])
  const listed = await run(['failures'])
  expect(listed.code).toBe(1)
  expect(listed.out).toMatch(/^3 份：民政系统 · 被退回 · .*（.+，例如受理号 \w{4}-\w{4}-\w{4}-1）\n$/)
  const { failures } = (await run(['failures', '--upstream', 'civil', '--json'])).json
  expect(failures).toMatchObject([{ count: 3, state: 'rejected', upstream: 'civil', field: 'phone' }])
  const code = failures[0].upstreamCode ?? failures[0].code

  civil.setFaults()
  const tried = await run(['replay', '--code', code, '--dry-run', '--json'])
  expect([tried.code, tried.json]).toEqual([0, { dryRun: true, moved: 3, left: [] }])
  const replayed = await run(['replay', '--code', code, '--by', 'li', '--note', 'mended', '--json'])
  expect([replayed.code, replayed.json.moved, replayed.json.deliveries]).toEqual([0, 3, { delivered: 3 }])
  const none = await run(['failures'])
  expect([none.code, none.out]).toEqual([0, '没有停下来的报送\n'])
})

test('a paused upstream gets nothing until it is resumed; what is held stays until it is resolved', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, run } = project(configOf({ civil: civil.url }))
  expect((await run(['pause', 'civil', '--note', '对方维护'])).out).toMatch(/^“civil”已暂停/)
  write('a.csv', rows(1, 2))
  const submitted = await run(['submit', 'a.csv', '--form', 'resident', '--wait', '0'])
  expect([submitted.code, submitted.out]).toEqual([3, expect.stringContaining('2 笔在台账里等着，原因见上；解除之后')])
  expect(submitted.out).not.toContain('没有送完')
  expect((await run(['status'])).out).toContain('有人暂停了向“民政系统”报送')
  const replayed = await run(['replay', '--wait', '0'])
  expect(replayed.out).toMatch(/^已安排 2 笔重新报送\n[\s\S]*有人暂停了向“民政系统”报送/)
  const held = await run(['hold', '--upstream', 'civil', '--json'])
  expect([held.code, held.json]).toEqual([0, { dryRun: false, moved: 2, left: [] }])
  expect((await run(['resume', 'civil', '--json'])).json).toEqual({ resumed: 'civil' })
  expect((await run(['replay', '--state', 'rejected', '--json'])).json.deliveries).toEqual({ held: 2 })

  const silent = await run(['resolve', 'cancelled', '--upstream', 'civil'])
  expect([silent.code, silent.err]).toEqual([2, expect.stringContaining('--note')])
  const settled = await run(['resolve', 'cancelled', '--upstream', 'civil', '--note', '不用报', '--by', 'li'])
  expect([settled.code, settled.out]).toEqual([0, '已处理 2 笔\n'])
  expect((await run(['status', '--json'])).json.deliveries).toEqual({ cancelled: 2 })
  expect(civil.rows()).toHaveLength(0)
})

test('a log-in that asks for a captcha: a person’s session delivers what waits', async () => {
  const civil = await sandbox({ kind: 'ruoyi', repeatGuardMs: 0 })
  const { username, password } = SANDBOX_ACCOUNT
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(`${civil.url}/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username, password }),
  })
  const { token } = (await reply.json()) as { token: string }
  civil.setFaults({ fault: 'envelopeFailure', at: 'login', code: 500, text: '验证码错误' })
  const { write, run } = project(configOf({ civil: civil.url }).replace("'rest-unique'", "'ruoyi'"))
  write('a.csv', rows(1, 2))
  expect((await run(['submit', 'a.csv', '--form', 'resident', '--wait', '2'])).code).toBe(3)
  expect((await run(['status'])).out).toContain('yibiao unlock civil')
  const stdin = (line: string) => ({
    stdin: (async function* () {
      yield Buffer.from(line)
    })(),
  })
  const nothing = await run(['unlock', 'civil'], stdin(' '))
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('标准输入')])
  const unlocked = await run(['unlock', 'civil', '--by', 'li', '--json'], stdin(`${token}\n`))
  expect([unlocked.code, unlocked.json]).toMatchObject([0, { unlocked: 'civil', deliveries: { delivered: 2 } }])
  expect(civil.rows()).toHaveLength(2)
})

test('what is meant has to be said, and said right', async () => {
  const { run } = project(configOf({ civil: 'http://127.0.0.1:9' }))
  const error = async (...argv: readonly string[]) => {
    const { code, err } = await run(argv)
    expect(code).toBe(2)
    return err
  }
  expect(await error('hold')).toContain('没有说明是哪些报送')
  expect(await error('resolve', 'deliverd', '--upstream', 'civil', '--note', 'x')).toContain('是不是 delivered')
  expect(await error('failures', '--since', '2026-02-30')).toContain('应是日期或时间')
  expect(await error('pause', 'cvil')).toContain('可用的有：civil')
  expect(await error('replay', '--upstream', 'cvil')).toContain('是不是 civil')
})
