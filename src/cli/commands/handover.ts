/** yibiao handover: files that a person hands in, and what came of them. */
import { inLang } from '../../base/text.ts'
import { createGateway, createReader, type Handover } from '../../gateway/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { printJson, printLine } from '../print.ts'
import { UsageError } from '../usage-error.ts'
import { actorOf, numberOf, oneOf, upstreamOf } from '../values.ts'
import { printDecided } from './decide.ts'

export interface HandoverOptions {
  readonly upstream?: string
  readonly record?: string
  readonly field?: string
  readonly reference?: string
  readonly by?: string
  readonly note?: string
}

const STEPS = ['list', 'open', 'confirm', 'return'] as const

/** @throws {UsageError} another step, no file, a file that doesn't wait, or no reason */
export async function handover(
  typed: string,
  file: string | undefined,
  options: HandoverOptions,
  context: Context,
): Promise<number> {
  const step = oneOf('STEP', typed, STEPS)
  const config = await loadConfig(context)
  const filter = {
    ...(options.upstream === undefined ? {} : { upstream: upstreamOf(config, options.upstream) }),
    ...(options.record === undefined ? {} : { record: numberOf('--record', options.record) }),
  }
  const reader = createReader(config)
  const waiting = await reader.handovers(filter).finally(() => reader.close())
  if (step === 'list') return list(waiting, config, context)
  const found = waiting.filter((each) => each.file === file)
  if (file === undefined || found.length === 0) {
    const files = waiting.map((each) => each.file).join('、')
    throw new UsageError('handover_unknown', { file: file ?? '', files })
  }
  if (step === 'open') return open(found, config, context)
  const { note, field, reference } = options
  if (note === undefined) throw new UsageError('reason_needed', {})
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
  try {
    const by = actorOf(options.by, config, context.env)
    const told = {
      by,
      note,
      ...(reference === undefined ? {} : { reference }),
      ...(field === undefined ? {} : { field }),
    }
    const decided = await gateway.resolve({ ...filter, file }, step === 'confirm' ? 'delivered' : 'rejected', told)
    printDecided(decided, false, 'decide', config, context)
  } finally {
    await gateway.close()
  }
  return EXIT.settled
}

function list(waiting: readonly Handover[], config: LoadedConfig, context: Context): number {
  if (context.json) printJson(context, { handovers: waiting })
  else if (waiting.length === 0) printLine(context, context.say('handover.none'))
  else {
    for (const each of waiting) {
      const count = each.records.length
      printLine(
        context,
        context.say('handover.file', { file: each.file, upstream: titleOf(each, config, context), count }),
      )
    }
  }
  return waiting.length > 0 ? EXIT.person : EXIT.settled
}

/** Where the file lies, and the records in it. */
function open(found: readonly Handover[], config: LoadedConfig, context: Context): number {
  if (context.json) printJson(context, { handovers: found })
  else {
    for (const each of found) {
      printLine(
        context,
        `${titleOf(each, config, context)}: ${each.address === undefined ? '' : `${each.address}/`}${each.file}`,
      )
      for (const record of each.records) printLine(context, `  ${record}`)
    }
  }
  return EXIT.person
}

function titleOf({ upstream }: Handover, { upstreams }: LoadedConfig, { lang }: Context): string {
  const found = upstreams.find(({ name }) => name === upstream)
  return found ? inLang(found.title, lang) : upstream
}
