/** yibiao check: every upstream's mapping and contract, before anything is sent. Reads only. */
import type { Problem } from '../../base/problem.ts'
import { inLang } from '../../base/text.ts'
import { checkUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { note, printJson, printLine } from '../print.ts'

export async function check(context: Context): Promise<number> {
  const { say, lang, json } = context
  const config = await loadConfig(context)
  const checked = checkUpstreams(config)
  const describe = createDescribe(lang, say, config.upstreams)
  if (json) {
    const told = (problem: Problem) => ({
      code: problem.code,
      pointer: problem.params?.pointer ?? null,
      message: describe(problem),
    })
    const upstreams = checked.map(({ upstream: { name, title, form, enabled }, problems, findings }) => ({
      name,
      title: inLang(title, lang),
      form: form.name,
      enabled,
      problems: problems.map(told),
      findings: findings.map(told),
    }))
    printJson(context, { upstreams })
  } else {
    for (const { upstream, problems, findings } of checked) {
      const common = { upstream: inLang(upstream.title, lang), name: upstream.name }
      const good = { ...common, form: upstream.form.name, count: Object.keys(upstream.mapping).length }
      const line =
        problems.length > 0 ? say('check.faults', { ...common, count: problems.length }) : say('check.good', good)
      printLine(context, line + (upstream.enabled ? '' : say('check.off')))
      for (const problem of problems) printLine(context, `  ${describe(problem)}`)
      for (const finding of findings) note(context, say('warning') + describe(finding))
    }
    if (checked.length === 0) note(context, say('check.none'))
  }
  return checked.some(({ problems }) => problems.length > 0) ? EXIT.usage : EXIT.settled
}
