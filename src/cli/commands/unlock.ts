/** yibiao unlock: a person has logged in, past a captcha or a second factor; their session delivers what waits. */
import { text } from 'node:stream/consumers'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../usage-error.ts'
import { actorOf, secondsOf } from '../values.ts'
import type { GateOptions } from './gate.ts'
import { printStanding, setGoing } from './set-going.ts'

export interface UnlockOptions extends GateOptions {
  readonly wait: string
}

/** The session comes from standard input: an argument would stand in the shell's history and in the list of processes. */
export async function unlock(name: string, { by, note, wait }: UnlockOptions, context: Context): Promise<number> {
  const waitMs = secondsOf('--wait', wait) * 1_000
  const config = await loadConfig(context)
  const token = (await text(context.stdin)).trim()
  if (token === '') throw new UsageError('unlock_empty', { name })
  const upstream = config.upstreams.find((each) => each.name === name.split('/')[0])?.name
  const scope = upstream === undefined ? {} : { upstream }
  const decision = { token, by: actorOf(by, config, context.env), ...(note === undefined ? {} : { note }) }
  await setGoing(config, context, { scope, waitMs }, (gateway) => gateway.unlock(name, decision))
  return printStanding(config, context, scope, { unlocked: name })
}
