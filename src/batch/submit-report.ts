/** What a hand-in came to: rows, deliveries by upstream and state, and problems by row. */
import type { Problem } from '../base/problem.ts'
import type { Preflight, Reader } from '../gateway/index.ts'
import { isMoving, MOVING_STATES, needsPerson } from '../ledger/index.ts'
import { goesOnUnless } from './goes-on.ts'
import type { RowCounts, Taken } from './submit.ts'
import type { OpenFile } from './submit-open.ts'
import type { RowOutcome } from './submit-rows.ts'

/** Deliveries, or pre-flight answers, by upstream and state. */
export type StateCounts = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface ReportRow extends RowOutcome {
  /** Refused here or at an upstream: somebody must act. */
  readonly needsPerson: boolean
  readonly moving: boolean
  /** Why it waits at upstreams that it has not come to rest at yet. */
  readonly waits: readonly Problem[]
}

export interface Report {
  readonly submission?: string
  readonly records: RowCounts
  readonly upstreams: StateCounts
  readonly files: readonly { readonly file: OpenFile; readonly rows: readonly ReportRow[] }[]
}

/** True while a delivery of what was taken still goes on by itself, also where an earlier hand-in made it. */
export function movingOf(reader: Pick<Reader, 'status' | 'record'>, taken: Taken): () => Promise<boolean> {
  const { submission } = taken
  const carried = taken.files.flatMap(({ rows }) =>
    rows.flatMap(({ state, number }) => (state === 'unchanged' && number !== undefined ? [number] : [])),
  )
  return async () => {
    if (submission !== undefined) {
      const { counts, shut } = await reader.status({ submission, states: MOVING_STATES })
      if (counts.some(goesOnUnless(shut))) return true
    }
    if (carried.length === 0) return false
    // What an earlier hand-in made waits behind gates that this one may have nothing at.
    const goesOn = goesOnUnless((await reader.status({ states: MOVING_STATES })).shut)
    // Settled ones are forgotten, so that a long list is walked once and not at every look.
    for (let last = carried.at(-1); last !== undefined; last = carried.at(-1)) {
      if ((await reader.record(last)).deliveries.some(goesOn)) return true
      carried.pop()
    }
    return false
  }
}

/** Where every record of the files stands now, whichever hand-in its deliveries came from. */
export async function reportOf(reader: Pick<Reader, 'record'>, taken: Taken): Promise<Report> {
  const counter = createCounter()
  const files: { file: OpenFile; rows: ReportRow[] }[] = []
  for (const { file, rows } of taken.files) {
    const reported: ReportRow[] = []
    for (const row of rows) reported.push(await rowOf(reader, row, counter.add))
    files.push({ file, rows: reported })
  }
  const { submission, counts } = taken
  return { ...(submission === undefined ? {} : { submission }), records: counts, upstreams: counter.counts, files }
}

async function rowOf(
  reader: Pick<Reader, 'record'>,
  row: RowOutcome,
  add: (upstream: string, state: string) => void,
): Promise<ReportRow> {
  if (row.number === undefined) return { ...row, needsPerson: true, moving: false, waits: [] }
  const { deliveries } = await reader.record(row.number)
  const problems: Problem[] = [...row.problems]
  const waits: Problem[] = []
  for (const { upstream, state, problems: own } of deliveries) {
    add(upstream, state)
    const said = own.map((problem) => ({ ...problem, upstream }))
    if (needsPerson(state)) problems.push(...said)
    if (isMoving(state)) waits.push(...said)
  }
  return {
    ...row,
    problems,
    needsPerson: deliveries.some(({ state }) => needsPerson(state)),
    moving: deliveries.some(({ state }) => isMoving(state)),
    waits,
  }
}

/** A row as pre-flight answered it. */
export function preflightRow(
  place: Pick<RowOutcome, 'row' | 'sheet'>,
  answer: Preflight,
  add: (upstream: string, state: string) => void,
): ReportRow {
  for (const { upstream, state } of answer.upstreams) add(upstream, state)
  const refused = answer.upstreams.filter(({ state }) => state === 'incomplete' || state === 'invalid')
  const problems = [
    ...answer.problems,
    ...refused.flatMap(({ upstream, problems: own }) => own.map((problem) => ({ ...problem, upstream }))),
  ]
  const state = answer.record === 'refused' ? 'refused' : answer.record === 'unchanged' ? 'unchanged' : 'accepted'
  return { ...place, state, problems, needsPerson: state === 'refused' || refused.length > 0, moving: false, waits: [] }
}

export function createCounter() {
  const counts: Record<string, Record<string, number>> = {}
  return {
    counts,
    add(upstream: string, state: string): void {
      counts[upstream] ??= {}
      counts[upstream][state] = (counts[upstream][state] ?? 0) + 1
    },
  }
}
