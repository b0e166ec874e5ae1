/** What commands share that set deliveries going: the gateway that delivers meanwhile, and what stands there afterwards. */
import { goesOnUnless, watchGateway } from '../../batch/index.ts'
import { createGateway, createReader, type Gateway } from '../../gateway/index.ts'
import { type DeliveryFilter, MOVING_STATES } from '../../ledger/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import type { LoadedConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { atPlace, createDescribe } from '../describe.ts'
import { EXIT, exitCodeFor } from '../exit-code.ts'
import { countTable, note, printJson, printLine, problemJson, toStateCounts, totalsOf } from '../print.ts'
import { printProblems, printShut } from '../problem-list.ts'
import { createProgress } from '../progress.ts'

/**
 * Runs `begin` on a gateway that delivers, then waits until nothing of `scope` moves by itself.
 *
 * @param waitMs - at most so long; 0: nothing is delivered
 */
export async function setGoing<T>(
  config: LoadedConfig,
  context: Context,
  { scope, waitMs }: { readonly scope: DeliveryFilter; readonly waitMs: number },
  begin: (gateway: Gateway) => Promise<T>,
): Promise<T> {
  const progress = createProgress(context)
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: waitMs > 0 }))
  const watch = watchGateway(gateway)
  progress.watch(gateway)
  let begun: T
  try {
    begun = await begin(gateway)
    const goesOn = async () => {
      const { counts, shut } = await gateway.status({ ...scope, states: MOVING_STATES })
      return counts.some(goesOnUnless(shut))
    }
    await watch.until(goesOn, { timeoutMs: waitMs, signal: context.signal })
  } finally {
    progress.clear()
    await gateway.close()
  }
  if (watch.failure !== undefined) throw watch.failure
  return begun
}

/** Counts and problems of `scope`. @param facts - what comes first in `--json` @returns exit code */
export async function printStanding(
  config: LoadedConfig,
  context: Context,
  scope: DeliveryFilter,
  facts: object,
): Promise<number> {
  const { say, lang, signal } = context
  const reader = createReader(config)
  try {
    const describe = createDescribe(lang, say, config.upstreams)
    const { counts, shut } = await reader.status(scope)
    const upstreams = toStateCounts(counts)
    if (context.json) {
      const why = shut.map((problem) => problemJson({}, problem, context, describe))
      printJson(context, { ...facts, deliveries: totalsOf(upstreams), upstreams, ...(why.length > 0 && { shut: why }) })
    } else {
      const table = countTable(upstreams, config.upstreams, context)
      if (table !== undefined) printLine(context, table)
      printShut(shut.map(describe), context)
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
