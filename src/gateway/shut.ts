/** Upstreams that nothing is sent to now: why, since when, until when, and who must act. */
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import type { GateStatus, LedgerReader } from '../ledger/index.ts'
import { accountGate, type Bar, opensAt, type Upstream } from '../upstream/index.ts'
import { type Declared, driftedContracts, driftProblem } from './drift.ts'

export type Watched = Declared & Pick<Upstream, 'system' | 'limits'>

/** One problem each. */
export async function shutUpstreams(
  ledger: LedgerReader,
  now: number,
  upstreams: readonly Watched[],
): Promise<readonly Problem[]> {
  const drifted = await driftedContracts(ledger, upstreams)
  const gates = declaredOnly(await ledger.shutGates(now), upstreams)
  const isShut = new Set(gates.flatMap((gate) => (gate.account === undefined ? gate.upstreams : [])))
  return [
    ...[...drifted.keys()].map(driftProblem),
    ...gates.flatMap(gateProblems),
    ...upstreams.filter(({ name }) => !isShut.has(name)).flatMap((upstream) => closedProblems(upstream, now)),
  ]
}

/** An account that the settings no longer have can't be opened: nobody needs to hear of it. */
const declaredOnly = (gates: readonly GateStatus[], upstreams: readonly Watched[]): GateStatus[] => {
  const namesOf = new Map(upstreams.map(({ name, system }) => [name, system?.accounts?.names ?? []]))
  const has = (upstream: string, account: string | undefined) =>
    account === undefined || (namesOf.get(upstream)?.includes(account) ?? true)
  return gates.map((gate) => ({ ...gate, upstreams: gate.upstreams.filter((name) => has(name, gate.account)) }))
}

const BY_ITSELF: ReadonlySet<Problem['code']> = new Set(['gate_throttled', 'gate_failing', 'gate_closed'])

/** The others wait for somebody. */
export const opensByItself = ({ code }: Problem): boolean => BY_ITSELF.has(code)

const instant = (at: number): string => new Date(at).toISOString()

/** It opens by itself: said, so that nobody looks for a fault. */
function closedProblems({ name, system, limits }: Watched, now: number): Problem[] {
  const hours = system?.limits.hours ?? limits.hours
  const at = hours && opensAt(hours, now)
  if (at === undefined) return []
  const until = Number.isFinite(at) ? instant(at) : '—'
  return [{ code: 'gate_closed', who: 'operator', upstream: name, params: { until } }]
}

const WHY = {
  credentials: { zh: '账号或密码不对', en: 'its account or password is refused' },
  right: { zh: '账号没有权限', en: 'its account lacks the right' },
  captcha: { zh: '需要人工验证', en: 'it asks for a person' },
  quota: { zh: '已到限额', en: 'its quota is used up' },
  closed: { zh: '不在开放时间', en: 'it is closed' },
} as const satisfies Record<Bar, Text>

function gateProblems({ state, why, untilAt, since: sinceAt, account, upstreams }: GateStatus): Problem[] {
  const since = instant(sinceAt)
  const until = instant(untilAt ?? sinceAt)
  return upstreams.map((upstream): Problem => {
    const who = 'operator'
    if (account !== undefined)
      return { who, upstream, ...ofAccount(account, state, why, { since, name: accountGate(upstream, account) }) }
    if (state === 'throttled') return { code: 'gate_throttled', who, upstream, params: { since, until } }
    if (state === 'probing') return { code: 'gate_failing', who, upstream, params: { since, until } }
    if (state === 'paused') return { code: 'gate_paused', who, upstream, params: { since, name: upstream } }
    return { who, upstream, ...barred(why, { since, name: upstream }) }
  })
}

/** The others go on. */
function ofAccount(
  account: string,
  state: GateStatus['state'],
  why: string | undefined,
  params: { readonly since: string; readonly name: string },
): Pick<Problem, 'code' | 'params'> {
  if (state === 'paused') return { code: 'gate_account_paused', params: { ...params, account } }
  return { code: 'gate_account_barred', params: { ...params, account, reason: reasonOf(barOf(why)) } }
}

/** What the ledger keeps as why: the bar, and the variable that isn't set. */
function barOf(why = 'right'): { readonly bar: string; readonly variable?: string } {
  const [bar = '', variable] = why.split(' ')
  return { bar, ...(variable === undefined ? {} : { variable }) }
}

function reasonOf({ bar, variable }: ReturnType<typeof barOf>): Text {
  if (variable !== undefined)
    return { zh: `没有设置环境变量 ${variable}`, en: `the environment variable ${variable} is not set` }
  return Object.hasOwn(WHY, bar) ? WHY[bar as Bar] : WHY.right
}

function barred(
  why: string | undefined,
  params: { readonly since: string; readonly name: string },
): Pick<Problem, 'code' | 'params'> {
  const { bar, variable } = barOf(why)
  if (variable !== undefined) return { code: 'gate_unset', params: { ...params, variable } }
  if (bar === 'captcha') return { code: 'gate_captcha', params }
  return { code: 'gate_barred', params: { ...params, reason: reasonOf({ bar }) } }
}
