/** Marked copies of what was handed in: where they go, and what is told when one can't be written. */
import { relative, resolve } from 'node:path'
import { GatewayError } from '../../base/errors.ts'
import { type MarkWords, markedPath, type OpenFiles, type Report, writeMarkedCopy } from '../../batch/index.ts'
import { formatOfName } from '../../files/index.ts'
import type { LoadedConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { checkPlace } from '../system-error.ts'
import { UsageError } from '../usage-error.ts'
import type { HandedIn } from './run.ts'

export interface Marked {
  /** Paths as people read them, relative to where the command runs. */
  readonly paths: readonly string[]
  readonly failure?: GatewayError
}

interface Work {
  readonly opened: OpenFiles
  readonly handed: HandedIn
  readonly dryRun: boolean
  readonly out: string | undefined
}

/** What would keep the copy from being written is said before a row is taken. @throws {UsageError} */
export function checkTarget(out: string, { files }: OpenFiles, { cwd }: Context): void {
  checkPlace(resolve(cwd, out))
  for (const { table } of files) {
    const said = formatOfName(out)
    if (said !== undefined && said !== table.format) {
      throw new UsageError('mark_other_format', { file: table.name, ending: `.${table.format}` })
    }
  }
}

export async function markFiles(
  { opened, handed, dryRun, out }: Work,
  config: LoadedConfig,
  context: Context,
): Promise<Marked> {
  if (dryRun) return { paths: [] }
  const words = wordsOf(config, context)
  const paths: string[] = []
  for (const { file, rows } of handed.report.files) {
    const target = out === undefined ? ownTarget(file, rows) : resolve(context.cwd, out)
    // A file that broke off can't be copied to its end either; that it broke off is told anyway.
    if (target === undefined || handed.broken.length > 0) continue
    const shown = relative(context.cwd, target)
    try {
      await writeMarkedCopy(file, rows, opened.form, target, words)
      paths.push(shown)
    } catch (error) {
      return { paths, failure: failureOf(error, shown) }
    }
  }
  return { paths }
}

/** Sheets always come back marked; .jsonl, standard input, and a file that brought nothing new only where `--out` asks. */
function ownTarget({ path, table }: Report['files'][0]['file'], rows: Report['files'][0]['rows']): string | undefined {
  if (path === undefined || table.format === 'jsonl') return undefined
  const hasNews = rows.some(({ state, needsPerson }) => state !== 'unchanged' || needsPerson)
  return hasNews ? markedPath(path) : undefined
}

function wordsOf({ upstreams }: LoadedConfig, { lang, say }: Context): MarkWords {
  const word = (result: keyof MarkWords['result']) => say(`mark.${result}`)
  return {
    lang,
    result: {
      accepted: word('accepted'),
      unchanged: word('unchanged'),
      moving: word('moving'),
      refused: word('refused'),
      needsPerson: word('needsPerson'),
    },
    describe: createDescribe(lang, say, upstreams),
  }
}

function failureOf(error: unknown, file: string): GatewayError {
  if (error instanceof GatewayError) return error
  if (!(error instanceof Error) || !('code' in error)) throw error
  return new UsageError('mark_failed', { file, detail: `${file}: ${String(error.code)}` })
}
