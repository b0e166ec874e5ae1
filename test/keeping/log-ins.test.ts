/** Log-ins across restarts and processes: a token goes on where the ledger is sealed, a wrong password is tried once. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createGateway, type Gateway } from 'yibiao'
import { secret } from 'yibiao/adapter'
import { http } from 'yibiao/adapters/http'
import { resident } from 'yibiao/schemas'
import { type Sandbox, sandboxSettings } from 'yibiao/testing'
import { tempFolder } from '../fixtures/temp-folder.ts'
import { by, sandbox as sandboxOf } from '../spine/harness.ts'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'

const KEY = `one:${'0b'.repeat(32)}`
const OTHER = `two:${'0c'.repeat(32)}`

const file = tempFolder()

async function stand(name: string) {
  const sandbox = await sandboxOf('jeecg')
  let records = 0
  return {
    sandbox,
    path: file(name),
    /** One process: it hands a record in and ends once that stands there. */
    async run(ledgerKeys: string, use: (gateway: Gateway) => Promise<void> = async () => {}, password?: string) {
      const gateway = await createGateway({
        ledger: `file:${file(name)}`,
        ledgerKeys,
        upstreams: [withPassword(sandbox, password)],
      })
      try {
        await use(gateway)
        const submission = await gateway.submit(resident, syntheticResident(++records), by)
        await submission.settled({ timeoutMs: password === 'wrong' ? 300 : 10_000 })
      } finally {
        await gateway.close()
      }
    },
  }
}

function withPassword(sandbox: Sandbox, password?: string) {
  const upstream = residentUpstream('one', 'jeecg', sandbox.url)
  if (password === undefined) return upstream
  const settings = sandboxSettings('jeecg', sandbox.url)
  const fields = { ...settings.auth.request.fields, password: secret(password) }
  const auth = { ...settings.auth, request: { ...settings.auth.request, fields } }
  return { ...upstream, adapter: http({ ...settings, auth }) }
}

test('a sealed ledger keeps the token for the next process; a plain one keeps none', async () => {
  const sealed = await stand('sealed.db')
  for (let i = 0; i < 3; i++) await sealed.run(KEY)
  expect(sealed.sandbox.calls().login).toBe(1)
  expect(sealed.sandbox.rows()).toHaveLength(3)
  expect(readFileSync(sealed.path).includes('sandbox-1')).toBe(false)
  // The token is dead when the next process comes: one new log-in.
  sealed.sandbox.revokeTokens()
  await sealed.run(KEY)
  expect(sealed.sandbox.calls().login).toBe(2)
  // A new key seals from now on; the old one still opens.
  await sealed.run(`${OTHER},${KEY}`)
  expect(sealed.sandbox.calls().login).toBe(2)

  const plain = await stand('plain.db')
  for (let i = 0; i < 2; i++) await plain.run('')
  expect(plain.sandbox.calls().login).toBe(2)
  expect(readFileSync(plain.path).includes('sandbox-1')).toBe(false)
})

test('a session that a person got is everybody’s where the ledger is sealed, until it is refused', async () => {
  const { sandbox, run } = await stand('by-hand.db')
  await run(KEY)
  const token = 'sandbox-1'
  for (let i = 0; i < 2; i++)
    await run(
      KEY,
      async (gateway) => {
        if (i === 0) await gateway.unlock('one', { token, by: 'op' })
      },
      'wrong',
    )
  expect(sandbox.calls().login).toBe(1)
  expect(sandbox.rows()).toHaveLength(3)
  sandbox.revokeTokens()
  await run(KEY, async () => {}, 'wrong')
  // Refused: what is left is the password, once.
  expect(sandbox.calls().login).toBe(2)
  expect(sandbox.rows()).toHaveLength(3)
})

test('a wrong password is tried once, whatever restarts; once more when somebody says so, and when it changed', async () => {
  const { sandbox, run } = await stand('wrong.db')
  for (let i = 0; i < 3; i++) await run('', async () => {}, 'wrong')
  expect(sandbox.calls()).toMatchObject({ login: 1, create: 0 })
  await run('', (gateway) => gateway.resume('one', { by: 'op' }), 'wrong')
  expect(sandbox.calls()).toMatchObject({ login: 2, create: 0 })
  await run('', (gateway) => gateway.resume('one', { by: 'op' }), 'sandbox-only')
  expect(sandbox.calls().login).toBe(3)
})
