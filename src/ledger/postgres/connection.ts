/** A connection to PostgreSQL that is asked synchronously: another thread talks to the server, this one waits for it. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Answers, Failed, Notice, Reply, Request } from './protocol.ts'

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
  readonly #start
  #thread
  #isEnded = false

  /** @param heard - in a turn of its own, whatever is asked meanwhile */
  constructor(url: string, channel: string, heard: (notice: Notice) => void) {
    this.#start = () => started(url, channel, heard)
    this.#thread = this.#start()
  }

  /** @throws {PostgresError} */
  ask(request: Request): Answers {
    if (this.#isEnded) throw lost('the connection was closed')
    this.#thread.port.postMessage(request)
    const reply = this.#answer()
    if ('failed' in reply) throw new PostgresError(reply.failed)
    return reply.answers
  }

  #answer(): Reply {
    const { done, port } = this.#thread
    for (;;) {
      // Read before looking: an answer that comes in between has changed it.
      const seen = Atomics.load(done, 0)
      const answer = receiveMessageOnPort(port)
      if (answer) return answer.message as Reply
      if (Atomics.wait(done, 0, seen, WAIT_MS) === 'timed-out') {
        // Its answer may still come, to nobody: whoever asks next asks another thread, on a connection of its own.
        this.#thread.stop()
        this.#thread = this.#start()
        throw lost('no answer')
      }
    }
  }

  end(): void {
    if (this.#isEnded) return
    try {
      this.ask({ ask: 'end' })
    } finally {
      this.#isEnded = true
      this.#thread.stop()
    }
  }
}

function started(url: string, channel: string, heard: (notice: Notice) => void) {
  const { port1: port, port2 } = new MessageChannel()
  const { port1: notices, port2: tells } = new MessageChannel()
  const done = new Int32Array(new SharedArrayBuffer(4))
  const workerData = { url, channel, signal: done.buffer, port: port2, notices: tells }
  const worker = new Worker(script(), { workerData, transferList: [port2, tells] })
  worker.unref()
  notices.on('message', heard)
  notices.unref()
  const stop = () => {
    port.close()
    notices.close()
    void worker.terminate()
  }
  return { port, done, stop }
}

const lost = (message: string) => new PostgresError({ code: 'ECONNRESET', message, isLost: true })
