/** What waits for a record of the file that is handed in: `submit --wait` waits for it too. */
import { expect, test } from 'vitest'
import { syntheticId } from '../synthetic.ts'
import { project, sandbox } from './project.ts'

const config = (residents: string, visits: string) => `
import { defineConfig, defineContract, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident, visit } from 'yibiao/schemas'
import { sandboxSettings } from 'yibiao/testing'

const text = { type: 'string' as const }
export default defineConfig({ ledger: 'file:yibiao.db', forms: [resident, visit], upstreams: [
  defineUpstream({
    name: 'residents', title: '居民库', form: resident,
    contract: defineContract<{ xm: string; sfzh: string }>({
      type: 'object', required: ['xm', 'sfzh'], properties: { xm: text, sfzh: text },
    }),
    mapping: { xm: 'name', sfzh: 'idNumber' },
    adapter: http(sandboxSettings('rest-key', ${JSON.stringify(residents)})),
  }),
  defineUpstream({
    name: 'visits', title: '走访平台', form: visit,
    contract: defineContract<{ xm: string; rq: string; nr: string }>({
      type: 'object', required: ['xm', 'rq', 'nr'], properties: { xm: text, rq: text, nr: text },
    }),
    mapping: { xm: 'resident.name', rq: 'date', nr: 'findings' },
    adapter: http(sandboxSettings('rest-key', ${JSON.stringify(visits)})),
  }),
] })
`

async function waiting(count: number) {
  const [residents, visits] = [
    await sandbox({ kind: 'rest-key' }),
    await sandbox({ kind: 'rest-key', keyProperty: 'nr' }),
  ]
  const made = project(config(residents.url, visits.url))
  const seeds = Array.from({ length: count }, (_, seed) => syntheticId(seed + 1))
  made.write(
    '走访.csv',
    `走访对象身份证号码,走访日期,走访人,走访情况\n${seeds.map((id, i) => `${id},2024-03-05,孙小测,情况${i}\n`).join('')}`,
  )
  made.write('居民.csv', `公民身份号码,姓名\n${seeds.map((id) => `${id},赵小测\n`).join('')}`)
  const first = await made.run(['submit', '走访.csv', '--form', 'visit', '--json'])
  expect([first.code, first.json.deliveries]).toEqual([1, { blocked: count }])
  return { visits, ...made }
}

test('visits that came first are through when the command that brings their residents ends', async () => {
  const { visits, run } = await waiting(60)
  expect((await run(['submit', '居民.csv', '--form', 'resident', '--wait', '60'])).code).toBe(0)
  expect(visits.rows()).toHaveLength(60)
  expect((await run(['status', '--json'])).json.deliveries).toMatchObject({ delivered: 120 })
})

test('when the time runs out first, it says so: exit code 3', async () => {
  const { run } = await waiting(2)
  await run(['pause', 'visits'])
  const { code, out } = await run(['submit', '居民.csv', '--form', 'resident', '--wait', '2'])
  expect([code, out]).toEqual([3, expect.stringContaining('早先交来、等着这些记录的还有 2 笔没有送完')])
})
