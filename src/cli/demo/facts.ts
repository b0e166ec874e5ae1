/** Everything the demo tells, gathered from both ends while they still run. */
import type { ReportRow } from '../../batch/index.ts'
import type { DeliveryStatus, Gateway } from '../../gateway/index.ts'
import type { DeliveryState } from '../../ledger/index.ts'
import { receivedEntries, typedRows } from './entries.ts'
import { type SheetResult, sumOf } from './hand-in.ts'
import type { StandInReport, StandIns } from './stand-ins.ts'
import type { Storyteller, SystemStory } from './story.ts'
import type { DemoSystem, DemoWorld } from './world.ts'

export interface RowFacts extends ReportRow {
  readonly sheetName: string
  readonly name: string
  readonly cells: number
  readonly deliveries: readonly DeliveryStatus[]
}

export interface SystemFacts {
  readonly system: DemoSystem
  /** Names of its upstreams. */
  readonly upstreams: readonly string[]
  readonly states: Readonly<Partial<Record<DeliveryState, number>>>
  readonly story: SystemStory | undefined
  readonly lookedUp: number
  /** The upstream's own count. */
  readonly rows: number
  readonly doubled: number
  /** Writes that took effect there, by its own count. */
  readonly writes: number
  readonly logIns: number
  readonly received: number
}

export interface DemoFacts {
  readonly records: ReturnType<typeof sumOf>
  readonly rows: readonly RowFacts[]
  readonly systems: readonly SystemFacts[]
}

interface Sources {
  readonly world: DemoWorld
  readonly path: string
  readonly gateway: Gateway
  readonly standIns: StandIns
  readonly storyteller: Storyteller
  readonly results: readonly SheetResult[]
}

export async function gatherFacts(sources: Sources): Promise<DemoFacts> {
  const { world, gateway, standIns, storyteller, results } = sources
  const rows = (await Promise.all(results.map((result) => rowsOf(sources.path, result, gateway)))).flat()
  const lookedUp = new Map<string, number>()
  for await (const { upstream, evidence } of gateway.receipts()) {
    if (evidence === 'lookup') lookedUp.set(upstream, (lookedUp.get(upstream) ?? 0) + 1)
  }
  const systems: SystemFacts[] = []
  for (const system of world.systems) {
    const own = world.upstreams.filter((upstream) => upstream.system?.name === system.name)
    const upstreams = own.map(({ name }) => name)
    const report = await standIns.report(system.name)
    systems.push({
      system,
      upstreams,
      states: statesOf(results, upstreams),
      story: storyteller.stories().get(system.name),
      lookedUp: upstreams.reduce((sum, name) => sum + (lookedUp.get(name) ?? 0), 0),
      rows: report.rows.length,
      doubled: doubledOf(report),
      writes: report.writes.length,
      logIns: report.calls.login,
      received: receivedEntries(own, report),
    })
  }
  return { records: sumOf(results.map(({ report }) => report.records)), rows, systems }
}

async function rowsOf(path: string, result: SheetResult, gateway: Gateway): Promise<RowFacts[]> {
  const typed = await typedRows(path, result)
  const rows: RowFacts[] = []
  for (const row of result.report.files.flatMap((file) => file.rows)) {
    const { deliveries } = row.number === undefined ? { deliveries: [] } : await gateway.record(row.number)
    const { name = '', cells = 0 } = typed.get(row.row) ?? {}
    rows.push({ ...row, sheetName: result.sheet.sheet, name, cells, deliveries })
  }
  return rows
}

function statesOf(results: readonly SheetResult[], upstreams: readonly string[]): SystemFacts['states'] {
  const states: Partial<Record<DeliveryState, number>> = {}
  for (const { report } of results) {
    for (const name of upstreams) {
      for (const [state, count] of Object.entries(report.upstreams[name] ?? {})) {
        states[state as DeliveryState] = (states[state as DeliveryState] ?? 0) + count
      }
    }
  }
  return states
}

/** Rows that say the same as another one: in this workbook no two accepted rows do. */
const doubledOf = ({ rows }: StandInReport): number =>
  rows.length - new Set(rows.map(({ payload }) => JSON.stringify(payload))).size
