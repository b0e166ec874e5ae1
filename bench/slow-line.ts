/**
 * A line to PostgreSQL on which everything takes so much longer: what the server answers is held back. The thread sleeps for it,
 * since timers count whole milliseconds; so a line carries one connection.
 */
import { createConnection, createServer } from 'node:net'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { PostgresServer } from '../test/fixtures/postgres-server.ts'

interface Line {
  /** The server's, by this line. */
  readonly url: string
  close(): Promise<unknown>
}

/** @param delayMs - 0: the server itself */
export async function openSlowLine(server: PostgresServer, delayMs: number): Promise<Line> {
  if (delayMs === 0) return { url: server.url, close: async () => undefined }
  const worker = new Worker(new URL(import.meta.url), { workerData: { port: server.port, delayMs } })
  const port = await new Promise<number>((resolve) => worker.once('message', resolve))
  return { url: server.url.replace(`:${server.port}/`, `:${port}/`), close: () => worker.terminate() }
}

function serve(port: number, delayMs: number): void {
  const still = new Int32Array(new SharedArrayBuffer(4))
  const line = createServer((near) => {
    const far = createConnection({ host: '127.0.0.1', port })
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.on('data', (data) => {
      Atomics.wait(still, 0, 0, delayMs)
      near.write(data)
    })
    far.on('end', () => near.end())
  })
  line.listen(0, '127.0.0.1', () => {
    const address = line.address()
    if (address !== null && typeof address === 'object') parentPort?.postMessage(address.port)
  })
}

if (!isMainThread) {
  const { port, delayMs } = workerData as { port: number; delayMs: number }
  serve(port, delayMs)
}
