/**
 * A person's decisions over many deliveries at once: found by filter, decided one by one by pure rules, written in
 * chunks with a name and a reason, told with what was left alone and why. With `dryRun` nothing is written.
 */
import type { Clock } from '../base/clock.ts'
import type { MessageCode } from '../base/messages/index.ts'
import type { Problem } from '../base/problem.ts'
import { titleAt } from '../form/index.ts'
import {
  type DeliveryFilter,
  type DeliveryState,
  decidePerson,
  formatReceiptNumber,
  type Ledger,
  type Moved,
  type PersonDecision,
  type Redecision,
  type Secrets,
  type StandingStill,
} from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/compile.ts'
import type { Finder } from './find.ts'
import type { Named } from './referents.ts'
import { decideReplay } from './replay-rules.ts'

/** Which deliveries are meant. All given parts must fit. */
export interface DecisionFilter extends DeliveryFilter {
  /** Code of one of its problems: ours, or the upstream's own. */
  readonly code?: string
  /** Name of the file that waits to be handed over. */
  readonly file?: string
}

export interface DecisionOptions {
  /** Who decides. */
  readonly by: string
  /** Why. Kept in the audit and, where it is evidence, in the receipt. */
  readonly note?: string
  /** Only says what would move. Default false. */
  readonly dryRun?: boolean
}

/** What a person saw at the upstream. */
export interface Word {
  /** Its own id of the record. */
  readonly reference?: string
  /** The canonical field that it was refused for; the note is then kept as the upstream's words. */
  readonly field?: string
}

export interface Decided {
  /** Deliveries that moved; with `dryRun`, that would. For `replay` also those that are being sent at this moment. */
  readonly moved: number
  /** The first hundred that the decision can't be taken about, and why. */
  readonly left: readonly { readonly number: string; readonly upstream: string; readonly problem: Problem }[]
}

// What is settled stays settled: an older revision must not come back over a newer one.
const REPLAYABLE: readonly DeliveryState[] = [
  'pending',
  'rejected',
  'dead',
  'held',
  'incomplete',
  'waiting',
  'uncertain',
]
const HOLDABLE: readonly DeliveryState[] = ['pending', 'waiting', 'uncertain', 'processing']
const RESOLVABLE: readonly DeliveryState[] = [...REPLAYABLE, 'blocked', 'processing', 'handover']

// Deliveries read, and written in one transaction. More keep everybody else waiting.
const CHUNK = 200
const MOST_LEFT = 100

export interface DecidingParts {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly upstreams: readonly CompiledUpstream[]
  /** Finds what mappings read of other records, and has what payloads are compared by. */
  readonly finder: Finder
  moved(moves: readonly Moved[]): void
}

type Rule = (
  upstream: CompiledUpstream,
  standing: StandingStill,
  now: number,
  named: Named,
) => Pick<Redecision, 'verdict' | 'payload'> | { readonly left: MessageCode }

const refusalOf = ({ form }: CompiledUpstream, field: string, note: string | undefined) => ({
  field,
  title: titleAt(form, field),
  ...(note === undefined ? {} : { upstreamText: note }),
})

export class Deciding {
  readonly #parts

  constructor(parts: DecidingParts) {
    this.#parts = parts
  }

  replay(filter: DecisionFilter, options: DecisionOptions): Promise<Decided> {
    return this.#each(filter, REPLAYABLE, 'replay', options, replayed(this.#parts.finder.secrets.content))
  }

  hold(filter: DecisionFilter, options: DecisionOptions): Promise<Decided> {
    return this.#each(filter, HOLDABLE, 'hold', options, personally('held', this.#parts.finder.secrets.content))
  }

  resolve(
    filter: DecisionFilter,
    decision: Exclude<PersonDecision, 'held'>,
    { reference, field, ...options }: DecisionOptions & Word,
  ): Promise<Decided> {
    const word = { ...(reference === undefined ? {} : { reference }), ...(field === undefined ? {} : { field }) }
    const said = { ...word, ...(options.note === undefined ? {} : { note: options.note }) }
    return this.#each(
      filter,
      RESOLVABLE,
      decision,
      options,
      personally(decision, this.#parts.finder.secrets.content, said),
    )
  }

  async #each(
    { code, file, ...filter }: DecisionFilter,
    possible: readonly DeliveryState[],
    decision: string,
    { by, note, dryRun = false }: DecisionOptions,
    rule: Rule,
  ): Promise<Decided> {
    const { ledger, clock, upstreams, finder, moved } = this.#parts
    const now = clock.now()
    const states = possible.filter((state) => filter.states?.includes(state) ?? true)
    const left: { number: string; upstream: string; problem: Problem }[] = []
    let count = 0
    for (const upstream of upstreams) {
      if (filter.upstream !== undefined && filter.upstream !== upstream.name) continue
      const leave = ({ record, revision, problems }: StandingStill, why: MessageCode) => {
        // Where that is why it stands still, its own words say more.
        const own = problems.find(({ code }) => code === why)
        const problem = own ?? ({ code: why, who: 'operator', upstream: upstream.name } as const)
        if (left.length < MOST_LEFT)
          left.push({ number: formatReceiptNumber(record, revision), upstream: upstream.name, problem })
      }
      for (let after = 0; ; ) {
        const page = await ledger.standingStill({ ...filter, states, upstream: upstream.name }, { after, limit: CHUNK })
        const chunk: { standing: StandingStill; redecision: Redecision }[] = []
        for (const standing of page) {
          if (code !== undefined && !hasCode(standing.problems, code)) continue
          if (file !== undefined && !isIn(standing, file)) continue
          const named = await finder.named(upstream.form, standing.values, standing.recordId)
          const decided = rule(upstream, standing, now, named)
          const { id, state } = standing.delivery
          if ('left' in decided) leave(standing, decided.left)
          else chunk.push({ standing, redecision: { ...decided, delivery: id, from: state } })
        }
        if (dryRun) count += chunk.length
        else if (chunk.length > 0) {
          const reason = { decision, ...(note === undefined ? {} : { note }) }
          const redecisions = chunk.map(({ redecision }) => redecision)
          const moves = await ledger.redecide(by, now, redecisions, reason)
          moved(moves)
          const written = new Set(moves.map(({ delivery }) => delivery))
          for (const { standing, redecision } of chunk) {
            // One that is being sent at this moment is tried again: all that a replay asks for.
            if (decision === 'replay' || written.has(redecision.delivery)) count += 1
            else leave(standing, 'decision_in_hand')
          }
        }
        const last = page.at(-1)
        if (last === undefined) break
        after = last.delivery.id
      }
    }
    return { moved: count, left }
  }
}

const hasCode = (problems: readonly Problem[], code: string) =>
  problems.some((problem) => problem.code === code || problem.upstreamCode === code)

const isIn = ({ delivery, problems }: StandingStill, file: string) =>
  delivery.state === 'handover' && problems.some(({ params }) => params?.file === file)

const replayed =
  (content: Secrets['content']): Rule =>
  (upstream, standing, now, named) =>
    standing.target.rekeyed
      ? { left: 'rekeyed_by_hand' }
      : hasCode(standing.problems, 'account_moved')
        ? { left: 'account_moved' }
        : (decideReplay(upstream, standing, now, content, named) ?? { left: 'decision_earlier_first' })

const personally =
  (
    decision: PersonDecision,
    content: Secrets['content'],
    { reference, field, note }: Word & { note?: string } = {},
  ): Rule =>
  (upstream, standing, now, named) => {
    const { delivery, target } = standing
    // What never left is planned with today's mapping, as a replay does.
    // They have seen to it that it doesn't stand there under the old key, or under the account that it had.
    if (decision === 'send-again' && target.exposedBy === null)
      return seenTo(replayed(content)(upstream, cleared(standing), now, named), standing)
    const verdict = decidePerson(delivery, target, decision, {
      upstream: upstream.name,
      capabilities: upstream.adapter.capabilities,
      now,
      giveUpAt: now + upstream.limits.giveUpMs,
      ...(reference === undefined ? {} : { reference }),
      ...(field === undefined ? {} : { refusal: refusalOf(upstream, field, note) }),
    })
    return 'left' in verdict ? verdict : decision === 'delivered' ? seenTo({ verdict }, standing) : { verdict }
  }

const cleared = (standing: StandingStill): StandingStill => {
  const { rekeyed: _, ...target } = standing.target
  return { ...standing, target, problems: [] }
}

/** It doesn't stand there under its old key any more, nor under the account that it was told to be another's. */
const seenTo = (decided: ReturnType<Rule>, { problems }: StandingStill): ReturnType<Rule> => {
  if ('left' in decided) return decided
  const { verdict } = decided
  const moved = hasCode(problems, 'account_moved') ? { moved: true as const } : {}
  return { ...decided, verdict: { ...verdict, target: { ...verdict.target, rekeyed: false, ...moved } } }
}
