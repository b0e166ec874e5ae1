/** yibiao check: every upstream's mapping against its form and its contract, before anything is sent. Reads only. */
import { describeFix, type Finding, problemOf, type Severity } from '../../base/finding.ts'
import { inLang } from '../../base/text.ts'
import { openAdapters } from '../../upstream/index.ts'
import { type CheckedUpstream, checkUpstreams } from '../compile-check.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe, type Describe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { note, printJson, printLine } from '../print.ts'

export interface CheckOptions {
  /** Shows what couldn't be proven too. */
  readonly notes?: boolean
}

export async function check({ notes = false }: CheckOptions, context: Context): Promise<number> {
  const { say, lang, json } = context
  const config = await loadConfig(context)
  const checked = checkUpstreams(config)
  const describe = createDescribe(lang, say, config.upstreams)
  if (json) printJson(context, { upstreams: checked.map((each) => asJson(each, describe, context)) })
  else {
    for (const each of checked) printUpstream(each, notes, describe, context)
    if (checked.length === 0) note(context, say('check.none'))
    const hidden = notes ? 0 : checked.reduce((sum, { findings }) => sum + count(findings, 'note'), 0)
    if (hidden > 0) note(context, say('check.notes', { count: hidden }))
  }
  // A template that isn't there, or lacks a column: nothing can be planned with it.
  await openAdapters(config.upstreams)
  return checked.some(({ findings }) => count(findings, 'error') > 0) ? EXIT.usage : EXIT.settled
}

const count = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((found) => found.severity === severity).length

function asJson({ upstream, findings }: CheckedUpstream, describe: Describe, { lang }: Context) {
  const { name, title, form, enabled } = upstream
  return {
    name,
    title: inLang(title, lang),
    form: form.name,
    enabled,
    findings: findings.map((found) => {
      const { severity, end, file, pointer, code } = found
      const message = describe(problemOf(found, name))
      return { severity, end, file: file ?? null, pointer, code, message, fix: describeFix(found, lang) }
    }),
  }
}

function printUpstream({ upstream, findings }: CheckedUpstream, notes: boolean, describe: Describe, context: Context) {
  const { say, lang } = context
  const common = { upstream: inLang(upstream.title, lang), name: upstream.name }
  const [faults, warnings] = [count(findings, 'error'), count(findings, 'warning')]
  const good = { ...common, form: upstream.form.name, count: Object.keys(upstream.mapping).length }
  const line = faults > 0 ? say('check.faults', { ...common, count: faults }) : say('check.good', good)
  const more = warnings > 0 ? say('check.warnings', { count: warnings }) : ''
  printLine(context, line + more + (upstream.enabled ? '' : say('check.off')))
  for (const found of findings) {
    if (found.severity === 'note' && !notes) continue
    printLine(context, `  ${say(`severity.${found.severity}`)}${describe(problemOf(found, upstream.name))}`)
    printLine(context, `    → ${describeFix(found, lang)}`)
  }
}
