/** Writing results: lines and tables for people, one object for programs. */
import { type Problem, problemTitle } from '../base/problem.ts'
import { inLang } from '../base/text.ts'
import type { StateCounts } from '../batch/index.ts'
import { DELIVERY_STATES, type DeliveryCount } from '../ledger/index.ts'
import type { Upstream } from '../upstream/index.ts'
import type { Context } from './context.ts'
import type { Describe } from './describe.ts'
import { tableOf } from './table.ts'
import { stateWord } from './words.ts'

export const printLine = ({ stdout }: Pick<Context, 'stdout'>, text: string): void => {
  stdout.write(`${text}\n`)
}

export const printJson = ({ stdout }: Pick<Context, 'stdout'>, value: unknown): void => {
  stdout.write(`${JSON.stringify(value, undefined, 2)}\n`)
}

/** To people, beside the result. */
export const note = ({ stderr }: Pick<Context, 'stderr'>, text: string): void => {
  stderr.write(`${text}\n`)
}

const BY_PERSON = 'by-person'
// Pre-flight's own states, then the ledger's in their order.
const ORDER: readonly string[] = [
  'ready',
  ...DELIVERY_STATES.flatMap((state) => (state === 'delivered' ? [state, BY_PERSON] : [state])),
  'invalid',
]

/** Upstream by state, upstreams by title; undefined when there is nothing to count. */
export function countTable(
  counts: StateCounts,
  upstreams: readonly Upstream[],
  { lang, say }: Context,
): string | undefined {
  const names = Object.keys(counts)
  if (names.length === 0) return undefined
  const found = new Set(Object.values(counts).flatMap((states) => Object.keys(states)))
  const states = ORDER.filter((state) => found.has(state))
  const titleOf = (name: string) => {
    const upstream = upstreams.find((each) => each.name === name)
    return upstream ? inLang(upstream.title, lang) : name
  }
  return tableOf([
    [say('table.upstream'), ...states.map((state) => stateWord(say, state))],
    ...names.map((name) => [titleOf(name), ...states.map((state) => counts[name]?.[state] ?? '')]),
  ])
}

/** Counts over all upstreams. */
export function totalsOf(counts: StateCounts): Record<string, number> {
  const totals: Record<string, number> = {}
  for (const states of Object.values(counts)) {
    for (const [state, count] of Object.entries(states)) totals[state] = (totals[state] ?? 0) + count
  }
  return totals
}

/** What stands on a person's word is counted apart from what an upstream answered. */
export function toStateCounts(rows: readonly DeliveryCount[]): StateCounts {
  const counts: Record<string, Record<string, number>> = {}
  for (const { upstream, state, count, byPerson = 0 } of rows) {
    counts[upstream] ??= {}
    if (count > byPerson) counts[upstream][state] = count - byPerson
    if (byPerson > 0) counts[upstream][BY_PERSON] = byPerson
  }
  return counts
}

/** A problem for programs; the place of the row or record comes from the caller. */
export function problemJson<Place extends object>(
  place: Place,
  problem: Problem,
  { lang }: Context,
  describe: Describe,
) {
  const { field, upstream, code, referent } = problem
  const title = problemTitle(problem)
  return {
    ...place,
    field: field ?? null,
    title: title ? inLang(title, lang) : null,
    // The field is another record's: which one, and where this one names it.
    ...(referent ? { referent: { form: referent.form, number: referent.number ?? null, key: referent.key } } : {}),
    ...(upstream === undefined ? {} : { upstream }),
    code,
    message: describe(problem),
  }
}
