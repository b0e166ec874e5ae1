/** What can be known without owning the ledger: it reads beside the process that delivers, and writes nothing. */
import { systemClock } from '../base/clock.ts'
import { Finder, readAtCurrentVersion, Versions } from '../delivery/index.ts'
import type { Entry, Form } from '../form/index.ts'
import { indexHash, macsUnder, readLedger, type SubmissionRow } from '../ledger/index.ts'
import { compileUpstream, createHttp, openAdapters } from '../upstream/index.ts'
import { asking } from './ask.ts'
import { auditing } from './auditing.ts'
import { groupFailures } from './failures.ts'
import { gateTokens } from './gate-tokens.ts'
import { handoversOf } from './handovers.ts'
import { preflight } from './preflight.ts'
import { shutUpstreams } from './shut.ts'
import { gatewayStatus, paged, recordStatus } from './status.ts'
import type { Gateway, GatewaySettings, Preflight, PreflightOptions, SubmitOptions } from './types.ts'

export interface Reader
  extends Pick<
    Gateway,
    'record' | 'status' | 'problems' | 'failures' | 'handovers' | 'receipts' | 'audit' | 'verifyAudit' | 'reconcile'
  > {
  /** As the gateway's; with a `clientKey` that was answered before, the record of that answer is meant. */
  preflight<F extends Form>(
    form: F,
    entry: Entry<NoInfer<F>>,
    options?: PreflightOptions & Pick<SubmitOptions, 'clientKey'>,
  ): Promise<Preflight>
  /** The call or file that handed records in, by its 受理号. */
  submission(number: string): Promise<SubmissionRow | undefined>
  close(): Promise<void>
}

/**
 * Opens a ledger for reading only. Mappings are compiled when the first pre-flight asks for them.
 *
 * @throws {StorageError} there is no ledger yet, or it is damaged
 */
export function createReader(
  settings: Pick<GatewaySettings, 'ledger' | 'ledgerKeys' | 'upstreams' | 'codegen' | 'clock'>,
): Reader {
  const { upstreams, codegen = true, clock = systemClock } = settings
  const versions = new Versions(upstreams.map(({ form }) => form))
  const ledger = readAtCurrentVersion(readLedger(settings.ledger, settings.ledgerKeys), versions)
  const secrets = macsUnder(ledger.secrets)
  let finder: Finder | undefined
  const compiled = () => upstreams.map((upstream) => compileUpstream(upstream, { codegen }))
  const shut = () => shutUpstreams(ledger, clock.now(), upstreams)
  return {
    async preflight(form, entry, { clientKey, ...options } = {}) {
      versions.know(form)
      if (!finder) await openAdapters(upstreams)
      finder ??= new Finder(ledger, clock, compiled())
      if (clientKey !== undefined && options.record === undefined) {
        const clientKeyHash = indexHash(secrets, 'client', form.name, clientKey)
        const known = await ledger.findRecord({ form: form.name, clientKeyHash })
        if (known) return preflight(finder, ledger, form, entry, { ...options, record: known.number })
      }
      return preflight(finder, ledger, form, entry, options)
    },
    record: (number) => recordStatus(ledger, number, shut),
    status: (filter = {}) => gatewayStatus(ledger, filter, clock.now(), upstreams),
    problems: (filter = {}) =>
      paged(
        (page) => ledger.problems(filter, page),
        ({ delivery }) => delivery,
      ),
    failures: async (filter = {}) => groupFailures(ledger, filter, await shut()),
    handovers: (filter = {}) => handoversOf(ledger, upstreams, filter),
    receipts: (filter = {}) =>
      paged(
        (page) => ledger.receipts(filter, page),
        ({ id }) => id,
      ),
    ...auditing(ledger),
    async *reconcile(name, options) {
      await openAdapters(upstreams)
      const http = createHttp({ clock })
      const known = compiled()
      const found = new Finder(ledger, clock, known)
      const { under } = gateTokens(clock)
      const asks = asking({ upstreams: known, ledger, finder: found, clock, http, under, log() {} })
      yield* asks.reconcile(name, options)
    },
    submission: (number) => ledger.findSubmission(number),
    async close() {
      await ledger.close()
      await Promise.all(upstreams.map(({ adapter }) => adapter.close?.()))
    },
  }
}
