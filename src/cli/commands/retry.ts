/** yibiao retry: what stands still, or waits, is planned and sent again; then waited for. */
import { watchGateway } from '../../batch/index.ts'
import { createGateway, createReader } from '../../gateway/index.ts'
import { type DeliveryFilter, MOVING_STATES } from '../../ledger/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { atPlace, createDescribe } from '../describe.ts'
import { EXIT, exitCodeFor } from '../exit-code.ts'
import { countTable, note, printJson, printLine, toStateCounts, totalsOf } from '../print.ts'
import { printProblems } from '../problem-list.ts'
import { createProgress } from '../progress.ts'
import { actorOf, numberOf, secondsOf, statesOf, upstreamOf } from '../values.ts'

export interface RetryOptions {
  readonly upstream?: string
  readonly state?: string
  readonly submission?: string
  readonly record?: string
  readonly by?: string
  readonly wait: string
}

export async function retry(options: RetryOptions, context: Context): Promise<number> {
  const { say, lang, json, signal, env } = context
  const waitMs = secondsOf('--wait', options.wait) * 1_000
  const states = options.state === undefined ? undefined : statesOf(options.state)
  const config = await loadConfig(context)
  const scope: DeliveryFilter = {
    ...(options.upstream === undefined ? {} : { upstream: upstreamOf(config, options.upstream) }),
    ...(options.submission === undefined ? {} : { submission: numberOf('--submission', options.submission) }),
    ...(options.record === undefined ? {} : { record: numberOf('--record', options.record) }),
  }
  const progress = createProgress(context)
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: waitMs > 0 }))
  const watch = watchGateway(gateway)
  progress.watch(gateway)
  let moved = 0
  try {
    moved = await gateway.retry({ ...scope, ...(states ? { states } : {}) }, { by: actorOf(options.by, config, env) })
    const isMoving = async () => (await gateway.status({ ...scope, states: MOVING_STATES })).counts.length > 0
    await watch.until(isMoving, { timeoutMs: waitMs, signal })
  } finally {
    progress.clear()
    await gateway.close()
  }
  if (watch.failure !== undefined) throw watch.failure

  const reader = createReader(config)
  try {
    const upstreams = toStateCounts((await reader.status(scope)).counts)
    if (json) printJson(context, { retried: moved, deliveries: totalsOf(upstreams), upstreams })
    else {
      printLine(context, say('retry.moved', { count: moved }))
      const table = countTable(upstreams, config.upstreams, context)
      if (table !== undefined) printLine(context, table)
      const describe = createDescribe(lang, say, config.upstreams)
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
