/** A connection to PostgreSQL that is asked synchronously: another thread talks to the server, this one waits for it. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Failed, Notice, Reply, Request, Result } from './protocol.ts'

// More than the other thread lets the server have: it answers in any case.
const WAIT_MS = 90_000

// Beside this file in the sources, beside the bundle in the package.
const script = () =>
  new URL(import.meta.url.endsWith('.ts') ? './connection-worker.ts' : './postgres-connection.js', import.meta.url)

/** What the server, or the network, answered instead. */
export class PostgresError extends RangeError implements Failed {
  readonly code: string
  readonly isLost: boolean

  constructor({ code, message, isLost }: Failed) {
    super(message)
    this.code = code
    this.isLost = isLost
  }
}

export class Connection {
  readonly #worker
  readonly #port
  readonly #notices
  readonly #done = new Int32Array(new SharedArrayBuffer(4))
  #isEnded = false

  /** @param heard - in a turn of its own, whatever is asked meanwhile */
  constructor(url: string, channel: string, heard: (notice: Notice) => void) {
    const { port1, port2 } = new MessageChannel()
    const notices = new MessageChannel()
    this.#port = port1
    this.#notices = notices.port1
    const workerData = { url, channel, signal: this.#done.buffer, port: port2, notices: notices.port2 }
    this.#worker = new Worker(script(), { workerData, transferList: [port2, notices.port2] })
    this.#worker.unref()
    this.#notices.on('message', heard)
    this.#notices.unref()
  }

  /** @throws {PostgresError} */
  ask(request: Request): Result | null {
    if (this.#isEnded) throw lost('the connection was closed')
    this.#port.postMessage(request)
    const reply = this.#answer()
    if ('failed' in reply) throw new PostgresError(reply.failed)
    return reply.result
  }

  #answer(): Reply {
    for (;;) {
      // Read before looking: an answer that comes in between has changed it.
      const seen = Atomics.load(this.#done, 0)
      const answer = receiveMessageOnPort(this.#port)
      if (answer) return answer.message as Reply
      if (Atomics.wait(this.#done, 0, seen, WAIT_MS) === 'timed-out') {
        this.#stop()
        throw lost('no answer')
      }
    }
  }

  end(): void {
    if (this.#isEnded) return
    try {
      this.ask({ ask: 'end' })
    } finally {
      this.#stop()
    }
  }

  #stop(): void {
    this.#isEnded = true
    this.#port.close()
    this.#notices.close()
    void this.#worker.terminate()
  }
}

const lost = (message: string) => new PostgresError({ code: 'ECONNRESET', message, isLost: true })
