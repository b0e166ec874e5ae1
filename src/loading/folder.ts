/** What lies in a folder, in the order of its names. */
import { readdir } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { SettingsError } from '../base/errors.ts'
import { fileProblem } from './faults.ts'

export interface Folder {
  readonly path: string
  /** As shown to people. */
  readonly label: string
  readonly folders: readonly string[]
  readonly files: readonly string[]
}

// More is a folder that was named by mistake.
const MAX_ENTRIES = 10_000

/** Names that start with a dot or an underscore are nobody's. @throws {SettingsError} it can't be read, or holds too much */
export async function readFolder(dir: string, label = basename(resolve(dir))): Promise<Folder> {
  try {
    const entries = await readdir(dir, { withFileTypes: true })
    if (entries.length > MAX_ENTRIES) {
      throw new SettingsError([fileProblem('folder_full', { folder: label, limit: MAX_ENTRIES }, 'operator')])
    }
    const named = (wanted: boolean) =>
      entries
        .filter((entry) => !/^[._]/.test(entry.name) && (entry.isDirectory() || entry.isSymbolicLink()) === wanted)
        .map(({ name }) => name)
        .sort()
    return { path: resolve(dir), label, folders: named(true), files: named(false) }
  } catch (cause) {
    if (cause instanceof SettingsError) throw cause
    const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new SettingsError([fileProblem('folder_missing', { folder: label, detail }, 'operator')], { cause })
  }
}
