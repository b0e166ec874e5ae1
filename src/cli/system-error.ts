/** What the operating system refuses, as a problem with its place and its remedy: wherever a command meets it. */
import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { type GatewayError, StorageError } from '../base/errors.ts'
import type { MessageCode } from '../base/messages/index.ts'
import { UsageError } from './usage-error.ts'

// https://nodejs.org/api/errors.html#common-system-errors
const OF_FILES: Readonly<Record<string, MessageCode>> = {
  EACCES: 'place_forbidden',
  EPERM: 'place_forbidden',
  EROFS: 'place_forbidden',
  EISDIR: 'place_is_folder',
  ENOTDIR: 'place_without_folder',
  ENOENT: 'place_without_folder',
}

const DISK_FAILS = new Set(['ENOSPC', 'EDQUOT', 'EIO'])

/** Before work whose result goes to `path`: said now, not when the work is done. @throws {UsageError} */
export function checkPlace(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK)
  } catch (error) {
    throw systemErrorOf(Object.assign(error as Error, { path })) ?? error
  }
}

/** Undefined for what isn't one of these: then nobody but its author can say what it means. */
export function systemErrorOf(error: unknown): GatewayError | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, path, port, syscall } = error as Partial<NodeJS.ErrnoException> & { readonly port?: number }
  if (code === undefined) return undefined
  if (syscall === 'listen' && port !== undefined) {
    if (code === 'EADDRINUSE') return new UsageError('port_taken', { port })
    if (code === 'EACCES') return new UsageError('port_forbidden', { port })
  }
  if (path === undefined) return undefined
  if (DISK_FAILS.has(code)) {
    return new StorageError([{ code: 'disk_fails', who: 'operator', params: { file: path, detail: code } }])
  }
  const known = OF_FILES[code]
  return known && new UsageError(known, { file: path, folder: dirname(path), detail: code })
}
