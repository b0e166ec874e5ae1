import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const CHILD = `
import { serveSandboxes } from ${JSON.stringify(new URL('./main.ts', import.meta.url).href)}
await serveSandboxes({ one: { kind: 'bare' }, two: { kind: 'jeecg' } })
`

async function start() {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', CHILD], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { sandboxes } = JSON.parse(line.toString()) as { sandboxes: Record<string, string> }
  return { child, sandboxes, ended: once(child, 'exit') }
}

test('serves in a process of its own, controlled over HTTP, and ends with its parent’s pipe', async () => {
  const { child, sandboxes, ended } = await start()
  expect(Object.keys(sandboxes)).toEqual(['one', 'two'])
  await fetch(`${sandboxes.one}/report`, { method: 'POST', body: '{"sfzh":"1"}' })
  expect(await (await fetch(`${sandboxes.one}/__rows`)).json()).toMatchObject({ rows: [{ id: '1' }] })
  child.stdin.end()
  expect(await ended).toEqual([0, null])
})

test('ends on SIGTERM', async () => {
  const { child, ended } = await start()
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
