/**
 * The thread in which the ledger lives: a commit waits for the disk or for the database, and on a county office's disk
 * that is tens of milliseconds during which the portal would answer nobody.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { GatewayError } from '../../base/errors.ts'
import type { Ledger } from '../contract.ts'
import { type OpenPostgresLedger, openPostgresLedger, type PostgresLedgerOptions } from '../postgres/index.ts'
import { openSqliteLedger } from '../sqlite/index.ts'
import type { Call, Failure, FromWorker, Reply, WorkerStart } from './protocol.ts'

// Clocks drift by milliseconds in this time; one that was set anew is followed before much is written under it.
const CLOCK_INTERVAL_MS = 10_000

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

/** Anybody may notify a channel: what isn't ours may mean any of them. */
function namesIn(payload: string): readonly string[] {
  try {
    const names: unknown = JSON.parse(payload)
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : []
  } catch {
    return []
  }
}

/** Opens it, and says from now on what the others do. */
function openShared(options: PostgresLedgerOptions): OpenPostgresLedger {
  const ledger = openPostgresLedger(options, (notice) =>
    // A new connection may have missed something.
    say({ heard: notice === null ? [] : namesIn(notice.payload) }),
  )
  const measure = () => {
    try {
      say({ aheadMs: ledger.aheadMs() })
    } catch {
      // Told by whatever is asked of the ledger next; the clock is measured again when it is back.
    }
  }
  setInterval(measure, CLOCK_INTERVAL_MS).unref()
  return ledger
}

try {
  const start = workerData as WorkerStart
  if ('postgres' in start) {
    const ledger = openShared(start.postgres)
    serve(ledger)
    say({ opened: { secrets: ledger.secrets, aheadMs: ledger.aheadMs() } })
  } else {
    const ledger = openSqliteLedger(start.sqlite)
    serve(ledger)
    say({ opened: { secrets: ledger.secrets } })
  }
} catch (error) {
  say({ refused: failureOf(error) })
}
