/** yibiao keys: from a ledger without a key to one that is rotated beside its running owner. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createGateway } from '../../src/gateway/index.ts'
import { syntheticId } from '../synthetic.ts'
import { configOf, project, sandbox } from './project.ts'

test('a first key, then a second one beside the running owner; without it nothing opens', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { path, write, run } = project(configOf({ civil: civil.url }))
  write('a.csv', `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`)
  expect((await run(['submit', 'a.csv', '--form', 'resident'])).code).toBe(0)
  const bytes = () => readFileSync(path('yibiao.db')).toString('latin1')
  expect(bytes()).toContain(syntheticId(1))

  const made = await run(['keys', 'new', '--id', 'first'])
  expect(made.out).toMatch(/^first:[A-Za-z0-9+/]{43}=\n$/)
  const first = made.out.trim()
  const second = (await run(['keys', 'new', '--id', 'second', '--json'])).json.key as string
  const rotated = await run(['keys', 'rotate'], { env: { YIBIAO_LEDGER_KEY: first } })
  expect([rotated.code, rotated.out]).toEqual([0, expect.stringContaining('旧密钥不再需要')])
  expect(bytes()).not.toContain(syntheticId(1))

  const refused = await run(['status'])
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('缺少密钥“first”')])
  const env = { YIBIAO_LEDGER_KEY: `${second},${first}` }
  const gateway = await createGateway({
    ledger: `file:${path('yibiao.db')}`,
    upstreams: [],
    ledgerKeys: `${second},${first}`,
  })
  const beside = await run(['keys', 'rotate', '--index', '--json'], { env })
  expect([beside.code, beside.json]).toEqual([0, { rows: expect.any(Number), done: true }])
  await gateway.close()
  // Found under the new index key: known, unchanged, not sent again.
  const again = await run(['submit', 'a.csv', '--form', 'resident', '--json'], { env: { YIBIAO_LEDGER_KEY: second } })
  expect(again.json.records).toMatchObject({ unchanged: 1 })
  expect(civil.rows()).toHaveLength(1)
})

test('malformed keys and a missing ledger are told plainly', async () => {
  const { run } = project(configOf({}))
  const malformed = await run(['keys', 'rotate'], { env: { YIBIAO_LEDGER_KEY: 'nonsense-not-to-be-quoted' } })
  expect([malformed.code, malformed.err]).toEqual([2, expect.stringContaining('第 1 个密钥写法不对')])
  expect(malformed.err).not.toContain('nonsense')
  const key = (await run(['keys', 'new'])).out.trim()
  expect((await run(['keys', 'rotate'], { env: { YIBIAO_LEDGER_KEY: key } })).code).toBe(4)
  const none = await run(['keys', 'rotate'])
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('YIBIAO_LEDGER_KEY')])
  expect((await run(['keys', 'rotat'])).err).toContain('没有命令')
})
