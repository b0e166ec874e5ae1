/**
 * What a gateway did, told twice: to OpenTelemetry, which is silent until the host installs an SDK, and as counters for
 * Prometheus. Names, states and durations only; nothing of a record.
 */
import { metrics, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Attempt } from '../delivery/index.ts'
import type { Ledger, Moved, Settlement } from '../ledger/index.ts'
import { accountGate, type CompiledUpstream } from '../upstream/index.ts'
import { Exposition } from './exposition.ts'

type Answers = Settlement['answers']

// Seconds. A good interface answers within 0.1; the deadline is 30 by default.
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

const stateOf = (answer: Answers[0] | undefined): string => {
  if (!answer) return 'unknown'
  return 'found' in answer ? answer.found.state : answer.outcome.state
}

/** Outcomes that say nothing is wrong between us and the upstream. */
const GOOD: ReadonlySet<string> = new Set([
  'delivered',
  'processing',
  'ready',
  'duplicate',
  'rejected',
  'absent',
  'same',
  'other',
  'partial',
])

export class Telemetry {
  readonly #tracer = trace.getTracer('yibiao')
  readonly #meter = metrics.getMeter('yibiao')
  readonly #accepted = this.#meter.createCounter('yibiao.accepted', { description: 'Entries accepted, by form' })
  readonly #moves = this.#meter.createCounter('yibiao.deliveries', { description: 'Deliveries that came to a state' })
  readonly #attempts = this.#meter.createCounter('yibiao.attempts', { description: 'Attempts, by answer' })
  readonly #durations = this.#meter.createHistogram('yibiao.attempt.duration', {
    description: 'From the claim to the answer',
    unit: 's',
    advice: { explicitBucketBoundaries: BUCKETS },
  })
  readonly #text = new Exposition()

  /** A span around one entry's acceptance. */
  accept<T extends { readonly state: string }>(form: string, run: () => Promise<T>): Promise<T> {
    return this.#span('yibiao.accept', { 'yibiao.form': form }, run, ({ state }) => {
      this.#accepted.add(1, { form, state })
      this.#text.add('yibiao_accepted_total', { form, state })
      return { 'yibiao.state': state }
    })
  }

  /** A span around one attempt at one parcel; requests that it makes nest in it. */
  attempt(attempt: Attempt, run: () => Promise<Answers>): Promise<Answers> {
    const { upstream, act, members } = attempt
    const start = performance.now()
    const attributes = { 'yibiao.upstream': upstream, 'yibiao.act': act, 'yibiao.members': members }
    return this.#span(`yibiao.${act}`, attributes, run, (answers) => {
      const seconds = (performance.now() - start) / 1_000
      const states = [...new Set(answers.map(stateOf))]
      for (const answer of states) {
        this.#attempts.add(1, { upstream, act, answer })
        this.#text.add('yibiao_attempts_total', { upstream, act, answer })
      }
      this.#durations.record(seconds, { upstream, act })
      this.#text.observe('yibiao_attempt_duration_seconds', { upstream, act }, seconds, BUCKETS)
      return {
        'yibiao.answer': states.join(' '),
        ...(states.every((state) => GOOD.has(state)) ? {} : { failed: true }),
      }
    })
  }

  moved({ upstream, state }: Moved): void {
    this.#moves.add(1, { upstream, state })
  }

  /** The counters so far, and gauges of the moment. */
  get exposition(): Exposition {
    return this.#text
  }

  #span<T>(
    name: string,
    attributes: Record<string, string | number>,
    run: () => Promise<T>,
    ended: (result: T) => Record<string, string | boolean>,
  ): Promise<T> {
    return this.#tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        const result = await run()
        const { failed, ...more } = ended(result)
        span.setAttributes(more)
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
        return result
      } catch (error) {
        // By kind: a message may quote what somebody typed.
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error })
        throw error
      } finally {
        span.end()
      }
    })
  }
}

/** Counters since the gateway was opened, and gauges of this moment from the ledger. */
export async function metricsText(
  { exposition }: Telemetry,
  ledger: Ledger,
  upstreams: readonly CompiledUpstream[],
  now: number,
): Promise<string> {
  const [counts, shut, { commits, oldestDue }] = await Promise.all([
    ledger.counts({}),
    ledger.shutGates(now),
    ledger.stats(),
  ])
  const closed = new Set(shut.map(({ gate }) => gate))
  const gates = new Set(
    upstreams.flatMap(({ gate, accounts }) => [
      gate.name,
      ...(accounts?.names ?? []).map((account) => accountGate(gate.name, account)),
    ]),
  )
  const due = new Map(oldestDue.map(({ upstream, dueAt }) => [upstream, dueAt]))
  return exposition.text([
    ...counts.flatMap(({ upstream, state, count, byPerson = 0 }) => [
      { name: 'yibiao_deliveries' as const, labels: { upstream, state }, value: count - byPerson },
      ...(byPerson === 0
        ? []
        : [{ name: 'yibiao_deliveries' as const, labels: { upstream, state: 'by-person' }, value: byPerson }]),
    ]),
    ...[...gates].map((gate) => ({
      name: 'yibiao_gate_open' as const,
      labels: { gate },
      value: closed.has(gate) ? 0 : 1,
    })),
    ...upstreams.map(({ name }) => ({
      name: 'yibiao_oldest_due_seconds' as const,
      labels: { upstream: name },
      value: Math.max(0, now - (due.get(name) ?? now)) / 1_000,
    })),
    { name: 'yibiao_ledger_commits_total' as const, labels: {}, value: commits },
  ])
}
