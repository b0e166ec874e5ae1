/** yibiao replay: what stands still, or waits, is planned and sent again; then waited for. */
import { createGateway } from '../../gateway/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { filterOf } from '../filter.ts'
import { problemJson } from '../print.ts'
import { printShut } from '../problem-list.ts'
import { actorOf, secondsOf } from '../values.ts'
import { type DecideOptions, printDecided } from './decide.ts'
import { printStanding, setGoing } from './set-going.ts'

export interface ReplayOptions extends DecideOptions {
  readonly wait: string
}

export async function replay(options: ReplayOptions, context: Context): Promise<number> {
  const { say, lang, env } = context
  const waitMs = secondsOf('--wait', options.wait) * 1_000
  const config = await loadConfig(context)
  const filter = filterOf(options, config)
  const { states: _, code: __, ...scope } = filter
  const { dryRun = false } = options
  const by = actorOf(options.by, config, env)
  const decision = { by, dryRun, ...(options.note === undefined ? {} : { note: options.note }) }
  if (dryRun) {
    const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
    try {
      printDecided(await gateway.replay(filter, decision), dryRun, 'replay', config, context)
      const { shut } = await gateway.status(scope)
      if (!context.json) printShut(shut.map(createDescribe(lang, say, config.upstreams)), context)
    } finally {
      await gateway.close()
    }
    return EXIT.settled
  }
  const decided = await setGoing(config, context, { scope, waitMs }, (gateway) => gateway.replay(filter, decision))
  if (!context.json) printDecided(decided, dryRun, 'replay', config, context)
  const describe = createDescribe(lang, say, config.upstreams)
  const left = decided.left.map(({ number, problem }) => problemJson({ record: number }, problem, context, describe))
  return printStanding(config, context, scope, { moved: decided.moved, left })
}
