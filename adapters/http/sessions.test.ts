/** Credentials and tokens: renewed once, never guessed at. */
import { afterEach, describe, expect, test } from 'vitest'
import { secret } from 'yibiao/adapter'
import { sandboxSettings } from 'yibiao/testing'
import { http } from './index.ts'
import { deliver, member } from './test-context.ts'
import { closeAll, other, person, start } from './test-sandbox.ts'

afterEach(closeAll)

describe('token dies mid-run', () => {
  test.each(['ruoyi', 'jeecg'] as const)('%s: renewed once on the answer’s own code, then delivered', async (kind) => {
    const { sandbox, adapter, context } = await start(kind)
    await deliver(adapter, member(other), context)
    sandbox.revokeTokens()
    const sends = Array.from({ length: 8 }, (_, index) =>
      deliver(adapter, member({ ...person, sfzh: `${index}` }), context),
    )
    expect(new Set((await Promise.all(sends)).map(({ state }) => state))).toEqual(new Set(['delivered']))
    expect(sandbox.calls().login).toBe(2)
    expect(sandbox.rows()).toHaveLength(9)
  })

  test('a fresh token that is refused too bars the account instead of a third try', async () => {
    const { sandbox, adapter, context } = await start('ruoyi', { tokenMs: 0 })
    expect(await deliver(adapter, member(person), context)).toMatchObject({
      state: 'not-applied',
      why: { barred: 'credentials' },
    })
    expect(sandbox.calls()).toMatchObject({ login: 2, create: 2 })
  })

  test('a wrong password is tried once, however many wait, and again only when it changed', async () => {
    const { sandbox, context } = await start('ruoyi')
    let password = 'wrong'
    const settings = sandboxSettings('ruoyi', sandbox.url)
    const fields = { ...settings.auth.request.fields, password: () => password }
    const adapter = http({ ...settings, auth: { ...settings.auth, request: { ...settings.auth.request, fields } } })
    for (let round = 0; round < 3; round++) {
      const outcomes = await Promise.all([1, 2, 3].map(() => deliver(adapter, member(person), context)))
      for (const outcome of outcomes)
        expect(outcome).toMatchObject({ state: 'not-applied', why: { barred: 'credentials' } })
    }
    expect(sandbox.calls()).toMatchObject({ login: 1, create: 0 })
    password = 'sandbox-only'
    expect(await deliver(adapter, member(person), context)).toMatchObject({ state: 'delivered' })
    expect(sandbox.calls().login).toBe(2)
  })

  test('a log-in that breaks off says nothing about the password', async () => {
    const { sandbox, adapter, context } = await start('ruoyi', {
      faults: { fault: 'cutBeforeSave', at: 'login', healAfter: { times: 1 } },
    })
    expect(await deliver(adapter, member(person), context)).toMatchObject({ state: 'not-applied', why: 'unavailable' })
    expect(await deliver(adapter, member(person), context)).toMatchObject({ state: 'delivered' })
    expect(sandbox.rows()).toHaveLength(1)
  })

  test('a wrong api key bars the account', async () => {
    const { sandbox, context } = await start('rest-key')
    const settings = sandboxSettings('rest-key', sandbox.url)
    const adapter = http({ ...settings, auth: { ...settings.auth, value: secret('wrong') } })
    expect(await deliver(adapter, member(person), context)).toMatchObject({
      state: 'not-applied',
      why: { barred: 'credentials' },
    })
  })
})
