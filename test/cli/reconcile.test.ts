/** yibiao reconcile against a stand-in on a real socket: one that once said “saved” and saved nothing. */
import { expect, test } from 'vitest'
import { createGateway } from 'yibiao'
import { syntheticId } from '../synthetic.ts'
import { configOf, project, sandbox } from './project.ts'

const HEAD = '公民身份号码,姓名,联系电话\n'

test('what was said to be saved and isn’t there comes out; nothing is sent', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, run } = project(configOf({ civil: civil.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,\n`)
  await run(['submit', 'a.csv', '--form', 'resident'])
  const good = await run(['reconcile', '--upstream', 'civil'])
  expect([good.code, good.out]).toEqual([0, '一致：1\n'])

  civil.setFaults({ fault: 'lie' })
  write('b.csv', `${HEAD}${syntheticId(2)},钱小测,\n`)
  await run(['submit', 'b.csv', '--form', 'resident'])
  civil.setFaults()
  const writes = civil.writes().length
  const bad = await run(['reconcile', '--upstream', 'civil'])
  expect(bad.code).toBe(1)
  expect(bad.out).toMatch(/^受理号 [\w-]{14}：对方没有.*\n一致：1\n对方没有：1\n$/)
  expect(bad.out).not.toMatch(/钱小测|50999/)
  const { json } = await run(['reconcile', '--upstream', 'civil', '--json'])
  expect(json).toMatchObject({ upstream: 'civil', records: [{ state: 'missing' }], counts: { equal: 1, missing: 1 } })
  expect(civil.writes()).toHaveLength(writes)
})

test('it runs beside the process that delivers', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, run, path } = project(configOf({ civil: civil.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,\n`)
  await run(['submit', 'a.csv', '--form', 'resident'])
  const owner = await createGateway({ ledger: `file:${path('yibiao.db')}`, upstreams: [] })
  const beside = await run(['reconcile', '--upstream', 'civil'])
  expect([beside.code, beside.out]).toEqual([0, '一致：1\n'])
  await owner.close()
})

test('without an upstream, and with a mistyped one, it says which there are', async () => {
  const { run } = project(configOf({ civil: 'http://127.0.0.1:9' }))
  const none = await run(['reconcile'])
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('请用 --upstream 写明核对哪个上级接口：civil')])
  const wrong = await run(['reconcile', '--upstream', 'civl'])
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('civil')])
})
