/** An error as people see it: one line each and the right exit code; details only for those who ask. */
import { CommanderError } from 'commander'
import { GatewayError } from '../base/errors.ts'
import type { Context } from './context.ts'
import { createDescribe, describeInFile } from './describe.ts'
import { EXIT, exitCodeOf } from './exit-code.ts'
import { note, printJson } from './print.ts'
import { systemErrorOf } from './system-error.ts'
import { usageErrorOf } from './usage.ts'
import { UsageError } from './usage-error.ts'

/** @param command - that was asked for, for the way to its help */
export function reportFailure(error: unknown, command: string, context: Context): number {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.settled
  // `yibiao` alone has shown its help already.
  if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage
  const known = knownError(error, command)
  if (wantsDetails(context) && !(error instanceof CommanderError)) note(context, detailsOf(error))
  const lines = linesOf(known, context)
  for (const line of lines) note(context, context.say('error') + line)
  if (context.json) printJson(context, { error: errorJson(known, context) })
  return exitCodeOf(known)
}

/** An error as a member of a JSON result. */
export const errorJson = (error: GatewayError, context: Context) => ({
  code: error.code,
  problems: error.problems.map(({ code, params }, index) => ({
    code,
    ...(params?.pointer !== undefined && { file: params.file, pointer: params.pointer }),
    message: linesOf(error, context)[index],
  })),
})

export function linesOf(error: GatewayError, { lang, say }: Context): string[] {
  const describe = createDescribe(lang, say)
  return error.problems.map((problem) => describeInFile(problem, describe, say))
}

/** What isn't ours is told by kind only: its message may quote what somebody typed. */
export function knownError(error: unknown, command = ''): GatewayError {
  if (error instanceof GatewayError) return error
  if (error instanceof CommanderError) return usageErrorOf(error, command)
  const refused = systemErrorOf(error)
  if (refused) return refused
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : ''
  return new UsageError('unexpected', { detail: `${error instanceof Error ? error.name : typeof error}${code}` })
}

const wantsDetails = ({ env }: Context): boolean => (env.DEBUG ?? '').split(/[\s,]+/).includes('yibiao')

function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [
    error.stack ?? error.message,
    ...(error.cause === undefined ? [] : [`caused by ${detailsOf(error.cause)}`]),
  ].join('\n')
}
