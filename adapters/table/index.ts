/**
 * A file per parcel, into a folder, onto an SFTP server, by HTTP or by mail: a table of our own making or the upstream's template filled in, for upstreams that
 * import files and for those that nobody has an interface of yet.
 */
import {
  type Adapter,
  type AdapterKind,
  accountValueNames,
  type Capabilities,
  type Operation,
  type Outcome,
  readSettings,
  type SendContext,
  toPointer,
} from 'yibiao/adapter'
import { columnsOf } from './columns.ts'
import { createDestination } from './destination.ts'
import { createLayout } from './layout.ts'
import type { TableMessage } from './message.ts'
import { codeOf, refusedFile } from './place.ts'
import { awaiting, pollReceipt } from './receipts.ts'
import { TableSettings } from './settings.ts'

export type { TableMessage } from './message.ts'
export type { TableSettings } from './settings.ts'

const OPERATIONS = ['create', 'update', 'withdraw'] as const satisfies readonly Operation[]

/**
 * An adapter from settings.
 *
 * @throws {SettingsError} when a setting is unknown, missing or wrong; each problem names the setting
 */
export function table(given: TableSettings): Adapter<TableMessage> {
  const settings = readSettings('table', TableSettings, given)
  const { operations, receipts, handover } = settings
  /** Of the column that importers name. */
  const pointerOf = (title: string): string =>
    columnsOf(settings, []).find((column) => column.title === title)?.pointer ?? toPointer([title])
  const layout = createLayout(settings)
  const destination = createDestination(settings)

  async function place({ file, members, content }: TableMessage, context: SendContext): Promise<Outcome> {
    try {
      const out = { name: file, write: (path: string) => layout.write(content, path) }
      const outcome = await destination.deliver(out, context)
      if (outcome.state !== 'delivered') return outcome
      if (handover) return { state: 'ready', file }
      return receipts ? awaiting(receipts, members, file) : outcome
    } catch (error) {
      return refusedFile(error) ?? { state: 'unknown', detail: codeOf(error) }
    }
  }

  return {
    contract: 'v1',
    name: 'table',
    accountValues: accountValueNames(settings),
    address: destination.address,
    get capabilities(): Capabilities {
      const max = layout.maxRows()
      return {
        operations: OPERATIONS.filter((operation) => operations.includes(operation)),
        ...(destination.idempotency && { idempotency: destination.idempotency }),
        ...(max > 1 && {
          batch: { max, atomic: !receipts?.rows, answers: receipts?.rows ? 'each' : 'whole' },
        }),
        maxProcessingMs: 0,
      }
    },
    open: layout.open,
    validate: layout.faults,
    prepare: layout.prepare,
    async send(message, context) {
      const outcome = await place(message, context)
      return Array.from({ length: message.members }, () => outcome)
    },
    ...(receipts && { poll: (ticket, context) => pollReceipt(receipts, destination, ticket, context, pointerOf) }),
    diagnose: (context) => destination.diagnose(context),
  }
}

/** For `upstream.json`: `"use": "yibiao/adapters/table"`. */
export const kind: AdapterKind<TableSettings> = {
  name: 'table',
  title: { zh: '表格文件', en: 'Table file' },
  settings: TableSettings,
  create: table,
}
