/** Ledger rows as callers see them. */
import { GatewayError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import {
  type DeliveryCount,
  type DeliveryFilter,
  formatReceiptNumber,
  type GateStatus,
  isMoving,
  isSettled,
  type LedgerReader,
  type Moved,
  parseReceiptNumber,
} from '../ledger/index.ts'
import { accountGate, type Bar, opensAt, type Upstream } from '../upstream/index.ts'
import { type Declared, driftedContracts, driftProblem } from './drift.ts'
import type { DeliveryEvent, DeliveryStatus, GatewayStatus, RecordStatus } from './types.ts'

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

const WHY = {
  credentials: { zh: '账号或密码不对，或没有设置', en: 'its account or password is wrong or missing' },
  right: { zh: '账号没有权限', en: 'its account lacks the right' },
  captcha: { zh: '需要人工验证', en: 'it asks for a person' },
  quota: { zh: '已到限额', en: 'its quota is used up' },
  closed: { zh: '不在开放时间', en: 'it is closed' },
} as const satisfies Record<Bar, Text>

/** Counts, and the upstreams that nothing gets through to. */
export async function gatewayStatus(
  ledger: LedgerReader,
  filter: DeliveryFilter,
  now: number,
  upstreams: readonly (Declared & Hourly)[],
): Promise<GatewayStatus> {
  const drifted = await driftedContracts(ledger, upstreams)
  const gates = await ledger.shutGates(now)
  const counts = await ledger.counts(filter)
  const isShut = new Set(gates.flatMap((gate) => gate.upstreams))
  const shut = [
    ...[...drifted.keys()].map(driftProblem),
    ...gates.flatMap(shutProblems),
    ...removedProblems(isWhole(filter) ? counts : [], upstreams),
    ...upstreams.filter(({ name }) => !isShut.has(name)).flatMap((upstream) => closedProblems(upstream, now)),
  ]
  return { counts, shut }
}

const isWhole = (filter: DeliveryFilter): boolean => Object.values(filter).every((part) => part === undefined)

/** Nobody delivers what is left for an upstream that is no longer declared, and nobody can decide about it. */
function removedProblems(counts: readonly DeliveryCount[], upstreams: readonly Declared[]): Problem[] {
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

type Hourly = Pick<Upstream, 'name' | 'system' | 'limits'>

/** It opens by itself: said, so that nobody looks for a fault. */
function closedProblems({ name, system, limits }: Hourly, now: number): Problem[] {
  const hours = system?.limits.hours ?? limits.hours
  const at = hours && opensAt(hours, now)
  if (at === undefined) return []
  const until = Number.isFinite(at) ? new Date(at).toISOString() : '—'
  return [{ code: 'gate_closed', who: 'operator', upstream: name, params: { until } }]
}

function shutProblems({ state, why, untilAt, account, upstreams }: GateStatus): Problem[] {
  return upstreams.map((upstream): Problem => {
    if (state === 'throttled' && untilAt !== undefined) {
      return { code: 'gate_throttled', who: 'operator', upstream, params: { until: new Date(untilAt).toISOString() } }
    }
    if (state === 'probing') {
      const until = new Date(untilAt ?? 0).toISOString()
      return { code: 'gate_failing', who: 'operator', upstream, params: { until } }
    }
    if (account !== undefined && state === 'paused')
      return { code: 'gate_account_paused', who: 'operator', upstream, params: { account } }
    if (state === 'paused') return { code: 'gate_paused', who: 'operator', upstream }
    const reason = Object.entries(WHY).find(([bar]) => bar === why)?.[1] ?? WHY.right
    if (account === undefined)
      return { code: 'gate_barred', who: 'operator', upstream, params: { reason, name: upstream } }
    const name = accountGate(upstream, account)
    return { code: 'gate_account_barred', who: 'operator', upstream, params: { reason, account, name } }
  })
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
