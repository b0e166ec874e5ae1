/**
 * Writes a draft into a project's folder. Never replaces what stands there, which may be somebody's work; a form that was
 * extended before gets the further fields and names.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SettingsError } from '../../../base/errors.ts'

interface FormContent {
  readonly aliases?: Readonly<Record<string, readonly string[]>>
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * @param folder - of the project; made where it isn't there
 * @param files - contents by path within it, with `/`
 * @throws {SettingsError} naming every file that is there already, before anything is written; or that can't be written
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, unknown>): Promise<void> {
  const there = [...files.keys()].filter((path) => existsSync(join(folder, path)))
  const taken = there.filter((path) => !isForm(path))
  if (taken.length > 0) throw failed('draft_exists', { files: taken.join('、') })
  for (const [path, content] of files) {
    const file = join(folder, path)
    try {
      await mkdir(dirname(file), { recursive: true })
      if (there.includes(path)) await writeFile(file, textOf(await extended(file, content as FormContent)))
      else await writeFile(file, textOf(content), { flag: 'wx' })
    } catch (cause) {
      const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
      throw failed('draft_unwritten', { file: path, detail }, cause)
    }
  }
}

const isForm = (path: string): boolean => path.endsWith('/form.json')
const textOf = (content: unknown): string => `${JSON.stringify(content, undefined, 2)}\n`

/** What the file says already stays as it is. */
async function extended(file: string, { fields, aliases = {} }: FormContent): Promise<FormContent> {
  const { fields: there, aliases: known = {}, ...before } = JSON.parse(await readFile(file, 'utf8')) as FormContent
  const named = Object.entries(aliases).map(([path, names]) => [path, [...(known[path] ?? []), ...names]] as const)
  const all = { ...known, ...Object.fromEntries(named) }
  return { ...before, ...(Object.keys(all).length > 0 ? { aliases: all } : {}), fields: { ...fields, ...there } }
}

const failed = (code: 'draft_exists' | 'draft_unwritten', params: Readonly<Record<string, string>>, cause?: unknown) =>
  new SettingsError([{ code, who: 'operator', params }], cause === undefined ? undefined : { cause })
