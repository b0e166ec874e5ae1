/** yibiao doctor: every upstream asked whether it can be reached, by whom, and what its clock says. Writes nothing. */

import { systemClock } from '../../base/clock.ts'
import { GatewayError } from '../../base/errors.ts'
import { inLang, toText } from '../../base/text.ts'
import {
  accountGate,
  createSendContext,
  createTokens,
  type Diagnosis,
  type NamedAccount,
  type SendContext,
  type Tokens,
  type Upstream,
} from '../../upstream/index.ts'
import { loadConfig } from '../config-file.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { note, printJson, printLine } from '../print.ts'
import { tableOf } from '../table.ts'
import { upstreamOf } from '../values.ts'
import type { Word } from '../words.ts'

export interface DoctorOptions {
  readonly upstream?: string
}

interface Diagnosed {
  readonly upstream: Upstream
  /** Where its system has several, each is asked with. */
  readonly account?: NamedAccount
  readonly checks: readonly Diagnosis[]
}

export async function doctor({ upstream: only }: DoctorOptions, context: Context): Promise<number> {
  const config = await loadConfig(context)
  const wanted = only === undefined ? undefined : upstreamOf(config, only)
  const chosen = config.upstreams.filter(({ name }) => wanted === undefined || name === wanted)
  // One account behind one gate logs in once, however many upstreams it serves.
  const sessions = new Map<string, Tokens>()
  const sessionOf = ({ name, system }: Upstream, account?: NamedAccount) => {
    const shared = system?.gate ?? name
    const gate = account ? accountGate(shared, account.name) : shared
    const known = sessions.get(gate) ?? createTokens(systemClock)
    sessions.set(gate, known)
    return known
  }
  const diagnosed = await Promise.all(
    chosen.flatMap(accountsOf).map(async ({ upstream, ...own }) => {
      const tokens = sessionOf(upstream, own.account)
      return { upstream, ...own, checks: await diagnose(upstream, { tokens, ...own }, context) }
    }),
  )
  report(diagnosed, context)
  const bad = diagnosed.flatMap(({ checks }) => checks.filter(({ ok }) => !ok)).length
  if (bad > 0) note(context, context.say('doctor.failed', { count: bad }))
  return bad > 0 ? EXIT.person : EXIT.settled
}

const accountsOf = (upstream: Upstream): readonly Omit<Diagnosed, 'checks'>[] => {
  const { accounts } = upstream.system ?? {}
  return accounts ? [...accounts.each.values()].map((account) => ({ upstream, account })) : [{ upstream }]
}

async function diagnose(
  { adapter, limits }: Upstream,
  under: Pick<SendContext, 'tokens' | 'account'>,
  { lang, signal }: Context,
): Promise<readonly Diagnosis[]> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)])
  try {
    return (await adapter.diagnose?.(createSendContext({ ...under, signal: within }))) ?? []
  } catch (error) {
    const detail = error instanceof GatewayError ? error.describe(lang) : error instanceof Error ? error.name : 'failed'
    return [{ check: 'adapter', ok: false, detail }]
  }
}

const WORDS: Readonly<Record<string, Word>> = {
  reach: 'doctor.reach',
  credentials: 'doctor.credentials',
  'look-up': 'doctor.look-up',
  clock: 'doctor.clock',
  table: 'doctor.table',
  columns: 'doctor.columns',
  rights: 'doctor.rights',
  right: 'doctor.rights',
  unique: 'doctor.unique',
  folder: 'doctor.folder',
  'log-in': 'doctor.log-in',
}

function report(diagnosed: readonly Diagnosed[], context: Context): void {
  const { say, lang, json } = context
  if (json) {
    const each = diagnosed.map(({ upstream: { name, title, adapter }, account, checks }) => ({
      name,
      ...(account ? { account: account.name } : {}),
      title: inLang(title, lang),
      adapter: adapter.name,
      address: adapter.address ?? null,
      checks: checks.map((each) => ({ ...each, detail: inLang(toText(each.detail), lang) })),
    }))
    printJson(context, { upstreams: each })
    return
  }
  const rows = diagnosed.flatMap(({ upstream: { title }, account, checks }) => {
    const name = inLang(title, lang) + (account ? ` / ${inLang(account.title, lang)}` : '')
    if (checks.length === 0) return [[name, '', '', say('doctor.none')]]
    return checks.map(({ check, ok, detail }, index) => [
      index === 0 ? name : '',
      WORDS[check] ? say(WORDS[check]) : check,
      say(ok ? 'doctor.good' : 'doctor.bad'),
      typeof detail === 'string' && WORDS[detail] ? say(WORDS[detail]) : inLang(toText(detail), lang),
    ])
  })
  const head = [say('table.upstream'), say('doctor.check'), say('doctor.result'), say('doctor.detail')]
  printLine(context, rows.length === 0 ? say('check.none') : tableOf([head, ...rows]))
}
