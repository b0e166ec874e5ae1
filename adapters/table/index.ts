/**
 * A file per parcel into a folder: a table of our own making or the upstream's template filled in, for upstreams that
 * import files and for those that nobody has an interface of yet.
 */
import { type Adapter, type AdapterKind, type Capabilities, type Operation, readSettings } from 'yibiao/adapter'
import { diagnoseFolder, intoFolder } from './folder.ts'
import { createLayout } from './layout.ts'
import type { TableMessage } from './message.ts'
import { TableSettings } from './settings.ts'

export type { TableMessage } from './message.ts'
export type { TableSettings } from './settings.ts'

// A file is placed once however late the repeat; the bound only has to be longer than any delivery is kept waiting.
const WINDOW_MS = 365 * 86_400_000

const OPERATIONS = ['create', 'update', 'withdraw'] as const satisfies readonly Operation[]

/**
 * An adapter from settings.
 *
 * @throws {SettingsError} when a setting is unknown, missing or wrong; each problem names the setting
 */
export function table(given: TableSettings): Adapter<TableMessage> {
  const settings = readSettings('table', TableSettings, given)
  const { folder, operations } = settings
  const layout = createLayout(settings)
  return {
    contract: 'v1',
    name: 'table',
    address: folder,
    get capabilities(): Capabilities {
      const max = layout.maxRows()
      return {
        operations: OPERATIONS.filter((operation) => operations.includes(operation)),
        idempotency: { key: { scope: 'call', windowMs: WINDOW_MS } },
        ...(max > 1 && { batch: { max, atomic: true, answers: 'whole' } }),
        maxProcessingMs: 0,
      }
    },
    open: layout.open,
    validate: layout.faults,
    prepare: layout.prepare,
    async send({ file, members, content }, context) {
      const outcome = await intoFolder(folder, { name: file, write: (path) => layout.write(content, path) }, context)
      return Array.from({ length: members }, () => outcome)
    },
    diagnose: () => diagnoseFolder(folder),
  }
}

/** For `upstream.json`: `"use": "yibiao/adapters/table"`. */
export const kind: AdapterKind<TableSettings> = {
  name: 'table',
  title: { zh: '表格文件', en: 'Table file' },
  settings: TableSettings,
  create: table,
}
