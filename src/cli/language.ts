/** Which language to speak: asked for, or the one of the terminal. */
import type { Lang } from '../base/text.ts'

/** `--lang` wherever it stands, else LC_ALL, LC_MESSAGES, LANG in the order of POSIX; zh… is Chinese, all else English. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Lang {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const asked = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1])
  const tag = asked ?? [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '')
  return tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
