import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, onTestFinished, test } from 'vitest'
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

test.each([
  [{}, 401, { reach: true, credentials: false, 'look-up': false }],
  [{}, 403, { reach: true, credentials: false, 'look-up': false }],
  [{ lookup: undefined }, 401, { reach: true, credentials: false }],
  [{ lookup: undefined }, 403, { reach: true, credentials: false }],
  [{ lookup: undefined }, 404, { reach: true, credentials: true }],
] as const)('%j, status %d: credentials that are refused are said to be', async (without, status, expected) => {
  const server = createServer((_, reply) => reply.writeHead(status, { date: '' }).end('{}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const { lookup, auth: _, ...settings } = sandboxSettings('rest-unique', `http://127.0.0.1:${port}`)
  const adapter = http({ ...settings, ...('lookup' in without ? {} : { lookup }) })
  const found = await adapter.diagnose?.(createSendContext())
  expect(checks(found)).toMatchObject(expected)
  // The page at / may be closed to everybody: no reason to keep a gate shut.
  const isUnsure = status !== 404 && 'lookup' in without
  expect(found?.some(({ unsure }) => unsure)).toBe(isUnsure)
})

test('a variable that is not set: nothing was asked, so nothing was reached', async () => {
  const { sandbox } = await start('rest-key')
  const auth = { kind: 'api-key', in: 'header', name: 'x-api-key', value: '${YIBIAO_TEST_UNSET}' } as const
  const adapter = http({ ...sandboxSettings('rest-key', sandbox.url), auth })
  expect(await adapter.diagnose?.(createSendContext())).toEqual([
    { check: 'credentials', ok: false, detail: expect.stringContaining('YIBIAO_TEST_UNSET') },
  ])
  expect(sandbox.received()).toEqual([])
})
