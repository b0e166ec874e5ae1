/** yibiao replay: what stands still, or waits, is planned and sent again; then waited for. */
import { watchGateway } from '../../batch/index.ts'
import { createGateway, createReader, type Decided } from '../../gateway/index.ts'
import { MOVING_STATES } from '../../ledger/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { atPlace, createDescribe } from '../describe.ts'
import { EXIT, exitCodeFor } from '../exit-code.ts'
import { filterOf } from '../filter.ts'
import { countTable, note, printJson, printLine, problemJson, toStateCounts, totalsOf } from '../print.ts'
import { printProblems } from '../problem-list.ts'
import { createProgress } from '../progress.ts'
import { actorOf, secondsOf } from '../values.ts'
import { type DecideOptions, printDecided } from './decide.ts'

export interface ReplayOptions extends DecideOptions {
  readonly wait: string
}

export async function replay(options: ReplayOptions, context: Context): Promise<number> {
  const { say, lang, json, signal, env } = context
  const waitMs = secondsOf('--wait', options.wait) * 1_000
  const config = await loadConfig(context)
  const filter = filterOf(options, config)
  const { states: _, code: __, ...scope } = filter
  const { dryRun = false } = options
  const progress = createProgress(context)
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: !dryRun && waitMs > 0 }))
  const watch = watchGateway(gateway)
  progress.watch(gateway)
  let decided: Decided
  try {
    const by = actorOf(options.by, config, env)
    decided = await gateway.replay(filter, {
      by,
      dryRun,
      ...(options.note === undefined ? {} : { note: options.note }),
    })
    if (dryRun) {
      progress.clear()
      printDecided(decided, dryRun, config, context)
      return EXIT.settled
    }
    const isMoving = async () => (await gateway.status({ ...scope, states: MOVING_STATES })).counts.length > 0
    await watch.until(isMoving, { timeoutMs: waitMs, signal })
  } finally {
    progress.clear()
    await gateway.close()
  }
  if (watch.failure !== undefined) throw watch.failure

  const reader = createReader(config)
  try {
    const describe = createDescribe(lang, say, config.upstreams)
    const upstreams = toStateCounts((await reader.status(scope)).counts)
    if (json) {
      const left = decided.left.map(({ number, problem }) =>
        problemJson({ record: number }, problem, context, describe),
      )
      printJson(context, { moved: decided.moved, left, deliveries: totalsOf(upstreams), upstreams })
    } else {
      printDecided(decided, dryRun, config, context)
      const table = countTable(upstreams, config.upstreams, context)
      if (table !== undefined) printLine(context, table)
      const lines: string[] = []
      for await (const { record, upstream, problems } of reader.problems(scope)) {
        const place = say('place.record', { number: record })
        lines.push(...problems.map((problem) => atPlace(place, describe({ ...problem, upstream }), say)))
      }
      printProblems(lines, context)
    }
    if (signal.aborted) {
      note(context, say('stop.done'))
      return EXIT.interrupted
    }
    return exitCodeFor(upstreams, 0)
  } finally {
    await reader.close()
  }
}
