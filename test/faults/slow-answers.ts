/** An upstream whose answers take a while to arrive: whoever is killed has sends in flight. */
import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer } from 'node:net'

/** @returns the same upstream, at another address, until it is closed */
export async function slowAnswers(upstream: string, delayMs: number) {
  const { hostname: host, port } = new URL(upstream)
  const server = createServer((near) => {
    const far = createConnection({ host, port: Number(port) })
    for (const socket of [near, far]) {
      socket.on('error', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.on('data', (data) => setTimeout(() => near.write(data), delayMs))
    far.on('end', () => setTimeout(() => near.end(), delayMs))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(upstream)
  url.port = String((server.address() as AddressInfo).port)
  return { url: url.href.replace(/\/$/, ''), close: () => void server.close() }
}
