/**
 * A table into a folder: csv, xlsx or jsonl, one file per parcel, for upstreams that import files and for those nobody
 * has an interface of yet.
 */
import { type Adapter, type AdapterKind, type Operation, readSettings } from 'yibiao/adapter'
import { faultsOf } from './columns.ts'
import { diagnoseFolder, intoFolder } from './folder.ts'
import { prepareTable, type TableMessage, writeContent } from './message.ts'
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
  const { folder, operations, maxRows } = settings
  return {
    contract: 'v1',
    name: 'table',
    address: folder,
    capabilities: {
      operations: OPERATIONS.filter((operation) => operations.includes(operation)),
      idempotency: { key: { scope: 'call', windowMs: WINDOW_MS } },
      ...(maxRows > 1 && { batch: { max: maxRows, atomic: true, answers: 'whole' } }),
      maxProcessingMs: 0,
    },
    validate: (payload) => faultsOf(settings, payload),
    prepare: (members) => prepareTable(settings, members),
    async send(message, context) {
      const file = { name: message.file, write: (path: string) => writeContent(message, path) }
      const outcome = await intoFolder(folder, file, context)
      return Array.from({ length: message.members }, () => outcome)
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
