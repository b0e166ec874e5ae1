/** An upstream that is no longer in the configuration: what it leaves open is said, and settled when it is back. */
import { expect, test } from 'vitest'
import { by, openGateway } from '../../test/fixtures/open-gateway.ts'
import { tempFolder } from '../../test/fixtures/temp-folder.ts'
import { person, tinyAdapter, tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'

const file = tempFolder()

test('what a removed upstream leaves open is listed until it is put back and settled', async () => {
  const ledger = `file:${file('removed.db')}`
  const stays = tinyUpstream(tinyAdapter(), { name: 'stays' })
  const goes = tinyUpstream(tinyAdapter(), { name: 'goes' })
  const first = await openGateway([stays, goes], { ledger, deliver: false })
  for (const code of ['1', '2']) await first.gateway.submit(person, { code, name: '甲' }, by)
  await first.gateway.close()

  const second = await openGateway([stays], { ledger })
  await second.until(() => second.states().filter((state) => state === 'delivered').length === 2)
  const left = [{ code: 'upstream_removed', upstream: 'goes', who: 'operator', params: { count: 2 } }]
  expect((await second.gateway.status()).shut).toEqual(left)
  expect((await second.gateway.status({ upstream: 'stays' })).shut).toEqual([])
  await second.gateway.close()

  const third = await openGateway([stays, tinyUpstream(tinyAdapter(), { name: 'goes', enabled: false })], { ledger })
  expect((await third.gateway.status()).shut).toEqual([])
  expect(await third.gateway.resolve({ upstream: 'goes' }, 'cancelled', { ...by, note: '停用' })).toMatchObject({
    moved: 2,
  })
  await third.gateway.close()

  const fourth = await openGateway([stays], { ledger })
  expect((await fourth.gateway.status()).shut).toEqual([])
})
