/** yibiao rekey and merge: a mistyped number is corrected, a double one taken back, with a name and a reason. */
import { expect, test } from 'vitest'
import { syntheticId } from '../synthetic.ts'
import { configOf, project, sandbox } from './project.ts'

const HEAD = '公民身份号码,姓名,联系电话\n'
const row = (seed: number) => `${syntheticId(seed)},赵小测,13900000001\n`

test('a corrected number updates what stands there; a double record is taken back; each is in the audit', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, read, run } = project(configOf({ civil: civil.url }))
  write('a.csv', HEAD + row(1) + row(2))
  await run(['submit', 'a.csv', '--form', 'resident'])
  const [one = '', two = ''] = read('a.marked.csv').match(/\w{4}-\w{4}-\w{4}-1/g) ?? []
  expect(civil.rows()).toHaveLength(2)

  const silent = await run(['rekey', one, `idNumber=${syntheticId(3)}`])
  expect([silent.code, silent.err]).toEqual([2, expect.stringContaining('--note')])
  const taken = await run(['rekey', one, `idNumber=${syntheticId(2)}`, '--note', '换证'])
  expect([taken.code, taken.err]).toEqual([2, expect.stringContaining('yibiao merge')])
  const rekeyed = await run(['rekey', one, `idNumber=${syntheticId(3)}`, '--by', 'li', '--note', '换证'])
  expect([rekeyed.code, rekeyed.out]).toEqual([0, expect.stringMatching(/^主键已更正，受理号 \w{4}-\w{4}-\w{4}-2；/)])
  await run(['replay'])
  // In whatever order the two arrived.
  const there = civil.rows().map(({ payload }) => payload.sfzh)
  expect(there.toSorted()).toEqual([syntheticId(3), syntheticId(2)].toSorted())

  const merged = await run(['merge', two, '--into', one, '--by', 'li', '--note', '重复登记', '--json'])
  expect([merged.code, merged.json.state]).toEqual([0, 'accepted'])
  await run(['replay'])
  expect((await run(['status', '--json'])).json.deliveries).toMatchObject({ delivered: expect.any(Number) })
  const again = await run(['submit', 'a.csv', '--form', 'resident', '--json'])
  expect(again.json.problems.map(({ code }: { code: string }) => code)).toEqual(['key_corrected', 'key_corrected'])
  const audit = await run(['audit', 'show', '--record', one])
  expect(audit.out).toContain('更正主键')
  expect(audit.out).toContain('换证')
})
