/** Problems for people: the first ones in full, the rest as a number. */
import type { Context } from './context.ts'
import { printLine } from './print.ts'

// A screenful. The marked copy and --json have them all.
const SHOWN = 20

export function printProblems(lines: readonly string[], context: Context, { inMarkedCopy = false } = {}): void {
  const { say } = context
  printList(say('problems.title', { count: lines.length }), lines, context, inMarkedCopy)
}

/** Upstreams that nothing is sent to now: nothing is wrong with the records. */
export const printShut = (lines: readonly string[], context: Context): void =>
  printList(context.say('problems.shut'), lines, context, false)

function printList(title: string, lines: readonly string[], context: Context, inMarkedCopy: boolean): void {
  const { say } = context
  if (lines.length === 0) return
  printLine(context, `\n${title}`)
  for (const line of lines.slice(0, SHOWN)) printLine(context, `  ${line}`)
  const count = lines.length - SHOWN
  if (count > 0) printLine(context, `  ${say(inMarkedCopy ? 'problems.moreMarked' : 'problems.more', { count })}`)
}
