/** What waits says why, since when, when it goes on and who must act: wherever a person looks for it. */
import { expect, test } from 'vitest'
import { syntheticId } from '../synthetic.ts'
import { deadAddress, project, sandbox } from './project.ts'

const VARIABLE = 'YIBIAO_TEST_UNSET_KEY'
const SINCE = String.raw`从 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间）起`

/** Residents to one upstream that answers; `limits` and `auth` as given. */
const configWith = (url: string, limits: object = {}, auth: object = {}) => `
import { defineConfig, defineContract, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'
import { sandboxSettings } from 'yibiao/testing'

const text = { type: 'string' as const }
export default defineConfig({ ledger: 'file:yibiao.db', forms: [resident], upstreams: [defineUpstream({
  name: 'civil', title: { zh: '民政系统', en: 'Civil affairs' }, form: resident,
  contract: defineContract<{ xm: string; sfzh: string }>({
    type: 'object', required: ['xm', 'sfzh'], properties: { xm: text, sfzh: text },
  }),
  mapping: { xm: 'name', sfzh: 'idNumber' },
  adapter: http({ ...sandboxSettings('rest-key', ${JSON.stringify(url)}), ...${JSON.stringify(auth)} }),
  limits: ${JSON.stringify(limits)},
})] })
`

async function handIn(config: string, before: readonly (readonly string[])[] = [], wait = '2') {
  const made = project(config)
  made.write('a.csv', `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`)
  for (const argv of before) await made.run(argv)
  const submitted = await made.run(['submit', 'a.csv', '--form', 'resident', '--wait', wait])
  const marked = made.read('a.marked.csv')
  return { ...made, submitted, marked, number: /\w{4}-\w{4}-\w{4}-1/.exec(marked)?.[0] ?? '' }
}

const UNSET = { auth: { kind: 'api-key', in: 'header', name: 'x-api-key', value: `\${${VARIABLE}}` } }

test.each([
  [
    'paused',
    {},
    {},
    [['pause', 'civil']],
    'gate_paused',
    `${SINCE}，有人暂停了向“民政系统”报送。.*yibiao resume civil`,
  ],
  [
    'a variable that is not set',
    {},
    UNSET,
    [],
    'gate_unset',
    `${SINCE}，“民政系统”报不出去：没有设置环境变量 ${VARIABLE}。`,
  ],
] as const)('%s: somebody has to act, and exit code 1 says so', async (_, limits, auth, before, code, reason) => {
  const upstream = await sandbox({ kind: 'rest-key' })
  // Nothing moves until somebody acts: the time is not waited out.
  const { run, submitted, marked, number } = await handIn(configWith(upstream.url, limits, auth), before, '600')
  const why = new RegExp(reason)
  expect([submitted.code, submitted.out]).toEqual([3, expect.stringMatching(why)])
  expect(marked).toMatch(new RegExp(`报送中,${number},"?${reason}`))
  for (const argv of [
    ['status'],
    ['status', number],
    ['status', '--lang', 'zh-CN'],
    ['failures'],
    ['replay', '--wait', '600'],
    ['submit', 'a.csv', '--form', 'resident', '--wait', '600'],
    ['replay', '--dry-run'],
  ])
    expect((await run(argv)).out, argv.join(' ')).toMatch(why)
  const [delivery] = (await run(['status', number, '--json'])).json.deliveries
  expect(delivery).toMatchObject({ state: 'pending', nextAt: null, problems: [{ code }] })
  const failures = await run(['failures', '--json'])
  expect([failures.code, failures.json.failures]).toMatchObject([
    1,
    [{ count: 1, state: 'pending', upstream: 'civil', code, example: number, needsPerson: true }],
  ])
  expect((await run(['replay', '--wait', '0', '--json'])).json.shut).toMatchObject([{ code, upstream: 'civil' }])
  expect((await run(['failures', '--code', 'other'])).out).toBe('没有停下来的报送\n')
  expect((await run(['failures', '--state', 'rejected'])).out).toBe('没有停下来的报送\n')
})

test('closed hours: nobody has to act, and it says when it goes on', async () => {
  const upstream = await sandbox({ kind: 'rest-key' })
  const tomorrow = new Date(Date.now() + 24 * 3_600_000 + 8 * 3_600_000)
  const day = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][tomorrow.getUTCDay()]
  const hours = { open: [{ days: [day], from: '08:30', to: '12:00' }] }
  const { run, submitted, number } = await handIn(configWith(upstream.url, { hours }))
  const why = new RegExp(
    `“民政系统”现在不开放，${tomorrow.toISOString().slice(0, 10)} 08:30:00（北京时间）开放后自动继续`,
  )
  expect(submitted.out).toMatch(why)
  expect((await run(['status', number])).out).toMatch(why)
  const failures = await run(['failures'])
  expect([failures.code, failures.out]).toEqual([0, expect.stringMatching(why)])
})

test('one that could not be reached says when it is tried next', async () => {
  const { run, submitted, marked, number } = await handIn(configWith(await deadAddress()))
  const why = '“民政系统”暂时联系不上（ECONNREFUSED），会自动再试'
  expect(submitted.out).toContain(`暂时送不出去，原因：\n  ${why}\n`)
  expect(marked).toContain(why)
  const { out } = await run(['status', number])
  expect(out).toMatch(/下次再试\n民政系统 +等待重试 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间）\n/)
  const [delivery] = (await run(['status', number, '--json'])).json.deliveries
  expect(Date.parse(delivery.nextAt)).toBeGreaterThan(Date.now())
})

test('one that is switched off is told before the rows are taken', async () => {
  const { url } = await sandbox({ kind: 'rest-key' })
  const made = project(configWith(url).replace('form: resident,', 'form: resident, enabled: false,'))
  made.write('a.csv', `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`)
  const { code, err } = await made.run(['submit', 'a.csv', '--form', 'resident', '--wait', '0'])
  expect([code, err]).toEqual([3, '注意：“民政系统”已停用（enabled: false）：报给它的在台账里等着\n'])
})
