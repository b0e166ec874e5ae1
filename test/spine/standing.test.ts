/** Accounts that are shut out, revisions that come late: nothing older comes back, nothing newer is forgotten. */
import { describe, expect, test } from 'vitest'
import { createGateway } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'
import { SANDBOX_ACCOUNT, sandboxSettings } from 'yibiao/testing'
import { syntheticResident } from '../synthetic.ts'
import { by, gatewayOf, ledgerFile, sandbox } from './harness.ts'
import { residentUpstream } from './upstreams.ts'

describe('an account that is shut out', () => {
  test('says who must act, loses nothing, logs in once, and goes on after a replay', async () => {
    const box = await sandbox('ruoyi')
    const settings = sandboxSettings('ruoyi', box.url)
    let password = 'wrong'
    const request = { ...settings.auth.request, fields: { ...settings.auth.request.fields, password: () => password } }
    const adapter = http({ ...settings, auth: { ...settings.auth, request } })
    const gateway = await gatewayOf(ledgerFile(), { ...residentUpstream('a', 'ruoyi', box.url), adapter })
    for (const seed of [21, 22, 23]) await gateway.submit(resident, syntheticResident(seed), by)
    await expect.poll(async () => (await gateway.status()).shut).toMatchObject([{ code: 'gate_barred', upstream: 'a' }])
    expect(box.calls().login).toBe(1)
    expect((await gateway.status()).counts).toEqual([{ upstream: 'a', state: 'pending', count: 3 }])
    password = SANDBOX_ACCOUNT.password
    await gateway.resume('a', by)
    await expect.poll(() => box.rows().length).toBe(3)
    expect((await gateway.status()).shut).toEqual([])
  })
})

describe('nothing older comes back, nothing newer is forgotten', () => {
  test('a replay never brings a superseded revision back over a newer one', async () => {
    const box = await sandbox('rest-unique')
    const dead = await gatewayOf(ledgerFile(), residentUpstream('a', 'rest-unique', box.url))
    const person = { ...syntheticResident(32), phone: '13900000001' }
    await dead.submit(resident, person, by)
    await (await dead.submit(resident, { ...person, phone: '13900000002' }, by)).settled({ timeoutMs: 5_000 })
    const writes = box.writes().length
    expect(await dead.replay({ states: ['superseded', 'delivered'] }, by)).toEqual({ moved: 0, left: [] })
    expect(box.writes()).toHaveLength(writes)
    expect(box.rows().map(({ payload }) => payload.lxdh)).toEqual(['13900000002'])
  })

  test('a revision accepted while an upstream is switched off reaches it when it is switched on', async () => {
    const box = await sandbox('rest-unique')
    const upstream = residentUpstream('a', 'rest-unique', box.url)
    const ledger = ledgerFile()
    const person = { ...syntheticResident(33), phone: '13900000001' }
    const first = await createGateway({ ledger, upstreams: [upstream] })
    await (await first.submit(resident, person, by)).settled()
    await first.close()
    const off = await createGateway({ ledger, upstreams: [{ ...upstream, enabled: false }] })
    await off.submit(resident, { idNumber: person.idNumber, phone: '13900000002' }, by)
    await off.close()
    await gatewayOf(ledger, upstream)
    await expect.poll(() => box.rows().map(({ payload }) => payload.lxdh)).toEqual(['13900000002'])
  })

  test('closing twice at once closes once, and whoever waits is told', async () => {
    const gateway = await createGateway({
      ledger: 'memory:',
      upstreams: [residentUpstream('dead', 'rest-unique', 'http://127.0.0.1:9')],
    })
    const submission = await gateway.submit(resident, syntheticResident(34), by)
    const waiting = submission.settled().catch((error: unknown) => error)
    await Promise.all([gateway.close(), gateway.close()])
    expect(await waiting).toBeDefined()
  })
})
