/** What proves that no byte of a request left: it waits and costs nothing, even where nobody could ever be asked. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { tlsIdentity } from '../../src/upstream/http-test-identity.ts'
import { openScene } from './scene.ts'
import { tell } from './told.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS

const servers: Server[] = []
const sockets = new Set<Socket>()
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server, port = 0): Promise<number> {
  servers.push(server)
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as { port: number }).port
}

const CASES: readonly (readonly [title: string, url: () => Promise<string>])[] = [
  ['connection refused', async () => 'http://127.0.0.1:1'],
  ['a name that nobody knows', async () => 'http://no-such-host.invalid'],
  ['connect timeout', async () => `https://127.0.0.1:${await listen(createServer())}`],
  [
    'a peer that hangs up during the handshake',
    async () => `https://127.0.0.1:${await listen(createServer((socket) => socket.end()))}`,
  ],
  [
    'a peer that speaks no TLS',
    async () => {
      const plain = createServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
      return `https://127.0.0.1:${await listen(plain)}`
    },
  ],
  ['a certificate that nobody signed', async () => `https://127.0.0.1:${await listen(createTlsServer(tlsIdentity))}`],
]

test.for(CASES)('%s', async ([_title, address], { task }) => {
  // A connection has its own, real time.
  const scene = await openScene('bare', { url: await address(), settings: { timeoutMs: 500 }, socketMs: 5_000 })
  await scene.submit(3)
  await scene.during(MINUTE_MS, MINUTE_MS / 2)
  expect((await scene.gateway.status()).counts).toEqual([{ upstream: 'a', state: 'waiting', count: 3 }])
  expect(await scene.gateway.failures()).toEqual([])
  await scene.judgeLedger()
  tell(task, '3 wait, none in doubt, none listed')
})

test('the address answers at last', async ({ task }) => {
  const port = await listen(createServer())
  servers.pop()?.close()
  const scene = await openScene('bare', { url: `http://127.0.0.1:${port}` })
  await scene.submit(5)
  await scene.during(DAY_MS, 3_600_000)
  expect((await scene.gateway.status()).counts).toEqual([{ upstream: 'a', state: 'waiting', count: 5 }])
  const behind = new URL(scene.sandbox.url)
  await listen(
    createServer((socket) => {
      const through = connect(Number(behind.port), behind.hostname)
      sockets.add(through.on('error', () => undefined))
      socket.pipe(through).pipe(socket)
    }),
    port,
  )
  await scene.settled(3_600_000)
  expect(await scene.judge()).toBe(0)
  tell(task, 'refused for a day, then 5 there, 0 doubled')
})
