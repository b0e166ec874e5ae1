/** yibiao upgrade: stored records of older versions of their forms, written anew. */
import { createGateway } from '../../gateway/index.ts'
import { namingUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { printJson, printLine, problemJson } from '../print.ts'
import { printProblems } from '../problem-list.ts'
import { actorOf, formNamed } from '../values.ts'

export interface UpgradeOptions {
  readonly form?: string
  readonly by?: string
  readonly dryRun?: boolean
}

export async function upgrade({ form, by, dryRun = false }: UpgradeOptions, context: Context): Promise<number> {
  const { say, lang, json } = context
  const config = await loadConfig(context)
  if (form !== undefined) formNamed(config.forms, form)
  const gateway = await namingUpstreams(config, () => createGateway({ ...config, deliver: false }))
  try {
    const given = { by: actorOf(by, config, context.env), dryRun, ...(form === undefined ? {} : { form }) }
    const { upgraded, left } = await gateway.upgrade(given)
    const describe = createDescribe(lang, say, config.upstreams)
    if (json) {
      const alone = left.flatMap(({ number, problems }) =>
        problems.map((problem) => problemJson({ record: number }, problem, context, describe)),
      )
      printJson(context, { dryRun, upgraded, left: alone })
    } else {
      printLine(context, say(dryRun ? 'upgrade.dry' : 'upgrade.done', { count: upgraded }))
      const lines = left.flatMap(({ number, problems }) => problems.map((problem) => `${number} ${describe(problem)}`))
      printProblems(lines, context)
    }
    return left.length > 0 ? EXIT.person : EXIT.settled
  } finally {
    await gateway.close()
  }
}
