/**
 * Accepting a contract is a line in `upstream.json`, beside the contract it accepts: reviewed with it, the same on every
 * machine, and needing neither the ledger nor the portal that holds it to stop.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { applyEdits, modify } from 'jsonc-parser'
import type { Upstream } from '../upstream/index.ts'
import type { LoadedConfig } from './config-file.ts'

/** Whether it was written; false for an upstream that was defined in code, or whose file isn't below the configuration. */
export async function acceptInFile(
  { folder }: Pick<LoadedConfig, 'folder'>,
  { files, name }: Upstream,
  hash: string,
): Promise<boolean> {
  if (files?.upstream === undefined) return false
  const path = resolve(folder, files.upstream)
  const text = await readFile(path, 'utf8').catch(() => undefined) // it lies elsewhere
  if (text === undefined || (JSON.parse(text) as { name?: unknown }).name !== name) return false
  const formattingOptions = { tabSize: 2, insertSpaces: true, eol: text.includes('\r\n') ? '\r\n' : '\n' }
  await writeFile(path, applyEdits(text, modify(text, ['acceptedContract'], hash, { formattingOptions })))
  return true
}
