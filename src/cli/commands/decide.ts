/** yibiao hold and yibiao resolve: a person's decision about deliveries, with a name and a reason. */
import { createGateway, type Decided, type Gateway } from '../../gateway/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { atPlace, createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { type FilterOptions, filterOf } from '../filter.ts'
import { printJson, printLine, problemJson } from '../print.ts'
import { printProblems } from '../problem-list.ts'
import { UsageError } from '../usage-error.ts'
import { actorOf, oneOf } from '../values.ts'

export interface DecideOptions extends FilterOptions {
  readonly by?: string
  readonly note?: string
  readonly dryRun?: boolean
}

export interface ResolveOptions extends DecideOptions {
  readonly reference?: string
}

const DECISIONS = ['delivered', 'rejected', 'cancelled', 'send-again'] as const

/** Nothing is sent by it: whatever it sets free leaves with the next `submit`, `replay` or the running gateway. */
export const hold = (options: DecideOptions, context: Context): Promise<number> =>
  decide(options, context, (gateway, config, given) => gateway.hold(filterOf(options, config), given))

/** @throws {UsageError} another decision, no reason, or nothing that says which deliveries are meant */
export async function resolve(typed: string, options: ResolveOptions, context: Context): Promise<number> {
  const decision = oneOf('DECISION', typed, DECISIONS)
  const { note, reference } = options
  if (note === undefined) throw new UsageError('reason_needed', {})
  return decide(options, context, (gateway, config, given) =>
    gateway.resolve(filterOf(options, config), decision, {
      ...given,
      note,
      ...(reference === undefined ? {} : { reference }),
    }),
  )
}

async function decide(
  options: DecideOptions,
  context: Context,
  run: (
    gateway: Gateway,
    config: LoadedConfig,
    given: { readonly by: string; readonly note?: string; readonly dryRun: boolean },
  ) => Promise<Decided>,
): Promise<number> {
  const config = await loadConfig(context)
  filterOf(options, config)
  const { note, dryRun = false } = options
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
  try {
    const by = actorOf(options.by, config, context.env)
    printDecided(
      await run(gateway, config, { by, dryRun, ...(note === undefined ? {} : { note }) }),
      dryRun,
      'decide',
      config,
      context,
    )
  } finally {
    await gateway.close()
  }
  return EXIT.settled
}

/** What moved, and what was left alone and why. */
export function printDecided(
  { moved, left }: Decided,
  dryRun: boolean,
  what: 'decide' | 'replay',
  config: LoadedConfig,
  context: Context,
): void {
  const { say, lang, json } = context
  const describe = createDescribe(lang, say, config.upstreams)
  if (json) {
    const alone = left.map(({ number, problem }) => problemJson({ record: number }, problem, context, describe))
    printJson(context, { dryRun, moved, left: alone })
    return
  }
  printLine(context, say(`${what}.${dryRun ? 'dry' : 'moved'}`, { count: moved }))
  printProblems(
    left.map(({ number, problem }) => atPlace(say('place.record', { number }), describe(problem), say)),
    context,
  )
}
