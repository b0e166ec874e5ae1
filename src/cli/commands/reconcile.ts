/** yibiao reconcile: the ledger beside what stands at one upstream. Reads only, record by record. */

import { inLang } from '../../base/text.ts'
import { createReader, type Reconciled } from '../../gateway/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { note, printLine } from '../print.ts'
import { UsageError } from '../usage-error.ts'
import { upstreamOf } from '../values.ts'

export interface ReconcileOptions {
  readonly upstream?: string
}

const NEEDS_PERSON: ReadonlySet<Reconciled['state']> = new Set(['changed', 'missing', 'unknown', 'unseen'])

export async function reconcile(options: ReconcileOptions, context: Context): Promise<number> {
  const { say, json, signal, stdout } = context
  const config = await loadConfig(context)
  if (options.upstream === undefined) {
    const names = config.upstreams.map(({ name }) => name).join(', ')
    const detail = {
      zh: `请用 --upstream 写明核对哪个上级接口：${names}`,
      en: `Name the upstream with --upstream: ${names}.`,
    }
    throw new UsageError('usage_wrong', { detail })
  }
  const upstream = upstreamOf(config, options.upstream)
  const reader = createReader(config)
  const counts: Partial<Record<Reconciled['state'], number>> = {}
  // One object, written as it is found: a million lines are never held.
  if (json) stdout.write(`{"upstream":${JSON.stringify(upstream)},"records":[`)
  let written = 0
  try {
    await namingUpstreams(config, async () => {
      for await (const found of reader.reconcile(upstream, { signal })) {
        counts[found.state] = (counts[found.state] ?? 0) + 1
        if (found.state === 'equal') continue
        if (json) stdout.write(`${written > 0 ? ',' : ''}\n${JSON.stringify(found)}`)
        else printLine(context, lineOf(found, context))
        written += 1
      }
    })
  } finally {
    await reader.close()
  }
  if (json) stdout.write(`],"counts":${JSON.stringify(counts)}}\n`)
  else {
    for (const [state, count] of Object.entries(counts)) {
      printLine(context, `${say(`reconcile.${state as Reconciled['state']}`)}${say('place.after')}${count}`)
    }
    if (Object.keys(counts).length === 0) note(context, say('status.empty'))
  }
  if (signal.aborted) return EXIT.interrupted
  return Object.keys(counts).some((state) => NEEDS_PERSON.has(state as Reconciled['state']))
    ? EXIT.person
    : EXIT.settled
}

function lineOf(
  { state, number, position, reference, fields = [], detail }: Reconciled,
  { say, lang }: Context,
): string {
  const place =
    number === undefined ? say('reconcile.position', { position: position ?? 0 }) : say('place.record', { number })
  const named = fields.map(({ title, pointer }) => (title ? inLang(title, lang) : pointer))
  const more = [...named, reference, detail].filter((part) => part !== undefined).join(lang === 'en' ? ', ' : '、')
  return `${place}${say('place.after')}${say(`reconcile.${state}`)}${more === '' ? '' : ` (${more})`}`
}
