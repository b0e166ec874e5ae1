/** yibiao handover: a file that a person takes in, confirms, or brings back with a reason on a field. */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { syntheticId } from '../synthetic.ts'
import { project } from './project.ts'

const config = `import { defineConfig, defineContract, defineUpstream } from 'yibiao'
import { table } from 'yibiao/adapters/table'
import { resident } from 'yibiao/schemas'
const desk = defineUpstream({
  name: 'desk',
  title: { zh: '民政窗口', en: 'Civil desk' },
  form: resident,
  contract: defineContract({ type: 'object', properties: { xm: {}, sfzh: {}, lxdh: {} } }),
  mapping: { xm: 'name', sfzh: 'idNumber', lxdh: 'phone' },
  adapter: table({ folder: new URL('./out', import.meta.url).pathname, format: 'xlsx', prefix: 'dibao-', handover: true }),
})
export default defineConfig({ ledger: 'file:yibiao.db', forms: [resident], upstreams: [desk] })
`
const rows = (...seeds: readonly number[]) =>
  `公民身份号码,姓名,联系电话\n${seeds.map((seed) => `${syntheticId(seed)},赵小测,13900000001\n`).join('')}`

test('ready, not pretended to be delivered; confirmed by name; brought back on a field', async () => {
  const { folder, write, run } = project(config)
  mkdirSync(join(folder, 'out'))
  write('a.csv', rows(1, 2))
  const filed = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  expect([filed.code, filed.json.deliveries]).toEqual([1, { handover: 2 }])
  const files = readdirSync(join(folder, 'out')).sort()
  expect(files).toHaveLength(2)

  const { code, json } = await run(['handover', 'list', '--json'])
  expect([code, json.handovers.map(({ file }: { file: string }) => file).sort()]).toEqual([1, files])
  expect((await run(['failures'])).out).toContain('已备好，等人上交')
  const [first = '', second = ''] = files
  expect((await run(['handover', 'open', first])).out).toContain(`${join(folder, 'out', first)}\n`)
  const silent = await run(['handover', 'confirm', first])
  expect([silent.code, silent.err]).toEqual([2, expect.stringContaining('--note')])
  expect((await run(['handover', 'confirm', 'x.xlsx', '--note', 'x'])).err).toContain('没有等人上交的文件“x.xlsx”')

  const confirmed = await run(['handover', 'confirm', first, '--by', 'li', '--note', '已盖章', '--reference', '收 17'])
  expect([confirmed.code, confirmed.out]).toEqual([0, '已处理 1 笔\n'])
  const returned = await run(['handover', 'return', second, '--by', 'li', '--field', 'phone', '--note', '打不通'])
  expect(returned.code).toBe(0)
  expect((await run(['status', '--json'])).json.deliveries).toEqual({ 'by-person': 1, rejected: 1 })
  expect((await run(['status'])).out).toMatch(/人工确认送达/)
  const { failures } = (await run(['failures', '--json'])).json
  expect(failures).toMatchObject([{ code: 'returned_by_person', field: 'phone', count: 1 }])
  const empty = await run(['handover', 'list'])
  expect([empty.code, empty.out]).toEqual([0, '没有等人上交的文件\n'])
})
