/**
 * The thread in which the SQLite ledger lives: a commit waits for the disk, and on a county office's disk that is tens
 * of milliseconds during which the portal would answer nobody.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { GatewayError } from '../../base/errors.ts'
import type { Ledger } from '../contract.ts'
import { openSqliteLedger } from '../sqlite/index.ts'
import type { Call, Failure, FromWorker, Reply, WorkerStart } from './protocol.ts'

const failureOf = (error: unknown): Failure => {
  if (error instanceof GatewayError) return { name: error.name, message: error.message, problems: error.problems }
  return error instanceof Error ? { name: error.name, message: error.message } : { name: typeof error, message: '' }
}

const say = (words: FromWorker) => parentPort?.postMessage(words)

function serve(ledger: Ledger): void {
  let replies: Reply[] = []
  let isClosed = false
  const reply = (one: Reply) => {
    // Everything one commit answered leaves in one message.
    if (replies.length === 0) {
      setImmediate(() => {
        const batch = replies
        replies = []
        say({ replies: batch })
        // Nothing will be asked any more: the thread ends by itself.
        if (isClosed) parentPort?.close()
      })
    }
    replies.push(one)
  }
  const answer = async ({ id, method, args }: Call) => {
    try {
      if (method === 'close') isClosed = true
      const run = ledger[method] as (...given: readonly unknown[]) => Promise<unknown>
      reply({ id, value: await run(...args) })
    } catch (error) {
      reply({ id, failure: failureOf(error) })
    }
  }
  parentPort?.on('message', (calls: readonly Call[]) => {
    for (const call of calls) void answer(call)
  })
}

try {
  const ledger = openSqliteLedger(workerData as WorkerStart)
  serve(ledger)
  say({ opened: { secrets: ledger.secrets } })
} catch (error) {
  say({ refused: failureOf(error) })
}
