/** The commands, where a system has a log-in for each township. */
import { expect, test } from 'vitest'
import { syntheticResident } from '../synthetic.ts'
import { atEnd, bytes, project, sandbox } from './project.ts'

const EAST = { username: 'east-grid', password: 'east-only-word' }
const WEST = { username: 'west-grid', password: 'west-only-word' }

const configOf = (url: string): string => `
import { defineConfig, defineContract, defineSystem, defineUpstream } from 'yibiao'
import { http, ruoyi } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'

const county = defineSystem({
  name: 'county', title: '县平台',
  accounts: { by: 'division', each: {
    east: { title: '东镇', for: ['500103001'], values: { username: 'east-grid', password: '\${YIBIAO_TEST_EAST}' } },
    west: { title: '西镇', for: ['500103002'], values: { username: 'west-grid', password: '\${YIBIAO_TEST_WEST}' } },
  } },
})
const grid = defineUpstream({
  name: 'grid', title: { zh: '网格系统', en: 'Grid' }, form: resident, system: county,
  contract: defineContract<{ xm: string; sfzh: string }>({
    type: 'object', required: ['xm', 'sfzh'], properties: { xm: { type: 'string' }, sfzh: { type: 'string' } },
  }),
  mapping: { xm: 'name', sfzh: 'idNumber' },
  adapter: http(ruoyi({
    baseUrl: ${JSON.stringify(url)}, resource: '/grid/record', key: 'sfzh',
    username: '\${account.username}', password: '\${account.password}',
  })),
})
export default defineConfig({ ledger: 'file:yibiao.db', upstreams: [grid] })`

test('doctor, status, failures, resume: each names the account', async () => {
  const there = await sandbox({ kind: 'ruoyi', repeatGuardMs: 0, accounts: [EAST, WEST] })
  Object.assign(process.env, { YIBIAO_TEST_EAST: EAST.password, YIBIAO_TEST_WEST: 'wrong' })
  atEnd(() => {
    delete process.env.YIBIAO_TEST_EAST
    delete process.env.YIBIAO_TEST_WEST
  })
  const { run } = project(configOf(there.url))
  const doctor = await run(['doctor'])
  expect([doctor.code, doctor.out]).toEqual([1, expect.stringMatching(/网格系统 \/ 东镇 +连接 +正常/)])
  expect((await run(['doctor', '--json'])).json.upstreams).toMatchObject([
    { name: 'grid', account: 'east' },
    { account: 'west', checks: expect.arrayContaining([expect.objectContaining({ check: 'credentials', ok: false })]) },
  ])

  const submit = (seed: number, division: string) =>
    run(['submit', '-', '--form', 'resident', '--division', division, '--wait', '5'], {
      stdin: bytes(`${JSON.stringify(syntheticResident(seed))}\n`),
    })
  expect((await submit(1, '500103001001')).code).toBe(0)
  await submit(2, '500103002001')
  const failures = await run(['failures'])
  expect(failures.out).toContain('账号 west')
  expect(failures.out).toContain('yibiao resume grid/west')
  expect((await run(['status', '--lang', 'en'])).out).toContain('the account west')
  expect(there.writes().map(({ by }) => by)).toEqual([EAST.username])

  process.env.YIBIAO_TEST_WEST = WEST.password
  expect((await run(['resume', 'grid/west', '--json'])).json).toEqual({ resumed: 'grid/west' })
  expect((await run(['resume', 'grid/north'])).code).toBe(2)
  await run(['replay', '--wait', '5'])
  expect(there.writes().map(({ by }) => by)).toEqual([EAST.username, WEST.username])
})
