/** Purging: the texts go from the file, what recognises a repeat stays, whatever is open or in doubt is left alone. */
import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createGateway } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { brokenInvariants } from 'yibiao/testing'
import { CAPABILITIES, createScene, FORM, keyHash } from '../../src/testing/ledger/scene.ts'
import { sandbox as cliSandbox, configOf, project } from '../cli/project.ts'
import { by, ledgerFile, sandbox } from '../spine/harness.ts'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'
import { OLD, opening, query, path as sealedPath } from './sealed-scene.ts'

const bytesOf = (path: string) =>
  ['', '-wal'].map((end) => (existsSync(path + end) ? readFileSync(path + end).toString('latin1') : '')).join('')

test.each([
  ['plain', ''],
  ['encrypted', `k:${'0b'.repeat(32)}`],
])('a settled record: %s', async (_, ledgerKeys) => {
  const box = await sandbox('rest-key')
  const ledger = ledgerFile()
  const path = ledger.slice('file:'.length)
  const person = { ...syntheticResident(1), phone: '13900000011' }
  const upstreams = [residentUpstream('key', 'rest-key', box.url)]
  const first = await createGateway({ ledger, ledgerKeys, upstreams })
  const options = { ...by, clientKey: 'row-1' }
  const submission = await first.submit(resident, person, options)
  await submission.settled()
  const receipts = await Array.fromAsync(first.receipts())
  if (ledgerKeys === '') expect(bytesOf(path)).toContain(person.idNumber)
  expect(await first.purge({ before: 0, by: 'li' })).toBe(0)
  const before = Date.now() + 1
  expect(await first.purge({ before, by: 'li', dryRun: true })).toBe(1)
  expect(await first.purge({ before, by: 'li' })).toBe(1)
  expect(await first.purge({ before, by: 'li' })).toBe(0)
  await first.close()
  for (const text of [person.idNumber, person.phone]) expect(bytesOf(path)).not.toContain(text)

  const second = await createGateway({ ledger, ledgerKeys, upstreams })
  expect(await Array.fromAsync(second.receipts())).toEqual(receipts)
  expect((await Array.fromAsync(second.audit())).map(({ action, who }) => [action, who]).at(-1)).toEqual([
    'purged',
    'li',
  ])
  expect((await second.verifyAudit()).broken).toBe(undefined)
  // The same client key with the same content, and with other content.
  expect(await second.submit(resident, person, options)).toMatchObject({ state: 'repeated', number: submission.number })
  await expect(second.submit(resident, { ...person, phone: '13900000012' }, options)).rejects.toMatchObject({
    code: 'conflict',
  })
  // Handed in whole again: the same record, and nothing is sent that stands there already.
  const again = await second.submit(resident, person, by)
  expect(again.number).toBe(submission.number.replace(/-1$/, '-2'))
  expect((await again.settled()).deliveries).toMatchObject([{ state: 'unchanged' }])
  expect(box.rows()).toHaveLength(1)
  // Corrected, it is an update of what stands there.
  await (await second.submit(resident, { ...person, phone: '13900000013' }, by)).settled()
  expect(box.rows().map(({ payload }) => payload)).toMatchObject([{ lxdh: '13900000013' }])
  // The file alone says no half of it: what is missing is asked for, not made up.
  expect(await second.purge({ before: Date.now() + 1, by: 'li' })).toBe(1)
  await expect(
    second.submit(resident, { idNumber: person.idNumber, phone: person.phone } as never, by),
  ).rejects.toMatchObject({
    code: 'record-invalid',
  })
  await expect(second.withdraw(resident, again.number, by)).rejects.toMatchObject({
    problems: [{ code: 'record_purged' }],
  })
  await second.close()
  const db = new DatabaseSync(path, { readOnly: true })
  const capabilities = { key: upstreams[0]?.adapter.capabilities } as never
  expect(brokenInvariants(capabilities, (sql) => db.prepare(sql).all())).toEqual([])
  db.close()
})

test('what is open, in doubt or moved since is left alone; chunks go on where they stopped', async () => {
  const scene = await createScene(opening(OLD))
  const accept = (key: string) => scene.accept({ key, content: key })
  for (const key of ['a', 'b', 'c']) {
    await accept(key)
    await scene.send('key', { state: 'delivered' })
  }
  await accept('rejected')
  await scene.send('key', { state: 'rejected', faults: [], who: 'reporter' })
  await accept('uncertain')
  await scene.send('key', { state: 'unknown', detail: 'cut' })
  scene.clock.advance(60_000)
  await accept('pending')
  const now = scene.clock.now()
  scene.clock.advance(60_000)
  const request = { before: now, by: 'li', now: scene.clock.now(), limit: 2, dryRun: false }
  const one = await scene.ledger.purge({ ...request, after: 0 })
  expect(one).toEqual({ records: 2, after: 2 })
  expect(await scene.ledger.purge({ ...request, after: 2 })).toEqual({ records: 1 })
  const values = async (key: string) => (await scene.ledger.findRecord({ form: FORM, keyHash: keyHash(key) }))?.values
  expect(await Promise.all(['a', 'b', 'c'].map(values))).toEqual([{}, {}, {}])
  for (const key of ['rejected', 'uncertain', 'pending']) expect(await values(key)).toMatchObject({ key })
  expect(brokenInvariants(CAPABILITIES, query)).toEqual([])
  await scene.ledger.close()
  expect(sealedPath).toBeDefined()
})

test('yibiao purge', async () => {
  const civil = await cliSandbox({ kind: 'rest-unique' })
  const { write, run } = project(configOf({ civil: civil.url }))
  write('a.csv', `公民身份号码,姓名\n${syntheticResident(1).idNumber},赵小测\n`)
  await run(['submit', 'a.csv', '--form', 'resident'])
  const dry = await run(['purge', '--before', '2025-01-01', '--dry-run', '--json'])
  expect([dry.code, dry.json]).toEqual([0, { before: '2024-12-31T16:00:00.000Z', records: 0, dryRun: true }])
  expect((await run(['purge', '--before', '2025-01-01'])).out).toContain('0 条')
  for (const day of ['2025-02-30', 'yesterday', '9999-01-01']) {
    expect((await run(['purge', '--before', day])).code).toBe(2)
  }
})
