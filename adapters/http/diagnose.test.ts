import { afterEach, expect, test } from 'vitest'
import { createSendContext, sandboxSettings } from 'yibiao/testing'
import { http } from './index.ts'
import { closeAll, start } from './test-sandbox.ts'

afterEach(closeAll)

const checks = (all: readonly { check: string; ok: boolean }[] | undefined) =>
  Object.fromEntries((all ?? []).map(({ check, ok }) => [check, ok]))

test('a sound upstream: reach, credentials, look-up and clock, and nothing written', async () => {
  const { sandbox, adapter, context } = await start('ruoyi')
  expect(checks(await adapter.diagnose?.(context))).toEqual({
    reach: true,
    credentials: true,
    'look-up': true,
    clock: true,
  })
  expect(sandbox.writes()).toEqual([])
})

test('a wrong password is told from an upstream that is away', async () => {
  const { sandbox } = await start('ruoyi')
  const settings = sandboxSettings('ruoyi', sandbox.url)
  const fields = { ...settings.auth.request.fields, password: () => 'wrong' }
  const adapter = http({ ...settings, auth: { ...settings.auth, request: { ...settings.auth.request, fields } } })
  expect(checks(await adapter.diagnose?.(createSendContext()))).toEqual({ reach: true, credentials: false })
  const away = http(sandboxSettings('rest-key', 'http://127.0.0.1:9'))
  expect(await away.diagnose?.(createSendContext())).toEqual([{ check: 'reach', ok: false, detail: 'ECONNREFUSED' }])
})

test('an upstream without a look-up is only reached', async () => {
  const { sandbox, adapter, context } = await start('bare')
  expect(checks(await adapter.diagnose?.(context))).toEqual({ reach: true, credentials: true, clock: true })
  expect(sandbox.writes()).toEqual([])
})
