/** One command from its words to its exit code. Tests call this; `main.ts` gives it the process. */

import type { Context } from './context.ts'
import { EXIT } from './exit-code.ts'
import { reportFailure } from './failure.ts'
import type { Io } from './io.ts'
import { languageOf } from './language.ts'
import { note } from './print.ts'
import { createProgram, type GlobalOptions } from './program.ts'
import { UsageError } from './usage-error.ts'
import { sayIn } from './words.ts'

const LANGUAGES = ['zh-CN', 'en']

/** @param argv - without the program's own name */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const lang = languageOf(argv, io.env)
  const say = sayIn(lang)
  const bare: Context = { ...io, lang, say, json: argv.includes('--json') }
  const heard = () => note(io, say('stop.heard'))
  io.signal.addEventListener('abort', heard, { once: true })
  let exitCode: number = EXIT.settled
  const program = createProgram(lang, io, async ({ config, lang: asked, json = false }: GlobalOptions, command) => {
    if (asked !== undefined && !LANGUAGES.includes(asked)) {
      const detail = { zh: `可用的有 ${LANGUAGES.join('、')}`, en: `it takes ${LANGUAGES.join(' or ')}.` }
      throw new UsageError('usage_value_wrong', { option: '--lang', typed: asked, detail })
    }
    exitCode = await command({ ...bare, json, ...(config === undefined ? {} : { configPath: config }) })
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    const known = program.commands.map((each) => each.name())
    return reportFailure(error, argv.find((word) => known.includes(word)) ?? '', bare)
  } finally {
    io.signal.removeEventListener('abort', heard)
  }
}
