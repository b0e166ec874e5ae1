/** yibiao pause and yibiao resume: nothing more is sent to an upstream or a whole system, until somebody says so. */
import { createGateway } from '../../gateway/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { printJson, printLine } from '../print.ts'
import { actorOf } from '../values.ts'

export interface GateOptions {
  readonly by?: string
  readonly note?: string
}

export const pause = (name: string, options: GateOptions, context: Context): Promise<number> =>
  turn('pause', name, options, context)

export const resume = (name: string, options: GateOptions, context: Context): Promise<number> =>
  turn('resume', name, options, context)

async function turn(
  decision: 'pause' | 'resume',
  name: string,
  { by, note }: GateOptions,
  context: Context,
): Promise<number> {
  const config = await loadConfig(context)
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
  try {
    await gateway[decision](name, {
      by: actorOf(by, config, context.env),
      ...(note === undefined ? {} : { note }),
    })
  } finally {
    await gateway.close()
  }
  if (context.json) printJson(context, { [decision === 'pause' ? 'paused' : 'resumed']: name })
  else printLine(context, context.say(`gate.${decision}`, { name }))
  return EXIT.settled
}
