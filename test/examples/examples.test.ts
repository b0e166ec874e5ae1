/** Every example runs against the built package and prints what it should. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createSandbox, SANDBOX_ACCOUNT } from 'yibiao/testing'
import { projectDir, runNode } from './run-node.ts'

const examples = join(projectDir, 'examples')
const undo: (() => unknown)[] = []

afterEach(async () => {
  for (const each of undo.splice(0)) await each()
})

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'example-'))
  undo.push(() => rmSync(folder, { recursive: true }))
  return folder
}

test('each example is run by a test', () => {
  // suggest: by test/cli/suggest-draft.test.ts
  const tested = ['demo', 'first-upstream', 'own-adapter', 'portal', 'suggest']
  expect(readdirSync(examples).sort()).toEqual(tested)
})

test('first-upstream: one resident arrives in the shape that the upstream wants', async () => {
  const standIn = await createSandbox({ kind: 'rest-key' })
  undo.push(() => standIn.close())
  const env = { CIVIL_AFFAIRS_URL: standIn.url, CIVIL_AFFAIRS_KEY: SANDBOX_ACCOUNT.apiKey }
  const { code, stdout, stderr } = await runNode([join(examples, 'first-upstream/main.ts')], { cwd: tempFolder(), env })
  expect(stderr).toBe('')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-1 /)
  expect(stdout).toContain('civil-affairs delivered')
  expect(standIn.rows().map(({ payload }) => payload)).toEqual([{ xm: '赵小测', sfzh: '509999199001010015' }])
})

test('own-adapter: the file lies in the exchange folder', async () => {
  const { stdout, stderr } = await runNode([join(examples, 'own-adapter/main.ts')], { cwd: tempFolder() })
  expect(stderr).toBe('')
  expect(stdout).toBe('visit-exchange: delivered\n{"zfr":"孙小测","zfrq":"2024年3月5日","nr":"身体状况良好"}\n')
})

test('own-adapter: passes the conformance suite under Node’s own runner', async () => {
  const args = ['--test', '--test-reporter=tap', join(examples, 'own-adapter/conformance.ts')]
  const { code, stdout } = await runNode(args, { cwd: tempFolder() })
  expect(stdout.match(/^ *not ok .*/gm)).toBe(null)
  expect(code).toBe(0)
  expect(Number(/^# pass (\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(8)
  expect(stdout).toContain('cutAfterSave: unknown (skipped: a folder on this disk answers nothing that could go wrong)')
})

test('portal: takes what a browser sends, asks for what an upstream misses, and refuses by field', async () => {
  const child = spawn(process.execPath, [join(examples, 'portal/main.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  undo.push(() => {
    child.kill()
    return ended
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { port } = JSON.parse(line.toString()) as { port: number }
  const origin = `http://127.0.0.1:${port}`
  const post = async (entry: object) => {
    const reply = await fetch(`${origin}/residents`, { method: 'POST', body: JSON.stringify(entry) })
    return { status: reply.status, body: (await reply.json()) as { number: string } }
  }

  const first = await post({ name: '赵小测', idNumber: '509999199001010015' })
  const missing = [{ field: 'phone', message: '“民政救助系统”要求填写“联系电话”' }]
  expect(first).toMatchObject({ status: 202, body: { missing } })
  const second = await post({ idNumber: '509999199001010015', phone: '13900000001' })
  expect(second).toMatchObject({ status: 202, body: { missing: [] } })
  await expect
    .poll(async () => (await fetch(`${origin}/records/${second.body.number}`)).json())
    .toMatchObject({ deliveries: [{ upstream: 'civil-affairs', state: 'delivered', problems: [] }] })

  const refused = await post({ name: '', idNumber: '509999199001010016' })
  expect(refused).toMatchObject({ status: 422, body: { problems: [{ field: 'idNumber' }, { field: 'name' }] } })
})
