/** createGateway: the façade that the three ways in call. It opens the ledger, compiles the upstreams and runs the lanes. */
import { type Clock, systemClock, withinMs } from '../base/clock.ts'
import { GatewayError } from '../base/errors.ts'
import {
  type AcceptOptions,
  Acceptor,
  type AcceptResult,
  atCurrentVersion,
  Corrector,
  checkReferences,
  type Decided,
  Deciding,
  type DecisionFilter,
  Engine,
  type EngineParts,
  Finder,
  isPassing,
  type Origin,
  Replanner,
  Versions,
} from '../delivery/index.ts'
import type { Form } from '../form/index.ts'
import {
  formatReceiptNumber,
  type Hash,
  type Moved,
  type NewSubmission,
  openLedger,
  rotateKeys,
  type Sharing,
} from '../ledger/index.ts'
import { compileUpstream, createHttp, openAdapters } from '../upstream/index.ts'
import { asking } from './ask.ts'
import { auditing } from './auditing.ts'
import { correcting } from './correcting.ts'
import { exposeDoubtful } from './doubt.ts'
import { driftedContracts } from './drift.ts'
import { Events } from './events.ts'
import { groupFailures } from './failures.ts'
import { gateTokens, ledgerLogIns } from './gate-tokens.ts'
import { gating } from './gating.ts'
import { handoversOf } from './handovers.ts'
import { codeOf, createLog, factsOf } from './logging.ts'
import { submitAll } from './many.ts'
import { preflight } from './preflight.ts'
import { purgeAll } from './purging.ts'
import { refuseTwins, register } from './register.ts'
import { shutUpstreams } from './shut.ts'
import { eventOf, gatewayStatus, paged, recordStatus, statusOf } from './status.ts'
import { metricsText, Telemetry } from './telemetry.ts'
import type { Gateway, GatewaySettings, Many, RecordStatus, Submission } from './types.ts'
import { Waiters } from './waiters.ts'

// What in-flight sends get to end when the gateway closes: a slow upstream's answer, not a clerk's patience.
const GRACE_MS = 10_000

// Another process delivers too and tells nobody of what it settled: how long after it whoever waits here hears of it.
const POLL_MS = 500

/**
 * Opens a gateway: compiles every mapping against both ends, takes the ledger, starts a lane per upstream. What was
 * in flight when the last process died is looked into first.
 *
 * @throws {MappingError} a mapping or contract is wrong
 * @throws {SettingsError} two upstreams share a name; a key of the ledger is missing or wrong
 * @throws {StorageError} the ledger is owned by another process, damaged or full
 */
export async function createGateway(settings: GatewaySettings): Promise<Gateway> {
  const { random = Math.random, deliver = true, codegen = true } = settings
  const upstreams = settings.upstreams.map((upstream) => compileUpstream(upstream, { codegen }))
  refuseTwins(upstreams)
  checkReferences(upstreams)
  const log = createLog(settings.logger, upstreams)
  await openAdapters(settings.upstreams)
  const { minFreeBytes, ledgerKeys: keys } = settings
  const versions = new Versions(upstreams.map(({ form }) => form))
  const opened = await openLedger(settings.ledger, {
    ...(settings.clock === undefined ? {} : { now: settings.clock.now() }),
    ...(minFreeBytes === undefined ? {} : { minFreeBytes }),
    ...(keys === undefined ? {} : { keys }),
  })
  const clock = settings.clock ?? clockOf(opened.sharing)
  const ledger = atCurrentVersion(opened, versions)
  let drifted: ReadonlyMap<string, Hash>
  try {
    drifted = await driftedContracts(ledger, settings.upstreams)
    await register(ledger, upstreams, drifted)
    await exposeDoubtful(ledger, upstreams, clock.now())
  } catch (error) {
    await ledger.close()
    throw error
  }

  const telemetry = new Telemetry()
  const events = new Events((error) => log('warn', 'listener-threw', () => ({ error: codeOf(error) })))
  let inDoubt = await ledger.isInDoubt()
  const waiters = new Waiters(clock, ledger.sharing === undefined ? undefined : POLL_MS)
  const finder = new Finder(ledger, clock, upstreams)
  const acceptor = new Acceptor(ledger, clock, finder)
  const corrector = new Corrector(ledger, clock, finder)
  const moved = (moves: readonly Moved[], woken = false) => {
    for (const move of moves) {
      log('info', 'delivery', () => factsOf(move))
      telemetry.moved(move)
      events.emit('delivery', () => eventOf(move, woken))
    }
    waiters.moved(moves)
    if (moves.some(({ form, state }) => state === 'delivered' && replanner.concerns(form))) replanner.wake()
  }
  const replanner = new Replanner({
    ledger,
    clock,
    finder,
    corrector,
    upstreams,
    accepted: (form, result) => void announce(form, result),
    moved(moves) {
      moved(moves, true)
      engine.wake(moves.filter(({ state }) => state === 'pending').map(({ upstream }) => upstream))
    },
    left: (error) => log('warn', 'dependant-left', () => ({ error: codeOf(error) })),
    failed: (error) => log('error', 'ledger-failed', () => ({ error: codeOf(error) })),
  })
  const tokens = gateTokens(clock, ledgerLogIns(ledger))
  const http = createHttp({ clock })
  const warn: EngineParts['log'] = (event, facts) => log('warn', event, () => facts ?? {})
  const engine = new Engine({
    upstreams: deliver ? upstreams.filter(({ enabled, name }) => enabled && !drifted.has(name)) : [],
    ledger,
    clock,
    http,
    under: tokens.under,
    random,
    moved,
    failed(error) {
      log('error', 'ledger-failed', () => ({ error: codeOf(error) }))
      events.emit('failed', () => ({ error }))
      // Whoever waits goes on waiting for what can pass.
      if (!isPassing(error)) waiters.giveUp()
    },
    recovered(afterMs) {
      log('info', 'ledger-recovered', () => ({ afterMs }))
      replanner.wake()
      events.emit('recovered', () => ({ afterMs }))
    },
    log: warn,
    watched: (attempt, ask) => telemetry.attempt(attempt, ask),
  })
  for (const upstream of drifted.keys()) log('warn', 'contract-changed', () => ({ upstream }))
  engine.wake()
  replanner.wake()
  ledger.sharing?.heard((names) => {
    engine.wake(names.length > 0 ? names : undefined)
    // Whoever accepted may be gone before it has planned what follows.
    replanner.wake()
  })
  const deciding = new Deciding({ ledger, clock, upstreams, finder, moved })
  const decided = async (done: Promise<Decided>) => {
    const result = await done
    engine.wake()
    return result
  }

  const accept = async (
    form: Form,
    entry: unknown,
    options: AcceptOptions,
    submission: Parameters<Acceptor['accept']>[3],
  ) => {
    versions.know(form)
    const result = await telemetry.accept(form.name, () => acceptor.accept(form, entry, options, submission))
    await announce(form, result)
    return result
  }
  const announce = async (form: Form, { accepted }: AcceptResult) => {
    if (!accepted) return
    moved(accepted.moved)
    // What begins to wait may have been told meanwhile: then accepting has noted it.
    if (replanner.concerns(form.name) || accepted.moved.some(({ state }) => state === 'blocked')) replanner.wake()
    if (inDoubt) moved(await exposeDoubtful(ledger, upstreams, clock.now()))
    engine.wake(accepted.moved.filter(({ state }) => state === 'pending').map(({ upstream }) => upstream))
  }
  const submissionOf = async ({ state, record }: AcceptResult): Promise<Submission> => {
    const number = formatReceiptNumber(record.number, record.revision)
    const settled = async ({ timeoutMs }: { timeoutMs?: number } = {}): Promise<RecordStatus> => {
      const isMoving = async () => {
        await replanner.idle()
        return ledger.isMoving({ recordId: record.id })
      }
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

  const shut = () => shutUpstreams(ledger, clock.now(), settings.upstreams)
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
            async () => {
              await replanner.idle()
              return ledger.isMoving({ submissionId: id })
            },
            (move) => move.submission === id,
            timeoutMs,
          )
        },
      }
    },
    preflight(form, entry, options = {}) {
      versions.know(form)
      return preflight(finder, ledger, form, entry, options)
    },
    ...asking({ upstreams, ledger, finder, clock, http, under: tokens.under, log: warn }),
    ...correcting({ ledger, versions, corrector, announce, submissionOf, newSubmission }),
    record: (number) => recordStatus(ledger, number, shut),
    status: (filter = {}) => gatewayStatus(ledger, filter, clock.now(), settings.upstreams),
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
    failures: async (filter = {}) => groupFailures(ledger, filter, await shut()),
    handovers: (filter = {}) => handoversOf(ledger, settings.upstreams, filter),
    replay: (filter, options) => decided(deciding.replay(filter, options)),
    async hold(filter, options) {
      refuseEmpty(filter)
      return decided(deciding.hold(filter, options))
    },
    async resolve(filter, decision, options) {
      refuseEmpty(filter)
      return decided(deciding.resolve(filter, decision, options))
    },
    ...gating({ ledger, upstreams, tokens, clock, wake: () => engine.wake() }),
    metrics: () => metricsText(telemetry, ledger, upstreams, clock.now()),
    purge: (options) => purgeAll(ledger, clock, options),
    async endDoubt({ by }) {
      await ledger.endDoubt(by, clock.now())
      inDoubt = false
      engine.wake()
    },
    rotateKeys: (options) => rotateKeys(ledger, options),
    on: (event, listener) => events.on(event, listener),
    close({ graceMs = GRACE_MS } = {}) {
      closing ??= (async () => {
        // What waited for a record that came is planned before the process ends: whoever looks next sees that it is there.
        if (graceMs > 0) await withinMs(clock, graceMs, replanner.idle())
        await Promise.all([engine.drain(graceMs), replanner.end()])
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

/** Whoever shares a ledger goes by the clock that all of them share. */
const clockOf = (sharing: Sharing | undefined): Clock =>
  sharing ? { ...systemClock, now: () => systemClock.now() + sharing.aheadMs() } : systemClock

function refuseEmpty(filter: DecisionFilter): void {
  if (Object.values(filter).some((part) => part !== undefined)) return
  throw new GatewayError('filter-empty', [{ code: 'filter_empty', who: 'operator' }])
}
