/** Ledger rows as callers see them. */
import { GatewayError } from '../base/errors.ts'
import { formatReceiptNumber, isMoving, type LedgerReader, type Moved, parseReceiptNumber } from '../ledger/index.ts'
import type { DeliveryEvent, DeliveryStatus, RecordStatus } from './types.ts'

export const statusOf = ({ upstream, state, problems, reference }: Moved): DeliveryStatus => ({
  upstream,
  state,
  problems,
  ...(reference === undefined ? {} : { reference }),
})

export const eventOf = (moved: Moved): DeliveryEvent => ({
  ...statusOf(moved),
  number: formatReceiptNumber(moved.record, moved.revision),
  form: moved.form,
})

/** @throws {GatewayError} `number_unknown` */
export async function recordStatus(ledger: LedgerReader, number: string): Promise<RecordStatus> {
  const parsed = parseReceiptNumber(number)
  const record = parsed && (await ledger.findRecord({ number: parsed.number }))
  if (!record)
    throw new GatewayError('number-unknown', [{ code: 'number_unknown', who: 'reporter', params: { number } }])
  const deliveries = await ledger.deliveriesOf(record.number)
  return {
    number: formatReceiptNumber(record.number, record.revision),
    form: record.form,
    revision: record.revision,
    deliveries: deliveries.map(statusOf),
    settled: deliveries.every(({ state }) => !isMoving(state)),
  }
}

// Rows per page: long reads in one piece would keep checkpoints from running.
const PAGE = 1_000

/** All pages one after the other. */
export async function* paged<Row>(
  read: (page: { after: number; limit: number }) => Promise<readonly Row[]>,
  idOf: (row: Row) => number,
): AsyncGenerator<Row> {
  for (let after = 0; ; ) {
    const rows = await read({ after, limit: PAGE })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = idOf(last)
  }
}
