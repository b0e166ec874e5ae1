/** The adapter an `upstream.json` names: its module, its kind, its settings. */
import { dirname } from 'node:path'
import type { JsonObject } from '../base/json.ts'
import { type Adapter, type AdapterKind, schemaFaults } from '../upstream/index.ts'
import { fillEnvironment } from './environment.ts'
import type { FileFaults } from './faults.ts'
import { loadModule } from './module.ts'
import { fromFolder } from './paths.ts'

/** Undefined once a fault has been noted. @param file - path of the `upstream.json` */
export async function loadAdapter(
  { use, settings }: { readonly use: string; readonly settings: JsonObject },
  file: string,
  faults: FileFaults,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Adapter | undefined> {
  const loaded = await loadModule(use, file)
  if ('fault' in loaded) return faults.add(['adapter', 'use'], loaded.fault)
  const { kind } = loaded.module
  if (!isKind(kind)) {
    return faults.add(['adapter', 'use'], {
      zh: `模块“${use}”没有导出 kind，不是适配器`,
      en: `the module “${use}” exports no \`kind\`: it is no adapter`,
    })
  }
  const at = ['adapter', 'settings']
  const filled = fillEnvironment(settings, kind.settings, faults, at, env)
  if (filled === undefined) return undefined
  const found = schemaFaults(kind.settings, filled)
  for (const { path, detail, secret } of found) faults.add([...at, ...path], detail, secret ? 'operator' : 'author')
  return found.length > 0 ? undefined : kind.create(fromFolder(filled, kind.settings, dirname(file)))
}

const isKind = (value: unknown): value is AdapterKind =>
  typeof value === 'object' &&
  value !== null &&
  'settings' in value &&
  'create' in value &&
  typeof value.create === 'function'
