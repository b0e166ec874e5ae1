/**
 * yibiao worker: a process that takes nothing in and delivers what others have. Any number of them share a PostgreSQL ledger; a
 * ledger in a file has this one as its owner, and whoever else wants to write waits until it ends.
 */
import { createGateway, type Gateway } from '../../gateway/index.ts'
import type { DeliveryState } from '../../ledger/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { knownError, linesOf } from '../failure.ts'
import { note, printJson } from '../print.ts'
import { stateWord } from '../words.ts'

type Counts = Map<DeliveryState, number>

// A line for each delivery would be read by nobody; less often than this, it seems to stand still.
const LINE_INTERVAL_MS = 5_000

/** Ends with Ctrl-C, which is how it is meant to end, when what is in flight is settled. */
export async function worker(context: Context): Promise<number> {
  const { say, signal, json } = context
  const config = await loadConfig(context)
  const gateway = await namingUpstreams(config, () => createGateway(config))
  const moved: Counts = new Map()
  const line = tellWhatMoves(gateway, moved, context)
  note(context, say('worker.started', { count: config.upstreams.length }))
  await aborted(signal)
  note(context, say('worker.stopping'))
  await gateway.close()
  line.end()
  note(context, say('worker.ended'))
  if (json) printJson(context, { moved: Object.fromEntries(moved) })
  return EXIT.settled
}

/** On stderr: how many came to which state since the last line, and when the ledger fails and is back. */
function tellWhatMoves(gateway: Gateway, moved: Counts, context: Context): { end(): void } {
  const { say } = context
  const news: Counts = new Map()
  const tell = () => {
    if (news.size === 0) return
    const counts = [...news].map(([state, count]) => `${stateWord(say, state)} ${count}`)
    note(context, `${new Date().toISOString()}  ${counts.join(' ')}`)
    news.clear()
  }
  gateway.on('delivery', ({ state }) => {
    for (const counts of [moved, news]) counts.set(state, (counts.get(state) ?? 0) + 1)
  })
  gateway.on('failed', ({ error }) => {
    for (const failure of linesOf(knownError(error), context)) note(context, say('error') + failure)
  })
  gateway.on('recovered', ({ afterMs }) =>
    note(context, say('worker.recovered', { seconds: Math.round(afterMs / 1_000) })),
  )
  const timer = setInterval(tell, LINE_INTERVAL_MS)
  return {
    end() {
      clearInterval(timer)
      tell()
    },
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
