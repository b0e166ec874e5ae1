/** What comes in at the front: the same thing a thousand times, other content under the same key, and what should never be typed. */
import { expect, test } from 'vitest'
import { ConflictError, RecordInvalidError } from 'yibiao'
import { resident } from 'yibiao/schemas'
import { syntheticResident } from '../synthetic.ts'
import { openScene } from './scene.ts'
import { tell } from './told.ts'

test('the same submission 1,000 times at once', async ({ task }) => {
  const scene = await openScene('bare')
  const entry = syntheticResident(1)
  const submit = (clientKey?: string) =>
    scene.gateway.submit(resident, entry, { ...scene.by, ...(clientKey === undefined ? {} : { clientKey }) })
  const answers = await Promise.all(Array.from({ length: 1_000 }, (_, i) => submit(i % 2 === 0 ? 'k' : undefined)))
  expect(new Set(answers.map(({ number }) => number)).size).toBe(1)
  expect(answers.filter(({ state }) => state === 'accepted').length).toBe(1)
  await scene.settled()
  expect(await scene.judge()).toBe(0)
  expect(scene.sandbox.writes()).toHaveLength(1)
  tell(task, '1 受理号, 1 revision, 1 write')
})

test('the same key with other content', async ({ task }) => {
  const scene = await openScene('rest-key')
  const options = { ...scene.by, clientKey: 'k' }
  await scene.gateway.submit(resident, syntheticResident(1), options)
  const other = { ...syntheticResident(1), phone: '13900000009' }
  const answers = await Promise.allSettled(
    Array.from({ length: 100 }, () => scene.gateway.submit(resident, other, options)),
  )
  for (const answer of answers) {
    expect(answer.status === 'rejected' && answer.reason).toBeInstanceOf(ConflictError)
  }
  await scene.settled()
  expect(await scene.judge()).toBe(0)
  expect(scene.sandbox.writes()).toHaveLength(1)
  tell(task, '100 conflicts, 1 write')
})

const MEGABYTE = 1_048_576

test('poison among what is fine: a mapper that throws, __proto__, lone surrogates, 50 MB', async ({ task }) => {
  const scene = await openScene('rest-key', {
    upstream: (usual) =>
      ({
        ...usual,
        computed: {
          phone: {
            reads: ['phone'],
            version: 1,
            run: (phone: unknown) => {
              if (phone === '13900000666') throw new RangeError('no')
              return phone
            },
          },
        },
        mapping: { ...usual.mapping, lxdh: { compute: 'phone' } },
      }) as never,
  })
  const refused = async (entry: object) => {
    const refusal = await scene.gateway.submit(resident, entry as never, scene.by).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(RecordInvalidError)
  }
  await scene.submit(5)
  await refused(JSON.parse(`{"__proto__":{"admin":true},"name":"甲","idNumber":"${syntheticResident(6).idNumber}"}`))
  await refused({ ...syntheticResident(6), name: '甲\ud800' })
  const huge = '甲'.repeat(50 * MEGABYTE)
  for (const field of ['name', 'idNumber', 'address']) await refused({ ...syntheticResident(6), [field]: huge })
  const thrown = await scene.gateway.submit(resident, { ...syntheticResident(7), phone: '13900000666' }, scene.by)
  expect(thrown.deliveries).toMatchObject([{ state: 'rejected' }])
  await scene.submit(5, '13900000001', 10)
  await scene.settled()
  expect(await scene.judge()).toBe(1)
  expect(({} as { admin?: boolean }).admin).toBe(undefined)
  expect(scene.sandbox.rows()).toHaveLength(10)
  tell(task, '5 refused by field, 1 listed for the mapping’s author, 10 there')
})
