/** The two ways through `submit`: handing in, and foreseeing what that would come to. */
import type { GatewayError } from '../../base/errors.ts'
import type { Problem } from '../../base/problem.ts'
import {
  movingOf,
  type OpenFiles,
  preflightFiles,
  type Report,
  reportOf,
  type Taken,
  takeFiles,
  watchGateway,
} from '../../batch/index.ts'
import { createGateway, createReader, type SubmitOptions } from '../../gateway/index.ts'
import { type DeliveryState, hasLedger, isMoving } from '../../ledger/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import type { LoadedConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { knownError } from '../failure.ts'
import type { Progress } from '../progress.ts'

export interface RunSettings {
  readonly config: LoadedConfig
  readonly opened: OpenFiles
  readonly progress: Progress
  readonly context: Context
  readonly allowRepeat: boolean
  readonly origin: Pick<SubmitOptions, 'by' | 'division' | 'period' | 'task' | 'dueAt'>
}

export interface HandInSettings extends RunSettings {
  readonly waitMs: number
}

export interface HandedIn {
  readonly report: Report
  /** The ledger refused a write; what the report calls accepted is on disk. */
  readonly failure?: GatewayError
  /** Files that broke off while they were read. */
  readonly broken: readonly GatewayError[]
  readonly interrupted: boolean
  /** Deliveries of records from before that waited for these, and are still on their way. */
  readonly woken: number
  /** Upstreams that let nothing in now, and that some of these records wait for. */
  readonly shut: readonly Problem[]
}

export async function handIn(settings: HandInSettings): Promise<HandedIn> {
  const { config, opened, progress, context, allowRepeat, waitMs, origin } = settings
  const { signal } = context
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: waitMs > 0 }))
  const watch = watchGateway(gateway)
  progress.watch(gateway)
  let taken: Taken
  try {
    taken = await takeFiles(gateway, opened, {
      origin,
      allowRepeat,
      signal,
      progress: (counts) => progress.rows(counts),
    })
    if (taken.failure === undefined) {
      // A reader asks the file itself; the gateway would ask its busy ledger thread, row after row.
      const end = { timeoutMs: waitMs, signal }
      await reading(config, (reader) => {
        const isOneMoving = movingOf(reader, taken)
        return watch.until(async () => {
          if (await isOneMoving()) return true
          await taken.planned()
          return watch.isAnyMoving(reader)
        }, end)
      })
    }
  } finally {
    progress.clear()
    await gateway.close()
  }
  const failure = taken.failure ?? watch.failure
  // Read after closing: what was still in flight has been settled meanwhile.
  const { report, shut } = await reading(config, async (reader) => ({
    report: await reportOf(reader, taken),
    shut: (await reader.status()).shut,
  }))
  const waits = (upstream: string) =>
    Object.keys(report.upstreams[upstream] ?? {}).some((state) => isMoving(state as DeliveryState))
  return {
    report,
    ...(failure === undefined ? {} : { failure: knownError(failure) }),
    broken: taken.files.flatMap((file) => file.broken ?? []),
    interrupted: signal.aborted,
    woken: watch.woken,
    shut: shut.filter(({ upstream = '' }) => waits(upstream)),
  }
}

export async function foresee({
  config,
  opened,
  progress,
  context,
  allowRepeat,
  origin,
}: RunSettings): Promise<HandedIn> {
  const { signal } = context
  // Without a ledger yet there is nothing to compare with, and none is made.
  const ledger = hasLedger(config.ledger, config.ledgerKeys) ? config.ledger : 'memory:'
  const foreseen = await namingUpstreams(config, () =>
    reading({ ...config, ledger }, (reader) =>
      preflightFiles(reader, opened, { allowRepeat, origin, signal, progress: (counts) => progress.rows(counts) }),
    ),
  )
  progress.clear()
  return { report: foreseen, broken: foreseen.broken, interrupted: signal.aborted, woken: 0, shut: [] }
}

async function reading<T>(
  config: LoadedConfig,
  read: (reader: ReturnType<typeof createReader>) => Promise<T>,
): Promise<T> {
  const reader = createReader(config)
  try {
    return await read(reader)
  } finally {
    await reader.close()
  }
}
