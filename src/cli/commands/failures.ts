/** yibiao failures: what stands still and why, grouped, the largest group first. Reads beside the process that delivers. */
import { inLang } from '../../base/text.ts'
import { createReader } from '../../gateway/index.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { createDescribe } from '../describe.ts'
import { EXIT } from '../exit-code.ts'
import { type FilterOptions, filterOf } from '../filter.ts'
import { printJson, printLine, problemJson } from '../print.ts'
import { stateWord } from '../words.ts'

export async function failures(options: FilterOptions, context: Context): Promise<number> {
  const { say, lang, json } = context
  const config = await loadConfig(context)
  const filter = filterOf(options, config)
  const reader = createReader(config)
  try {
    const groups = await reader.failures(filter)
    const describe = createDescribe(lang, say, config.upstreams)
    if (json) {
      const each = groups.map(({ upstream, state, count, problem, example, needsPerson }) => ({
        count,
        state,
        ...problemJson({}, { ...problem, upstream }, context, describe),
        upstreamCode: problem.upstreamCode ?? null,
        example,
        needsPerson,
      }))
      printJson(context, { failures: each })
    } else if (groups.length === 0) printLine(context, say('failures.none'))
    else {
      for (const { upstream, state, count, problem, example } of groups) {
        const found = config.upstreams.find(({ name }) => name === upstream)
        const title = found ? inLang(found.title, lang) : upstream
        const message = describe({ ...problem, upstream })
        const code = problem.upstreamCode ?? problem.code
        printLine(
          context,
          say('failures.group', { count, upstream: title, state: stateWord(say, state), message, code, example }),
        )
      }
    }
    return groups.some(({ needsPerson }) => needsPerson) ? EXIT.person : EXIT.settled
  } finally {
    await reader.close()
  }
}
