/** Problems for people: the first ones in full, the rest as a number. */
import type { Context } from './context.ts'
import { printLine } from './print.ts'

// A screenful. The marked copy and --json have them all.
const SHOWN = 20

export function printProblems(lines: readonly string[], context: Context, { inMarkedCopy = false } = {}): void {
  const { say } = context
  if (lines.length === 0) return
  printLine(context, '')
  printLine(context, say('problems.title', { count: lines.length }))
  for (const line of lines.slice(0, SHOWN)) printLine(context, `  ${line}`)
  const count = lines.length - SHOWN
  if (count > 0) printLine(context, `  ${say(inMarkedCopy ? 'problems.moreMarked' : 'problems.more', { count })}`)
}
