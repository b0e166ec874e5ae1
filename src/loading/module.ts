/**
 * Modules that files name: `yibiao/adapters/http`, a package installed beside the files, or `./own.ts`.
 *
 * Names of this package lead to this very copy of it: from another copy, errors and metadata would be strangers.
 */
import { fileURLToPath, pathToFileURL } from 'node:url'
import { resolve } from 'import-meta-resolve'
import type { Text } from '../base/text.ts'

export type Loaded =
  | { readonly module: Readonly<Record<string, unknown>> }
  /** Why not, and what to do. */
  | { readonly fault: Text; readonly cause: unknown }

/** @param from - path of the file that names it */
export async function loadModule(name: string, from: string): Promise<Loaded> {
  try {
    return { module: await import(isOwn(name) ? name : resolve(name, pathToFileURL(from).href)) }
  } catch (cause) {
    return { fault: faultOf(name, from, cause), cause }
  }
}

const isOwn = (name: string): boolean => name === 'yibiao' || name.startsWith('yibiao/')

function faultOf(name: string, from: string, cause: unknown): Text {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (name.startsWith('.') || name.startsWith('/')) {
    if (code === 'ERR_MODULE_NOT_FOUND' && missingIs(cause, fileURLToPath(resolveQuietly(name, from)))) {
      return { zh: `没有文件“${name}”，请检查路径`, en: `there is no file “${name}”. Check the path.` }
    }
  } else if (isOwn(name)) {
    return { zh: `没有模块“${name}”，请检查写法`, en: `there is no module “${name}”. Check the name.` }
  } else if (code === 'ERR_MODULE_NOT_FOUND' && missingIs(cause, packageOf(name))) {
    const install = `npm install ${packageOf(name)}`
    return { zh: `没有安装“${name}”，请运行 ${install}`, en: `“${name}” is not installed. Run ${install}.` }
  }
  const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
  return { zh: `模块“${name}”加载出错：${message}`, en: `the module “${name}” failed to load: ${message}` }
}

const missingIs = (cause: unknown, what: string): boolean => cause instanceof Error && cause.message.includes(what)

const resolveQuietly = (name: string, from: string): string => new URL(name, pathToFileURL(from)).href

/** `@scope/package/deep` → `@scope/package`. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
