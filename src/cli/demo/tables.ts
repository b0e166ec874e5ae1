/** The tables and lines of the demo. */
import { inLang, type Lang } from '../../base/text.ts'
import { DELIVERY_STATES, isMoving } from '../../ledger/index.ts'
import type { Describe } from '../describe.ts'
import { tableOf } from '../table.ts'
import { type Say, stateWord } from '../words.ts'
import type { DemoFacts, RowFacts, SystemFacts } from './facts.ts'
import type { DemoSay } from './words.ts'

export interface Voice {
  readonly lang: Lang
  readonly say: Say
  readonly tell: DemoSay
  readonly describe: Describe
}

export function systemTable({ systems }: DemoFacts, { lang, say, tell }: Voice): string {
  const states = DELIVERY_STATES.filter((state) => systems.some((system) => (system.states[state] ?? 0) > 0))
  // Delivered first: it is what must agree with the system's own count.
  const order = [...states].sort((one, other) => Number(other === 'delivered') - Number(one === 'delivered'))
  return tableOf([
    [
      tell('column.system'),
      ...order.map((state) => stateWord(say, state)),
      tell('column.rows'),
      tell('column.doubled'),
    ],
    ...systems.map((each) => [
      inLang(each.system.title, lang),
      ...order.map((state) => each.states[state] ?? ''),
      each.rows,
      each.doubled,
    ]),
  ])
}

/** A few of each kind: as they should be, refused by us, standing still at an upstream. */
export function sampleRows({ rows }: DemoFacts): readonly RowFacts[] {
  const first = (count: number, wanted: (row: RowFacts) => boolean) => rows.filter(wanted).slice(0, count)
  const sheets = [...new Set(rows.map(({ sheetName }) => sheetName))]
  const chosen = new Set([
    ...sheets.flatMap((sheet) =>
      first(3, (row) => row.sheetName === sheet && row.state === 'accepted' && !row.needsPerson),
    ),
    ...sheets.flatMap((sheet) => first(1, (row) => row.sheetName === sheet && row.state === 'refused')),
    ...first(4, (row) => row.state === 'accepted' && row.needsPerson),
  ])
  return rows.filter((row) => chosen.has(row))
}

export function recordTable(rows: readonly RowFacts[], { systems }: DemoFacts, { lang, say, tell }: Voice): string {
  const cellOf = ({ deliveries }: RowFacts, { upstreams }: SystemFacts): string => {
    const delivery = deliveries.find(({ upstream }) => upstreams.includes(upstream))
    return delivery ? stateWord(say, delivery.state) : '–'
  }
  return tableOf([
    [
      tell('column.row'),
      tell('column.name'),
      tell('column.number'),
      ...systems.map(({ system }) => inLang(system.title, lang)),
    ],
    ...rows.map((row) => [
      `${row.sheetName} ${row.row}`,
      row.name,
      // Without the revision: every record here has one.
      row.number?.replace(/-\d+$/, '') ?? tell('refused'),
      ...systems.map((system) => cellOf(row, system)),
    ]),
  ])
}

export const problemLines = ({ rows }: DemoFacts, { tell, describe }: Voice): string[] =>
  rows.flatMap(({ sheetName, row, problems }) =>
    problems.map((problem) => tell('place.row', { sheet: sheetName, row }) + describe(problem)),
  )

/** Outages first, then lost answers, then tokens that died. */
export function eventLines({ systems }: DemoFacts, { lang, tell }: Voice): string[] {
  const outages: string[] = []
  const lost: string[] = []
  const tokens: string[] = []
  for (const { system: of, story, lookedUp, logIns } of systems) {
    const system = inLang(of.title, lang)
    if (story?.downAt !== undefined && story.backAt !== undefined) {
      const others = Math.max(...systems.map((each) => (each.system === of ? 0 : (each.story?.lastAt ?? 0))))
      outages.push(
        tell('outage', { system, down: story.downAt, most: story.mostWaiting, others }),
        tell('healed', { system, back: story.backAt, last: story.lastAt }),
      )
    }
    if (story && story.lostAnswers > 0) {
      lost.push(
        tell(lookedUp > 0 ? 'lostLookedUp' : 'lostSameKey', { system, lost: story.lostAnswers, found: lookedUp }),
      )
    }
    // The first log-in is none of these.
    if (logIns > 1) tokens.push(tell('logIns', { system, count: logIns - 1 }))
  }
  return [...outages, ...lost, ...tokens]
}

export function savings({ rows, systems }: DemoFacts) {
  const accepted = rows.filter(({ state }) => state === 'accepted')
  const typed = accepted.reduce((sum, { cells }) => sum + cells, 0)
  const received = systems.reduce((sum, each) => sum + each.received, 0)
  return { records: accepted.length, typed, received, saved: received - typed }
}

export const movingCount = ({ rows }: DemoFacts): number =>
  rows.flatMap(({ deliveries }) => deliveries).filter(({ state }) => isMoving(state)).length
