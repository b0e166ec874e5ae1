/** Both sheets of the workbook through the same parts as `yibiao submit`: read, accept, deliver, mark. */
import { join } from 'node:path'
import {
  type MarkWords,
  movingOf,
  type OpenFiles,
  openFiles,
  type Report,
  type RowCounts,
  reportOf,
  type Taken,
  takeFiles,
  watchGateway,
  writeMarkedCopy,
} from '../../batch/index.ts'
import type { Gateway } from '../../gateway/index.ts'
import type { Progress } from '../progress.ts'
import type { DemoSheet } from './world.ts'

// The demo promises to end within a minute; what still moves then is told.
const LONGEST_WAIT_MS = 45_000

export interface SheetResult {
  readonly sheet: DemoSheet
  readonly report: Report
}

export interface HandInSettings {
  readonly gateway: Gateway
  readonly sheets: readonly DemoSheet[]
  readonly signal: AbortSignal
  readonly progress?: Progress
}

const ORIGIN = { by: '孙小测', division: '509999001001', period: '2026-11' }

/** Hands in every sheet of `path` and waits until nothing moves any more. */
export async function handInSheets(path: string, settings: HandInSettings): Promise<SheetResult[]> {
  const { gateway, sheets, signal, progress } = settings
  const watch = watchGateway(gateway)
  progress?.watch(gateway)
  const opened: OpenFiles[] = []
  try {
    const taken: Taken[] = []
    for (const { sheet, form } of sheets) {
      const files = await openFiles([path], { form, forms: [form], sheet })
      opened.push(files)
      const before = sumOf(taken.map(({ counts }) => counts))
      taken.push(
        await takeFiles(gateway, files, {
          origin: ORIGIN,
          allowRepeat: false,
          signal,
          progress: (counts) => progress?.rows(sumOf([before, counts])),
        }),
      )
    }
    const checks = taken.map((each) => movingOf(gateway, each))
    const isMoving = async () => (await Promise.all(checks.map((check) => check()))).includes(true)
    await watch.until(isMoving, { timeoutMs: LONGEST_WAIT_MS, signal })
    const failure = taken.find((each) => each.failure !== undefined)?.failure ?? watch.failure
    if (failure !== undefined) throw failure
    const reports = await Promise.all(taken.map((each) => reportOf(gateway, each)))
    return sheets.flatMap((sheet, index) => {
      const report = reports[index]
      return report ? [{ sheet, report }] : []
    })
  } finally {
    progress?.clear()
    for (const files of opened) await files.close()
  }
}

/** Marks one sheet after the other: each step reads the copy that the step before wrote. */
export async function markSheets(
  path: string,
  results: readonly SheetResult[],
  { target, scratch, words }: { readonly target: string; readonly scratch: string; readonly words: MarkWords },
): Promise<void> {
  let source = path
  for (const [index, { sheet, report }] of results.entries()) {
    const next = index === results.length - 1 ? target : join(scratch, `marked-${index}.xlsx`)
    const files = await openFiles([source], { form: sheet.form, forms: [sheet.form], sheet: sheet.sheet })
    try {
      const [file] = files.files
      if (file) await writeMarkedCopy(file, report.files[0]?.rows ?? [], sheet.form, next, words)
    } finally {
      await files.close()
    }
    source = next
  }
}

export const sumOf = (counts: readonly RowCounts[]): RowCounts => ({
  read: counts.reduce((sum, { read }) => sum + read, 0),
  accepted: counts.reduce((sum, { accepted }) => sum + accepted, 0),
  refused: counts.reduce((sum, { refused }) => sum + refused, 0),
  unchanged: counts.reduce((sum, { unchanged }) => sum + unchanged, 0),
})
