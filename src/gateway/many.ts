/** A stream of entries through `accept`, results in order, flat memory, a refused entry refused alone. */
import { GatewayError, StorageError } from '../base/errors.ts'
import type { AcceptResult } from '../delivery/index.ts'
import { formatReceiptNumber } from '../ledger/index.ts'
import { statusOf } from './status.ts'
import type { SubmitResult } from './types.ts'

// Entries under way at once: as many share a commit. Twice as many are no faster, and what lives through a collection makes
// V8 double its nursery sooner: 50 MB more at the peak of 100,000.
const WINDOW = 32

/** @throws {StorageError} the ledger can't be written; results so far stand, nothing later was accepted */
export async function* submitAll<T>(
  entries: Iterable<T> | AsyncIterable<T>,
  accept: (entry: T) => Promise<AcceptResult>,
  signal: AbortSignal | undefined,
): AsyncGenerator<SubmitResult> {
  const underWay: Promise<SubmitResult>[] = []
  let index = 0
  for await (const entry of entries) {
    if (signal?.aborted) break
    const result = one(index++, entry, accept)
    // Awaited in its turn; until then a failure must not count as unhandled.
    result.catch(() => {})
    underWay.push(result)
    if (underWay.length >= WINDOW) yield (await underWay.shift()) as SubmitResult
  }
  for (const result of underWay) yield await result
}

async function one<T>(index: number, entry: T, accept: (entry: T) => Promise<AcceptResult>): Promise<SubmitResult> {
  try {
    const { state, record, accepted } = await accept(entry)
    const number = formatReceiptNumber(record.number, record.revision)
    return {
      index,
      state,
      number,
      deliveries: (accepted?.moved ?? []).filter((move) => move.revision === record.revision).map(statusOf),
    }
  } catch (error) {
    if (error instanceof GatewayError && !(error instanceof StorageError)) {
      return { index, state: 'refused', problems: error.problems }
    }
    throw error
  }
}
