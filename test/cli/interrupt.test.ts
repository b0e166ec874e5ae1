/** Ctrl-C: takes no new rows, settles what is in flight, and the same command goes on without sending twice. */
import { expect, test } from 'vitest'
import { syntheticId } from '../synthetic.ts'
import { configOf, project, sandbox } from './project.ts'

const ROWS = 500

test('stopped in the middle, the same command goes on from there', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, run } = project(configOf({ civil: civil.url }))
  const rows = Array.from({ length: ROWS }, (_, seed) => `${syntheticId(seed)},赵小测\n`)
  write('a.csv', `公民身份号码,姓名\n${rows.join('')}`)
  const stopping = new AbortController()
  // The first row in the upstream's hands: the rest is still being read.
  const watching = setInterval(() => {
    if (civil.writes().length > 0) stopping.abort()
  }, 1)
  const first = await run(['submit', 'a.csv', '--form', 'resident', '--json'], { signal: stopping.signal })
  clearInterval(watching)
  expect(first.code).toBe(130)
  expect(first.err).toContain('正在停止')
  expect(first.err).toContain('再次运行同一命令会接着做，不会重复报送')
  const { read, accepted } = first.json.records
  expect(read).toBe(accepted)
  // What was in flight is settled: nothing is left half sent.
  expect(first.json.deliveries.sending).toBeUndefined()
  const delivered = first.json.deliveries.delivered
  expect(delivered).toBe(civil.rows().length)

  const second = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  expect([second.code, second.json.deliveries]).toEqual([0, { delivered: ROWS }])
  expect(second.json.records).toEqual({ read: ROWS, accepted: ROWS - accepted, refused: 0, unchanged: accepted })
  expect(civil.writes()).toHaveLength(ROWS)
})

test('stopped before the first row: nothing is taken, nothing waits', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, run } = project(configOf({ civil: civil.url }))
  write('a.csv', `公民身份号码,姓名\n${syntheticId(1)},赵小测\n`)
  const { code, json } = await run(['submit', 'a.csv', '--form', 'resident', '--json'], { signal: AbortSignal.abort() })
  expect([code, json.records.read, civil.calls().create]).toEqual([130, 0, 0])
})
