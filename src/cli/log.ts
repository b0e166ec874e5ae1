/** The operator's log of a command: JSON lines through pino, where the environment names a file. */
import { SettingsError } from '../base/errors.ts'
import type { Text } from '../base/text.ts'
import type { Logger } from '../gateway/index.ts'
import { optionalPackage } from '../upstream/index.ts'

const FILE = 'YIBIAO_LOG'
const LEVEL = 'YIBIAO_LOG_LEVEL'
const LEVELS = ['debug', 'info', 'warn', 'error']
const STDERR = 2

/**
 * @returns undefined where `YIBIAO_LOG` isn't set
 * @throws {SettingsError} pino isn't installed, the level is unknown, or the file can't be written
 */
export async function openLog(env: Readonly<Record<string, string | undefined>>): Promise<Logger | undefined> {
  const target = env[FILE]
  if (target === undefined || target === '') return undefined
  const level = env[LEVEL] ?? 'info'
  if (!LEVELS.includes(level)) {
    throw wrong(LEVEL, { zh: `可用的有 ${LEVELS.join('、')}`, en: `it takes ${LEVELS.join(', ')}` })
  }
  const { pino } = await optionalPackage('pino', () => import('pino'))
  try {
    // Written at once: a command ends with its process. Read by its owner alone.
    const file = pino.destination({ dest: target === '-' ? STDERR : target, sync: true, mode: 0o600 })
    const logger: Logger = pino({ level, base: null }, file)
    return logger
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw wrong(FILE, { zh: `日志文件写不了（${code}）`, en: `the log can't be written (${code})` }, cause)
  }
}

const wrong = (setting: string, detail: Text, cause?: unknown) =>
  new SettingsError([{ code: 'settings_invalid', who: 'operator', params: { setting, detail } }], { cause })
