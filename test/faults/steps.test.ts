/** A send of several steps, killed between them: what is done is not done again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ended, startScript } from './processes.ts'
import { tell } from './told.ts'

test('kill -9 between upload and save: the next process saves what is there', async ({ task }) => {
  const folder = mkdtempSync(join(tmpdir(), 'steps-'))
  const uploads: string[] = []
  const saves: string[] = []
  const waiting = Promise.withResolvers<void>()
  const server = createServer(async (request, reply) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const answer = (value: object) =>
      reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (request.url === '/upload') {
      uploads.push(body)
      answer({ code: 200, fileName: `/profile/${uploads.length}` })
      return
    }
    saves.push(body)
    // The first one never hears what became of it.
    if (saves.length === 1) waiting.resolve()
    else answer({ code: 200 })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const start = () => startScript('steps-process.ts', ['--ledger', join(folder, 'ledger.db'), '--url', url])
  try {
    const killed = start()
    await waiting.promise
    killed.kill('SIGKILL')
    expect(await ended(killed)).toBe(null)
    const next = start()
    const said = await text(next.stdout)
    expect(await ended(next)).toBe(0)
    expect(JSON.parse(said)).toEqual([{ upstream: 'tiny', state: 'delivered', count: 1 }])
    expect(uploads.length).toBe(1)
    expect(new Set(saves).size).toBe(1)
    expect(JSON.parse(saves[1] ?? '')).toMatchObject({ path: '/profile/1' })
    tell(task, `${uploads.length} upload, ${saves.length} saves of the same file`)
  } finally {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })
  }
})
