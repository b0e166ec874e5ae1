/** createGateway: the façade that the three ways in call. It opens the ledger, compiles the upstreams and runs the lanes. */
import { systemClock } from '../base/clock.ts'
import { GatewayError, SettingsError } from '../base/errors.ts'
import {
  type AcceptOptions,
  Acceptor,
  type AcceptResult,
  canProbe,
  decideRetry,
  Engine,
  Finder,
  isPassing,
  type Origin,
} from '../delivery/index.ts'
import type { Form } from '../form/index.ts'
import {
  contentHash,
  type DeliveryFilter,
  type DeliveryState,
  formatReceiptNumber,
  type Ledger,
  type Moved,
  type NewSubmission,
  openLedger,
  parseReceiptNumber,
  rotateKeys,
} from '../ledger/index.ts'
import {
  type AccountTokens,
  type CompiledUpstream,
  compileUpstream,
  createHttp,
  createTokens,
  openAdapters,
} from '../upstream/index.ts'
import { asking } from './ask.ts'
import { auditing } from './auditing.ts'
import { Events } from './events.ts'
import { submitAll } from './many.ts'
import { preflight } from './preflight.ts'
import { eventOf, gatewayStatus, paged, recordStatus, statusOf } from './status.ts'
import type { Gateway, GatewaySettings, Many, RecordStatus, Submission } from './types.ts'
import { Waiters } from './waiters.ts'

// What in-flight sends get to end when the gateway closes: a slow upstream's answer, not a clerk's patience.
const GRACE_MS = 10_000

// Lease beyond the deadline: connection set-up, a paused process, a slow commit (I6: at least 15 s).
const LEASE_MARGIN_MS = 30_000

const RETRYABLE: readonly DeliveryState[] = [
  'pending',
  'rejected',
  'dead',
  'held',
  'incomplete',
  'waiting',
  'uncertain',
]

/**
 * Opens a gateway: compiles every mapping against both ends, takes the ledger, starts a lane per upstream. What was
 * in flight when the last process died is looked into first.
 *
 * @throws {MappingError} a mapping or contract is wrong
 * @throws {SettingsError} two upstreams share a name; a key of the ledger is missing or wrong
 * @throws {StorageError} the ledger is owned by another process, damaged or full
 */
export async function createGateway(settings: GatewaySettings): Promise<Gateway> {
  const { clock = systemClock, random = Math.random, deliver = true, codegen = true } = settings
  const log = quiet(settings.log)
  const upstreams = settings.upstreams.map((upstream) => compileUpstream(upstream, { codegen }))
  refuseTwins(upstreams)
  await openAdapters(settings.upstreams)
  const { minFreeBytes, ledgerKeys: keys } = settings
  const ledger = await openLedger(settings.ledger, {
    now: clock.now(),
    ...(minFreeBytes === undefined ? {} : { minFreeBytes }),
    ...(keys === undefined ? {} : { keys }),
  })
  try {
    await register(ledger, upstreams)
  } catch (error) {
    await ledger.close()
    throw error
  }

  const events = new Events((error) =>
    log('listener-threw', { error: error instanceof Error ? error.name : typeof error }),
  )
  const waiters = new Waiters(clock)
  const finder = new Finder(ledger, clock, upstreams)
  const acceptor = new Acceptor(ledger, clock, finder)
  const moved = (moves: readonly Moved[]) => {
    for (const move of moves) events.emit('delivery', () => eventOf(move))
    waiters.moved(moves)
  }
  const tokens = new Map<string, AccountTokens>()
  const http = createHttp({ clock })
  const tokensFor = (gate: string) => {
    const known = tokens.get(gate) ?? createTokens(clock)
    tokens.set(gate, known)
    return known
  }
  const engine = new Engine({
    upstreams: deliver ? upstreams.filter(({ enabled }) => enabled) : [],
    ledger,
    clock,
    http,
    tokensFor,
    random,
    moved,
    failed(error) {
      events.emit('failed', () => ({ error }))
      // Whoever waits goes on waiting for what can pass.
      if (!isPassing(error)) waiters.giveUp()
    },
    recovered: (afterMs) => events.emit('recovered', () => ({ afterMs })),
    log,
  })
  engine.wake()

  const accept = async (
    form: Form,
    entry: unknown,
    options: AcceptOptions,
    submission: Parameters<Acceptor['accept']>[3],
  ) => {
    const result = await acceptor.accept(form, entry, options, submission)
    announce(result)
    return result
  }
  const announce = ({ accepted }: AcceptResult) => {
    if (!accepted) return
    moved(accepted.moved)
    engine.wake(accepted.moved.filter(({ state }) => state === 'pending').map(({ upstream }) => upstream))
  }
  const submissionOf = async ({ state, record }: AcceptResult): Promise<Submission> => {
    const number = formatReceiptNumber(record.number, record.revision)
    const settled = async ({ timeoutMs }: { timeoutMs?: number } = {}): Promise<RecordStatus> => {
      const isMoving = () => ledger.isMoving({ recordId: record.id })
      await waiters.until(isMoving, (move) => move.record === record.number, timeoutMs)
      return recordStatus(ledger, record.number)
    }
    return { state, number, deliveries: (await ledger.deliveriesOf(record.number)).map(statusOf), settled }
  }
  const newSubmission = (form: Form, origin: Origin, source: string): NewSubmission => {
    const { by, division, period, task } = origin
    return {
      form: form.name,
      by,
      ...(division === undefined ? {} : { division }),
      ...(period === undefined ? {} : { period }),
      ...(task === undefined ? {} : { task }),
      source,
      at: clock.now(),
    }
  }

  let closing: Promise<void> | undefined
  const gateway: Gateway = {
    async submit(form, entry, options) {
      return submissionOf(await accept(form, entry, options, newSubmission(form, options, 'api')))
    },
    submitMany(form, entries, { source = 'api', signal, ...options }): Many {
      const opened = ledger.openSubmission(newSubmission(form, options, source))
      opened.catch(() => {})
      const one = async ({ entry, ...own }: { entry: unknown }) =>
        accept(form, entry, { ...options, ...own }, await opened)
      return {
        number: opened.then(({ number }) => number),
        [Symbol.asyncIterator]: () => submitAll(entries, one, signal),
        async settled({ timeoutMs } = {}) {
          const { id } = await opened
          return waiters.until(
            () => ledger.isMoving({ submissionId: id }),
            (move) => move.submission === id,
            timeoutMs,
          )
        },
      }
    },
    preflight: (form, entry, options = {}) => preflight(finder, ledger, form, entry, options),
    ...asking({ upstreams, ledger, clock, http, tokensFor, log }),
    async withdraw(form, number, origin) {
      const parsed = parseReceiptNumber(number)
      const existing = parsed && (await ledger.findRecord({ number: parsed.number }))
      if (!existing || existing.form !== form.name) {
        throw new GatewayError('number-unknown', [{ code: 'number_unknown', who: 'reporter', params: { number } }])
      }
      const result = await acceptor.withdraw(form, existing, origin, newSubmission(form, origin, 'api'))
      announce(result)
      return submissionOf(result)
    },
    record: (number) => recordStatus(ledger, number),
    status: (filter = {}) => gatewayStatus(ledger, filter, clock.now()),
    problems: (filter = {}) =>
      paged(
        (page) => ledger.problems(filter, page),
        ({ delivery }) => delivery,
      ),
    receipts: (filter = {}) =>
      paged(
        (page) => ledger.receipts(filter, page),
        ({ id }) => id,
      ),
    ...auditing(ledger),
    async retry(filter, { by }) {
      const now = clock.now()
      const gates = await ledger.shutGates(now)
      const barred = new Set(gates.flatMap(({ gate, state }) => (state === 'throttled' ? [] : [gate])))
      let count = 0
      for (const upstream of upstreams) {
        if (filter.upstream !== undefined && filter.upstream !== upstream.name) continue
        // Whoever retries an upstream, not one record, may have mended its account: one more log-in.
        if (filter.record === undefined && filter.submission === undefined && barred.has(upstream.gate.name)) {
          await ledger.setGate(upstream.gate.name, { state: 'open' }, now)
          tokens.get(upstream.gate.name)?.forget()
        }
        // What is settled stays settled: an older revision must not come back over a newer one.
        const states = RETRYABLE.filter((state) => filter.states?.includes(state) ?? true)
        const scope: DeliveryFilter = { ...filter, states, upstream: upstream.name }
        for await (const standing of paged(
          (page) => ledger.standingStill(scope, page),
          ({ delivery }) => delivery.id,
        )) {
          const decision = decideRetry(upstream, standing, now, finder.secrets.content)
          if (!decision) continue
          const { id, state } = standing.delivery
          const moves = await ledger.redecide(by, now, [{ ...decision, delivery: id, from: state }])
          moved(moves)
          count += moves.length
        }
      }
      engine.wake()
      return count
    },
    rotateKeys: (options) => rotateKeys(ledger, options),
    on: (event, listener) => events.on(event, listener),
    close({ graceMs = GRACE_MS } = {}) {
      closing ??= (async () => {
        await engine.drain(graceMs)
        waiters.giveUp()
        await ledger.close()
        await Promise.all(upstreams.map(({ adapter }) => adapter.close?.()))
      })()
      return closing
    },
    [Symbol.asyncDispose]: () => gateway.close(),
  }
  return gateway
}

/** A logger that throws must not stop a delivery. */
const quiet =
  (log: GatewaySettings['log']): NonNullable<GatewaySettings['log']> =>
  (event, facts) => {
    try {
      log?.(event, facts)
    } catch {
      // There is nowhere left to say it.
    }
  }

function refuseTwins(upstreams: readonly CompiledUpstream[]): void {
  const seen = new Set<string>()
  for (const { name } of upstreams) {
    if (seen.has(name)) throw new SettingsError([{ code: 'upstream_twice', who: 'operator', upstream: name }])
    seen.add(name)
  }
}

function register(ledger: Ledger, upstreams: readonly CompiledUpstream[]): Promise<void> {
  // Upstreams behind one gate share its slowest rate.
  const rates = new Map<string, number>()
  for (const { gate } of upstreams) {
    if (gate.perMinute !== undefined)
      rates.set(gate.name, Math.min(gate.perMinute, rates.get(gate.name) ?? gate.perMinute))
  }
  return ledger.register(
    upstreams.map(({ name, gate, contractText, mappingText, adapter, limits }) => {
      const perMinute = rates.get(gate.name)
      return {
        upstream: name,
        capabilities: adapter.capabilities,
        canPoll: adapter.poll !== undefined,
        canProbe: canProbe(adapter),
        leaseMs: limits.timeoutMs + LEASE_MARGIN_MS,
        ...(limits.retryGapsMs ? { retryGapsMs: limits.retryGapsMs } : {}),
        gate: gate.name,
        contractHash: contentHash(contractText),
        mappingHash: contentHash(mappingText),
        ...(perMinute === undefined ? {} : { perMinute }),
      }
    }),
  )
}
