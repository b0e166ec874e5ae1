/** yibiao rekey and yibiao merge: a record's key was wrong, or two records are one. */
import type { Form } from '../../form/index.ts'
import { createGateway, type Gateway, type Submission } from '../../gateway/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { printJson, printLine, problemJson } from '../print.ts'
import { printProblems } from '../problem-list.ts'
import { UsageError } from '../usage-error.ts'
import { actorOf, formNamed } from '../values.ts'

export interface CorrectOptions {
  readonly by?: string
  readonly note?: string
}

export interface MergeOptions extends CorrectOptions {
  readonly into: string
}

const FIELD_NAME = /^[a-z]\w*$/i

/** @param pairs - `idNumber=…` for each field of the key that changes */
export function rekey(
  number: string,
  pairs: readonly string[],
  options: CorrectOptions,
  context: Context,
): Promise<number> {
  const key = Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      // What isn't a field's name may be the key itself, and is not repeated.
      if (at < 1) throw new UsageError('key_pair_wrong', { number, name: FIELD_NAME.test(pair) ? pair : 'idNumber' })
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
  return correct('rekey', number, options, context, (gateway, form, given) => gateway.rekey(form, number, key, given))
}

export const merge = (number: string, { into, ...options }: MergeOptions, context: Context): Promise<number> =>
  correct('merge', number, options, context, (gateway, form, given) =>
    gateway.merge(form, { from: number, into }, given),
  )

/** Nothing is sent by it: what it makes due leaves with the next `submit`, `replay` or the running gateway. */
async function correct(
  what: 'rekey' | 'merge',
  number: string,
  { by, note }: CorrectOptions,
  context: Context,
  run: (gateway: Gateway, form: Form, given: { readonly by: string; readonly note: string }) => Promise<Submission>,
): Promise<number> {
  const config = await loadConfig(context)
  if (note === undefined) throw new UsageError('reason_needed', {})
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
  try {
    const { form } = await gateway.record(number)
    const done = await run(gateway, formNamed(config.forms, form), { by: actorOf(by, config, context.env), note })
    printCorrected(what, done, config.upstreams, context)
    return done.deliveries.some(({ state }) => state === 'held') ? EXIT.person : EXIT.settled
  } finally {
    await gateway.close()
  }
}

function printCorrected(
  what: 'rekey' | 'merge',
  { number, state, deliveries }: Submission,
  upstreams: Parameters<typeof createDescribe>[2],
  context: Context,
): void {
  const { json, say, lang } = context
  const describe = createDescribe(lang, say, upstreams)
  const problems = deliveries.flatMap((delivery) => delivery.problems)
  if (json) {
    printJson(context, {
      number,
      state,
      deliveries: Object.fromEntries(deliveries.map((delivery) => [delivery.upstream, delivery.state])),
      problems: problems.map((problem) => problemJson({ record: number }, problem, context, describe)),
    })
    return
  }
  printLine(context, say(state === 'unchanged' ? 'correct.unchanged' : `correct.${what}`, { number }))
  printProblems(problems.map(describe), context)
}
