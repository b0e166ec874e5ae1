/** yibiao audit: whether the audit's chain still holds, and what it says of one record. Reads beside a running owner. */
import { createReader } from '../../gateway/index.ts'
import { formatReceiptNumber } from '../../ledger/index.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { printJson, printLine } from '../print.ts'
import { tableOf } from '../table.ts'
import { UsageError } from '../usage-error.ts'
import { numberOf } from '../values.ts'

/** Exit code 4 when the chain is broken. @throws {SettingsError} `anchor_malformed` */
export async function verify({ anchor }: { readonly anchor?: string }, context: Context): Promise<number> {
  const { say, json, signal } = context
  const reader = createReader(await loadConfig(context))
  try {
    const verdict = await reader.verifyAudit({ signal, ...(anchor === undefined ? {} : { anchor }) })
    const { rows, broken } = verdict
    if (json) printJson(context, { intact: !broken, ...verdict })
    else if (broken) printLine(context, say(`audit.${broken.why}`, { rows, row: broken.row }))
    else printLine(context, say('audit.intact', { rows, anchor: verdict.anchor }))
    if (signal.aborted) return EXIT.interrupted
    return broken ? EXIT.storage : EXIT.settled
  } finally {
    await reader.close()
  }
}

/** @throws {UsageError} `number_not_found` */
export async function show({ record: typed }: { readonly record: string }, context: Context): Promise<number> {
  const { say, json } = context
  const record = numberOf('--record', typed)
  const reader = createReader(await loadConfig(context))
  try {
    const rows = await Array.fromAsync(reader.audit({ record }))
    if (rows.length === 0) throw new UsageError('number_not_found', { number: record })
    const shown = rows.map(({ at, who, action, form, revision, upstream, payloadHash, reference, note }) => ({
      at: new Date(at).toISOString(),
      who,
      action,
      form,
      number: formatReceiptNumber(record, revision),
      upstream: upstream ?? null,
      payloadHash: payloadHash ? Buffer.from(payloadHash).toString('hex') : null,
      receipt: reference ?? null,
      note: note ?? null,
    }))
    if (json) printJson(context, { record, audit: shown })
    else {
      const head = ['time', 'who', 'action', 'number', 'upstream', 'hash', 'receipt', 'note'] as const
      printLine(
        context,
        tableOf([
          head.map((name) => say(`audit.${name}`)),
          ...shown.map((row) => [
            row.at,
            row.who,
            say(`action.${row.action}`),
            row.number,
            row.upstream ?? '',
            row.payloadHash ?? '',
            row.receipt ?? '',
            row.note ?? '',
          ]),
        ]),
      )
    }
    return EXIT.settled
  } finally {
    await reader.close()
  }
}
