/**
 * Finds and loads the configuration. What is wrong with it comes back as one sentence with the file and, where the
 * engine tells it, the line.
 */
import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type GatewayError, SettingsError } from '../base/errors.ts'
import type { MessageCode } from '../base/messages/index.ts'
import type { Params, Problem } from '../base/problem.ts'
import type { Config } from '../batch/index.ts'
import type { Logger } from '../gateway/index.ts'
import { KEY_VARIABLE } from '../ledger/index.ts'
import { checkConfig } from './config-check.ts'
import { configFromJson } from './config-json.ts'
import type { Context } from './context.ts'
import { openLog } from './log.ts'
import { UsageError } from './usage-error.ts'

const NAMES = ['yibiao.config.ts', 'yibiao.config.mts', 'yibiao.config.js', 'yibiao.config.mjs', 'yibiao.config.json']

export interface LoadedConfig extends Config {
  /** Where it lies. */
  readonly folder: string
  /** As shown to people: relative to where the command runs. */
  readonly file: string
  /** Keys of the ledger: from the environment, never from a file. */
  readonly ledgerKeys?: string
  readonly logger?: Logger
}

/** @throws {SettingsError} @throws {UsageError} there is none, or it can't be used */
export async function loadConfig({
  configPath,
  cwd,
  env,
}: Pick<Context, 'configPath' | 'cwd' | 'env'>): Promise<LoadedConfig> {
  const path = configPath === undefined ? findUpward(cwd) : resolve(cwd, configPath)
  if (path === undefined) throw new UsageError('config_missing', { folder: cwd })
  const file = relative(cwd, path) || basename(path)
  if (!existsSync(path)) throw new UsageError('config_unreadable', { file, detail: 'ENOENT' })
  const value = path.endsWith('.json') ? await configFromJson(path, file, env) : await defaultOf(path, file)
  const config = checkConfig(value, file)
  const ledger = fromFolder(config.ledger, dirname(path))
  if (isFile(ledger) && !existsSync(dirname(ledger.slice('file:'.length)))) {
    const detail = { zh: '它所在的目录不存在，请先建好', en: 'its folder does not exist. Make it first.' }
    throw broken('config_member_wrong', { file, member: 'ledger', detail })
  }
  const ledgerKeys = env[KEY_VARIABLE]
  const logger = await openLog(env)
  return {
    ...config,
    ledger,
    file,
    folder: dirname(path),
    ...(ledgerKeys === undefined ? {} : { ledgerKeys }),
    ...(logger ? { logger } : {}),
  }
}

function findUpward(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path))
    if (found !== undefined || dirname(folder) === folder) return found
  }
}

const isFile = (ledger: string) => ledger.startsWith('file:')

/** A ledger lies where its configuration lies, from whichever folder the command runs. */
function fromFolder(ledger: string, folder: string): string {
  if (!isFile(ledger)) return ledger
  const path = ledger.slice('file:'.length)
  return isAbsolute(path) ? ledger : `file:${join(folder, path)}`
}

async function defaultOf(path: string, file: string): Promise<unknown> {
  const loaded = await importFile(path, file)
  if (loaded.default === undefined) throw broken('config_default_missing', { file })
  return loaded.default
}

async function importFile(path: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    throw asSettingsError(error, path, file)
  }
}

function asSettingsError(error: unknown, path: string, file: string): GatewayError {
  // A form or upstream that refused its own definition; its class may come from another copy of this package.
  const problems =
    error instanceof Error && 'problems' in error && Array.isArray(error.problems) ? (error.problems as Problem[]) : []
  if (problems.length > 0) {
    return new SettingsError(
      problems.map((problem) => ({ ...problem, params: { ...problem.params, file } })),
      { cause: error },
    )
  }
  const message = error instanceof Error ? error.message : String(error)
  const module = /Cannot find (?:package|module) '([^']+)'/.exec(message)?.[1]
  if (codeOf(error) === 'ERR_MODULE_NOT_FOUND' && module !== undefined) {
    return broken('config_module_missing', { file, module: isAbsolute(module) ? basename(module) : module }, error)
  }
  const line = lineOf(error, path)
  const place = line === undefined ? file : `${file}:${line}`
  return broken(
    error instanceof SyntaxError ? 'config_syntax' : 'config_threw',
    { file: place, detail: sentence(message) },
    error,
  )
}

/** The line that the engine's trace names first for this file. */
function lineOf(error: unknown, path: string): string | undefined {
  const trace = error instanceof Error ? (error.stack ?? '') : ''
  return [path, pathToFileURL(path).href]
    .flatMap((name) => (trace.includes(`${name}:`) ? [trace.slice(trace.indexOf(`${name}:`) + name.length + 1)] : []))
    .map((rest) => /^\d+/.exec(rest)?.[0])
    .find((line) => line !== undefined)
}

/** The first line tells what; engines draw the place below it. */
function sentence(message: string): string {
  const [first = ''] = message.split('\n')
  return /[.。!?]$/.test(first) ? first : `${first}.`
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

const broken = (code: MessageCode, params: Params, cause?: unknown) =>
  new SettingsError([{ code, who: 'operator', params }], cause === undefined ? undefined : { cause })
