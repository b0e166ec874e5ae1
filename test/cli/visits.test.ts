/** A form without a natural key: what was handed in before is known by its content, likely repeats are asked about. */
import { expect, test } from 'vitest'
import { syntheticId } from '../synthetic.ts'
import { configOf, project, sandbox } from './project.ts'

const HEAD = '走访对象身份证号码,走访日期,走访人,走访情况\n'
const visit = (seed: number, findings: string) => `${syntheticId(seed)},2024-03-05,孙小测,${findings}\n`

async function visits() {
  const platform = await sandbox({ kind: 'rest-key' })
  const made = project(configOf({ visits: platform.url }))
  const submit = (...argv: string[]) => made.run(['submit', ...argv, '--form', 'visit', '--json'])
  return { platform, submit, ...made }
}

test('the same file twice sends nothing twice', async () => {
  const { platform, submit, write } = await visits()
  write('a.csv', HEAD + visit(1, '身体良好') + visit(2, '身体良好'))
  expect((await submit('a.csv')).json.records.accepted).toBe(2)
  const { code, json } = await submit('a.csv')
  expect([code, json.records, json.deliveries]).toEqual([
    0,
    { read: 2, accepted: 0, refused: 0, unchanged: 2 },
    { delivered: 2 },
  ])
  expect(platform.rows()).toHaveLength(2)
  const foreseen = (await submit('a.csv', '--dry-run')).json
  expect([foreseen.records.unchanged, foreseen.upstreams]).toEqual([2, { visits: { unchanged: 2 } }])
})

test('a repeated row and a second telling of the same event are refused, unless --allow-repeat', async () => {
  const { platform, submit, write } = await visits()
  write('a.csv', HEAD + visit(1, '身体良好') + visit(1, '身体良好') + visit(1, '电线老化'))
  const foreseen = await submit('a.csv', '--dry-run')
  expect(foreseen.json.problems).toMatchObject([
    { row: 3, code: 'row_repeated', message: expect.stringContaining('第 2 行') },
    { row: 4, code: 'event_repeated', message: expect.stringContaining('第 2 行') },
  ])
  const first = await submit('a.csv')
  expect([first.code, first.json.records]).toEqual([1, { read: 3, accepted: 1, refused: 2, unchanged: 0 }])
  expect(first.json.problems).toMatchObject([
    { row: 3, code: 'row_repeated' },
    { row: 4, code: 'likely_repeat', message: expect.stringContaining('疑似重复') },
  ])
  const meant = await submit('a.csv', '--allow-repeat')
  expect([meant.code, meant.json.records]).toEqual([0, { read: 3, accepted: 2, refused: 0, unchanged: 1 }])
  expect(platform.rows()).toHaveLength(3)
  expect((await submit('a.csv', '--allow-repeat')).json.records.unchanged).toBe(3)
})

test('a changed row with its 受理号 revises the visit; without it, it is asked about', async () => {
  const { platform, submit, write, read } = await visits()
  write('a.csv', HEAD + visit(1, '身体良好'))
  await submit('a.csv')
  write('b.csv', read('a.marked.csv').replace('身体良好', '身体很好'))
  const { code, json } = await submit('b.csv')
  expect([code, json.records]).toEqual([0, { read: 1, accepted: 1, refused: 0, unchanged: 0 }])
  expect(platform.rows().map(({ payload }) => payload.nr)).toEqual(['身体很好'])
  write('c.csv', HEAD + visit(1, '身体欠佳'))
  expect((await submit('c.csv')).json.problems).toMatchObject([{ row: 2, code: 'likely_repeat' }])
})

test('a 受理号 that was mistyped refuses its row alone', async () => {
  const { submit, write } = await visits()
  write('a.csv', `受理号,${HEAD}K7M2-P9QX-3RTW,${visit(1, '身体良好')},${visit(2, '身体良好')}`)
  const { code, json } = await submit('a.csv')
  expect([code, json.records.accepted, json.records.refused]).toEqual([1, 1, 1])
  expect(json.problems).toMatchObject([{ row: 2, code: 'number_unknown' }])
})
