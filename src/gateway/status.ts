/** Ledger rows as callers see them. */
import { GatewayError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import {
  type DeliveryCount,
  type DeliveryFilter,
  formatReceiptNumber,
  isMoving,
  isSettled,
  type LedgerReader,
  type Moved,
  parseReceiptNumber,
} from '../ledger/index.ts'
import { shutUpstreams, type Watched } from './shut.ts'
import type { DeliveryEvent, DeliveryStatus, GatewayStatus, RecordStatus } from './types.ts'

export const statusOf = ({ upstream, state, problems, reference }: Moved): DeliveryStatus => ({
  upstream,
  state,
  problems,
  ...(reference === undefined ? {} : { reference }),
})

export const eventOf = (moved: Moved, woken = false): DeliveryEvent => ({
  ...statusOf(moved),
  ...(woken ? { woken } : {}),
  number: formatReceiptNumber(moved.record, moved.revision),
  form: moved.form,
})

/** @param shut - asked only where a delivery waits @throws {GatewayError} `number_unknown` */
export async function recordStatus(
  ledger: LedgerReader,
  number: string,
  shut: () => Promise<readonly Problem[]> = async () => [],
): Promise<RecordStatus> {
  const parsed = parseReceiptNumber(number)
  const record = parsed && (await ledger.findRecord({ number: parsed.number }))
  if (!record)
    throw new GatewayError('number-unknown', [{ code: 'number_unknown', who: 'reporter', params: { number } }])
  const deliveries = await ledger.deliveriesOf(record.number)
  const settled = deliveries.every(({ state }) => !isMoving(state))
  return {
    number: formatReceiptNumber(record.number, record.revision),
    form: record.form,
    revision: record.revision,
    deliveries: settled ? deliveries.map(statusOf) : waitingOf(deliveries, await shut()),
    settled,
  }
}

/** With why each of them waits that isn't in flight, or until when. */
function waitingOf(deliveries: readonly Moved[], shut: readonly Problem[]): DeliveryStatus[] {
  return deliveries.map((delivery) => {
    const own = statusOf(delivery)
    if (!isMoving(delivery.state) || delivery.state === 'sending') return own
    const gate = shut.filter((problem) => concerns(problem, delivery))
    if (gate.length > 0) return { ...own, problems: [...own.problems, ...gate] }
    return delivery.state === 'pending' || delivery.dueAt === undefined ? own : { ...own, nextAt: delivery.dueAt }
  })
}

/** An account that is shut keeps nobody else's waiting. */
const concerns = ({ upstream, params }: Problem, delivery: Pick<Moved, 'upstream' | 'account'>): boolean =>
  upstream === delivery.upstream && (params?.account === undefined || params.account === delivery.account)

/** Counts, and which upstreams nothing gets through to: all of them, or those that some of the counted deliveries wait for. */
export async function gatewayStatus(
  ledger: LedgerReader,
  filter: DeliveryFilter,
  now: number,
  upstreams: readonly Watched[],
): Promise<GatewayStatus> {
  const found = await shutUpstreams(ledger, now, upstreams)
  const counts = await ledger.counts(filter)
  if (isWhole(filter)) return { counts, shut: [...found, ...removedProblems(counts, upstreams)] }
  const waits = new Set(counts.filter(({ state }) => isMoving(state)).map(({ upstream }) => upstream))
  return { counts, shut: found.filter(({ upstream = '' }) => waits.has(upstream)) }
}

const isWhole = (filter: DeliveryFilter): boolean => Object.values(filter).every((part) => part === undefined)

/** Nobody delivers what is left for an upstream that is no longer declared, and nobody can decide about it. */
function removedProblems(counts: readonly DeliveryCount[], upstreams: readonly Watched[]): Problem[] {
  const declared = new Set(upstreams.map(({ name }) => name))
  const left = Map.groupBy(
    counts.filter(({ upstream, state }) => !declared.has(upstream) && !isSettled(state)),
    ({ upstream }) => upstream,
  )
  return [...left].map(([upstream, states]) => ({
    code: 'upstream_removed',
    who: 'operator',
    upstream,
    params: { count: states.reduce((sum, { count }) => sum + count, 0) },
  }))
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
