/** yibiao status --watch: the counts as they change; a table that is drawn over itself on a terminal, a line per change elsewhere. */
import { createReader } from '../../gateway/index.ts'
import { parseReceiptNumber } from '../../ledger/index.ts'
import type { LoadedConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { countTable, printLine, toStateCounts, totalsOf } from '../print.ts'
import { UsageError } from '../usage-error.ts'
import { stateWord } from '../words.ts'

// Once a second: sooner nobody reads, later it feels stuck.
const INTERVAL_MS = 1_000

const CLEAR = '\u001b[H\u001b[2J'

/** Ends with Ctrl-C, which is how it is meant to end. @throws {UsageError} `number_not_found` */
export async function watchStatus(typed: string | undefined, config: LoadedConfig, context: Context): Promise<number> {
  const { signal, stdout, say, json, lang } = context
  const reader = createReader(config)
  const describe = createDescribe(lang, say, config.upstreams)
  let shown: string | undefined
  try {
    const filter = typed === undefined ? {} : { submission: await submissionOf(reader, typed) }
    while (!signal.aborted) {
      const { counts, shut } = await reader.status(filter)
      const upstreams = toStateCounts(counts)
      const now = JSON.stringify([upstreams, shut])
      if (now !== shown) {
        shown = now
        const at = new Date().toISOString()
        const shutLines = shut.map(describe)
        if (json) {
          stdout.write(`${JSON.stringify({ at, deliveries: totalsOf(upstreams), upstreams, shut: shutLines })}\n`)
        } else if (stdout.isTTY) {
          const table = countTable(upstreams, config.upstreams, context) ?? say('status.empty')
          stdout.write([CLEAR + at, table, ...shutLines, ''].join('\n'))
        } else {
          const totals = Object.entries(totalsOf(upstreams)).map(
            ([state, count]) => `${stateWord(say, state)} ${count}`,
          )
          printLine(context, [at, totals.join(' ') || say('status.empty'), ...shutLines].join('  '))
        }
      }
      await pause(signal)
    }
    return EXIT.settled
  } finally {
    await reader.close()
  }
}

async function submissionOf(reader: ReturnType<typeof createReader>, typed: string): Promise<string> {
  const number = parseReceiptNumber(typed)?.number
  if (number === undefined || !(await reader.submission(number))) {
    throw new UsageError('number_not_found', { number: typed })
  }
  return number
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, INTERVAL_MS)
    signal.addEventListener('abort', done)
  })
}
