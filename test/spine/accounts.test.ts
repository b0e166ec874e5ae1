/** Two townships with log-ins of their own at one upstream: who reports, under whose name, and what a wrong password stops. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type AccountsSpec,
  createGateway,
  defineSystem,
  type Gateway,
  type GatewaySettings,
  type Upstream,
} from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'
import { type Sandbox, sandboxSettings } from 'yibiao/testing'
import { backupLedger, restoreLedger } from '../../src/ledger/index.ts'
import { syntheticResident } from '../synthetic.ts'
import { gatewayOf, ledgerFile, sandbox } from './harness.ts'
import { residentUpstream } from './upstreams.ts'

const EAST = { username: 'east-grid', password: 'east-only-word' }
const WEST = { username: 'west-grid', password: 'west-only-word' }
const east = { by: 'zhang', division: '500103001001' }
const west = { by: 'li', division: '500103002003' }

const box = (more: Parameters<typeof sandbox>[1] = {}) => sandbox('ruoyi', { accounts: [EAST, WEST], ...more })

const townships = (password: () => string = () => WEST.password): AccountsSpec => ({
  by: 'division',
  each: {
    east: { title: '东镇', for: ['500103001'], values: { username: EAST.username, password: () => EAST.password } },
    west: { title: '西镇', for: ['500103002'], values: { username: WEST.username, password } },
  },
})

/** `grid`, behind a system with these accounts. */
function gridOf({ url }: Sandbox, accounts: AccountsSpec): Upstream {
  const settings = sandboxSettings('ruoyi', url)
  const fields = { username: '${account.username}', password: '${account.password}' } as const
  const request = { ...settings.auth.request, fields }
  return {
    ...residentUpstream('grid', 'ruoyi', url),
    system: defineSystem({ name: 'county', title: '县平台', accounts }),
    adapter: http({ ...settings, auth: { ...settings.auth, request } }),
  }
}

/** Who wrote what, by the upstream's own count. */
const writers = ({ writes }: Sandbox) => writes().map(({ by, payload }) => `${by} ${String(payload.sfzh)}`)
/** How often this user tried to log in. */
const tried = ({ received }: Sandbox, { username }: typeof WEST) =>
  received().filter(({ kind, text }) => kind === 'login' && text.includes(username)).length
const number = (seed: number) => syntheticResident(seed).idNumber

describe('two townships at one upstream', () => {
  test('each record goes under its township’s name; a wrong password stops that one alone, after one log-in', async () => {
    const there = await box()
    let password = 'wrong'
    const ledger = ledgerFile()
    const lines: string[] = []
    const write = (...words: unknown[]) => void lines.push(JSON.stringify(words))
    const logger = { debug: write, info: write, warn: write, error: write }
    const settings = {
      ledger,
      upstreams: [
        gridOf(
          there,
          townships(() => password),
        ),
      ],
      logger,
    } satisfies GatewaySettings
    await using gateway = await createGateway(settings)
    for (const seed of [1, 2, 3]) await gateway.submit(resident, syntheticResident(seed), west)
    const waits = async () => (await gateway.status()).shut
    await expect
      .poll(waits)
      .toMatchObject([
        { code: 'gate_account_barred', upstream: 'grid', params: { account: 'west', name: 'grid/west' } },
      ])
    for (const seed of [4, 5, 6]) await (await gateway.submit(resident, syntheticResident(seed), east)).settled()
    expect(writers(there)).toEqual([4, 5, 6].map((seed) => `${EAST.username} ${number(seed)}`))
    expect((await gateway.status()).counts).toEqual([
      { upstream: 'grid', state: 'delivered', count: 3 },
      { upstream: 'grid', state: 'pending', count: 3 },
    ])
    // Nobody else is told of it.
    const late = await gateway.submit(resident, syntheticResident(9), west)
    await expect
      .poll(async () => (await gateway.record(late.number)).deliveries)
      .toMatchObject([{ state: 'pending', problems: [{ code: 'gate_account_barred' }] }])
    await gateway.pause('county/east', { by: 'op' })
    const other = await gateway.submit(resident, syntheticResident(10), east)
    expect((await gateway.record(other.number)).deliveries).toMatchObject([
      { state: 'pending', problems: [{ code: 'gate_account_paused', params: { account: 'east' } }] },
    ])
    const groups = (await gateway.failures()).map(({ problem, count }) => [problem.code, count])
    expect(groups).toEqual([
      ['gate_account_barred', 4],
      ['gate_account_paused', 1],
    ])
    // Of one account nothing is told of another's.
    expect(await gateway.failures({ account: 'east' })).toMatchObject([
      { problem: { code: 'gate_account_paused' }, count: 1 },
    ])
    await gateway.resume('county/east', { by: 'op' })
    await other.settled()
    expect(tried(there, WEST)).toBe(1)
    expect(await gateway.metrics()).toContain('yibiao_gate_open{gate="county/west"} 0')
    expect(await gateway.metrics()).toContain('yibiao_gate_open{gate="county/east"} 1')

    // The system's gate is not the account's: opening it tries no password again.
    await gateway.resume('county', { by: 'op' })
    await gateway.submit(resident, syntheticResident(7), west)
    await (await gateway.submit(resident, syntheticResident(8), east)).settled()
    expect(tried(there, WEST)).toBe(1)

    password = WEST.password
    await gateway.resume('grid/west', { by: 'op' })
    await expect.poll(() => there.rows().length).toBe(10)
    await expect.poll(waits).toEqual([])
    expect(writers(there).slice(5).sort()).toEqual(
      [1, 2, 3, 7, 9].map((seed) => `${WEST.username} ${number(seed)}`).sort(),
    )

    const shown = [...lines, await gateway.metrics(), JSON.stringify(await gateway.status())]
    for await (const row of gateway.audit()) shown.push(JSON.stringify(row))
    shown.push(
      readFileSync(ledger.slice('file:'.length), 'latin1'),
      readFileSync(`${ledger.slice('file:'.length)}-wal`, 'latin1'),
    )
    const told = [EAST.password, WEST.password].filter((word) => shown.join('\n').includes(word))
    expect(told).toEqual([])
  })

  test('a person logs in for one of them past a captcha', async () => {
    const there = await box()
    const gateway = await gatewayOf(
      ledgerFile(),
      gridOf(
        there,
        townships(() => 'wrong'),
      ),
    )
    await gateway.submit(resident, syntheticResident(1), west)
    await expect.poll(async () => (await gateway.status()).shut.length).toBe(1)
    const refused = await gateway.unlock('county', { token: 't', by: 'op' }).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      problems: [{ code: 'gate_unknown', params: { known: 'county/east, county/west' } }],
    })
    const reply = await fetch(`${there.url}/login`, { method: 'POST', body: JSON.stringify(WEST) })
    const { token } = (await reply.json()) as { token: string }
    await gateway.unlock('county/west', { token, by: 'op' })
    await expect.poll(() => writers(there)).toEqual([`${WEST.username} ${number(1)}`])
    // Nobody else goes under it.
    await (await gateway.submit(resident, syntheticResident(2), east)).settled()
    expect(writers(there).at(-1)).toBe(`${EAST.username} ${number(2)}`)
  })

  test('a division without an account waits, says which, and goes when the settings have one', async () => {
    const there = await box()
    const ledger = ledgerFile()
    const north = { by: 'wang', division: '500103003001' }
    const first = await createGateway({ ledger, upstreams: [gridOf(there, townships())] })
    expect((await first.preflight(resident, syntheticResident(1), north)).upstreams).toMatchObject([
      { state: 'blocked', problems: [{ code: 'account_missing', who: 'operator' }] },
    ])
    const submission = await first.submit(resident, syntheticResident(1), north)
    expect(submission.deliveries).toMatchObject([{ state: 'blocked', problems: [{ code: 'account_missing' }] }])
    expect(await first.failures()).toMatchObject([
      { count: 1, problem: { code: 'account_missing', params: { whom: { en: 'the division 500103003001' } } } },
    ])
    expect(there.calls().login).toBe(0)
    await first.close()
    const gateway = await gatewayOf(ledger, gridOf(there, { ...townships(), default: 'east' }))
    await expect.poll(() => writers(there)).toEqual([`${EAST.username} ${number(1)}`])
    expect(await gateway.failures()).toEqual([])
  })

  test('whom it is for was left out, or wrong: handed in again with it, it goes, and what is delivered is left alone', async () => {
    const there = await box()
    const gateway = await gatewayOf(ledgerFile(), gridOf(there, townships()))
    const { number: forgotten } = await gateway.submit(resident, syntheticResident(1), { by: 'zhang' })
    await gateway.submit(resident, syntheticResident(1), { by: 'zhang', division: '500103003001' })
    expect((await gateway.record(forgotten)).deliveries).toMatchObject([{ state: 'blocked' }])
    const given = await gateway.submit(resident, syntheticResident(1), east)
    expect((await given.settled()).deliveries).toMatchObject([{ state: 'delivered' }])
    expect(await gateway.submit(resident, syntheticResident(1), west)).toMatchObject({ state: 'unchanged' })
    expect(writers(there)).toEqual([`${EAST.username} ${number(1)}`])
  })

  test('one that is shut and then taken out of the settings shuts nothing: what waited for it says what is missing', async () => {
    const there = await box()
    const ledger = ledgerFile()
    const wrong = townships(() => 'wrong')
    const first = await createGateway({ ledger, upstreams: [gridOf(there, wrong)] })
    const { number } = await first.submit(resident, syntheticResident(1), west)
    await expect.poll(async () => (await first.status()).shut.length).toBe(1)
    await first.close()
    const gateway = await gatewayOf(ledger, gridOf(there, { by: 'division', each: { east: wrong.each.east as never } }))
    await expect
      .poll(async () => (await gateway.record(number)).deliveries)
      .toMatchObject([{ state: 'blocked', problems: [{ code: 'account_missing' }] }])
    expect((await gateway.status()).shut).toEqual([])
  })

  test('one that waited for an account in a backup is asked about once the settings have one', async () => {
    const there = await box()
    const ledger = ledgerFile()
    const first = await createGateway({ ledger, upstreams: [gridOf(there, townships())] })
    const { number } = await first.submit(resident, syntheticResident(1), { by: 'wang', division: '500103003001' })
    const copy = `${ledger.slice('file:'.length)}-backup`
    await backupLedger(ledger, copy, Date.now())
    await first.close()
    restoreLedger(ledger, copy, { now: Date.now() })
    const delivery = async (gateway: Gateway) => (await gateway.record(number)).deliveries[0]
    const second = await createGateway({ ledger, upstreams: [gridOf(there, townships())] })
    await expect
      .poll(() => delivery(second))
      .toMatchObject({ state: 'blocked', problems: [{ code: 'account_missing' }] })
    await second.close()
    const gateway = await gatewayOf(ledger, gridOf(there, { ...townships(), default: 'east' }))
    expect(await delivery(gateway)).toMatchObject({ state: 'uncertain' })
    await expect.poll(() => tried(there, EAST)).toBe(1)
  })

  test('what was sent is asked about under the name it was sent under, also when the division has another account now', async () => {
    const there = await box({ ownRowsOnly: true })
    const ledger = ledgerFile()
    // One that stands there, so that look-ups can be believed.
    const first = await createGateway({ ledger, upstreams: [gridOf(there, townships())] })
    await (await first.submit(resident, syntheticResident(9), east)).settled()
    there.setFaults({ fault: 'cutAfterSave' }, { fault: 'status5xx', at: 'lookup' })
    await first.submit(resident, syntheticResident(1), east)
    await expect
      .poll(async () => (await first.status()).counts)
      .toContainEqual({ upstream: 'grid', state: 'uncertain', count: 1 })
    await first.close({ graceMs: 0 })
    there.setFaults()
    const { east: former, west: other } = townships().each as Record<'east' | 'west', AccountsSpec['each'][string]>
    const swapped = { east: { ...former, for: ['500103002'] }, west: { ...other, for: ['500103001'] } }
    const gateway = await gatewayOf(ledger, gridOf(there, { ...townships(), each: swapped }))
    await gateway.replay({ states: ['uncertain'] }, { by: 'op' })
    await expect
      .poll(async () => (await gateway.status()).counts)
      .toEqual([{ upstream: 'grid', state: 'delivered', count: 2 }])
    // Under the other name it would not have been seen, and sent once more.
    expect(writers(there)).toEqual([9, 1].map((seed) => `${EAST.username} ${number(seed)}`))
  })

  test('somebody who moved to the other township: held until the upstream has moved them, then corrected there', async () => {
    const there = await box({ ownRowsOnly: true })
    const gateway = await gatewayOf(ledgerFile(), gridOf(there, townships()))
    const person = { ...syntheticResident(1), phone: '13900000001' }
    await (await gateway.submit(resident, person, east)).settled()
    const moved = await gateway.submit(resident, { ...person, phone: '13900000002' }, west)
    expect(moved.deliveries).toMatchObject([
      { state: 'held', problems: [{ code: 'account_moved', params: { from: 'east', to: 'west' } }] },
    ])
    expect(await gateway.replay({ upstream: 'grid' }, { by: 'op' })).toMatchObject({
      moved: 0,
      left: [{ problem: { code: 'account_moved' } }],
    })
    expect(there.writes()).toHaveLength(1)
    const word = { by: 'op', note: '西镇那边另行登记' }
    expect(await gateway.resolve({ states: ['held'] }, 'cancelled', word)).toMatchObject({ moved: 1 })
    // A correction by the township that has them goes on.
    await (await gateway.submit(resident, { ...person, phone: '13900000003' }, east)).settled()
    expect(writers(there)).toHaveLength(2)
  })

  test('a person’s word that the upstream has moved them: the new township corrects the same row', async () => {
    const there = await box()
    const gateway = await gatewayOf(ledgerFile(), gridOf(there, townships()))
    const person = { ...syntheticResident(1), phone: '13900000001' }
    await (await gateway.submit(resident, person, east)).settled()
    await gateway.submit(resident, { ...person, phone: '13900000002' }, west)
    const word = { by: 'op', note: '已移交' }
    expect(await gateway.resolve({ states: ['held'] }, 'send-again', word)).toMatchObject({ moved: 1 })
    await expect.poll(() => writers(there)).toHaveLength(2)
    expect(there.writes().map(({ by, operation }) => [by, operation])).toEqual([
      [EAST.username, 'create'],
      [WEST.username, 'update'],
    ])
    // From now on it is theirs.
    await (await gateway.submit(resident, { ...person, phone: '13900000003' }, west)).settled()
    expect(writers(there)).toHaveLength(3)
  })
})
