/**
 * The ledger beside what stands at one upstream, a record at a time: memory stays flat, however many there are. Where the
 * upstream can list and the mapping brings the key back, its list is read once; else each record is looked up.
 */
import { SettingsError } from '../base/errors.ts'
import { type Finder, planOne } from '../delivery/index.ts'
import { recordKey } from '../form/index.ts'
import { indexHash, isMoving, type LedgerReader, macsUnder, type StandingStill } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/index.ts'
import type { Asking } from './asking.ts'
import { paged } from './status.ts'
import type { Reconciled } from './types.ts'

/** @throws {SettingsError} the adapter can neither list nor look up */
export async function* reconcile(
  upstream: CompiledUpstream,
  asking: Asking,
  ledger: LedgerReader,
  finder: Finder,
  now: number,
  signal?: AbortSignal,
): AsyncGenerator<Reconciled> {
  const { form, name } = upstream
  if (asking.list && form.key.length > 0 && form.key.every((field) => upstream.restores.includes(field))) {
    const seen = new Seen()
    // Each account is shown its own, or all: what another was shown before is no news.
    for (const account of upstream.accounts?.names ?? [undefined]) {
      yield* fromList(upstream, asking.list(account, signal), ledger, finder, seen)
    }
    for await (const row of standingAt(ledger, name)) {
      // What was delivered since the list was read is no news.
      if (!seen.has(row.recordId) && row.delivery.createdAt < now) yield { state: 'missing', ...placeOf(row) }
    }
    return
  }
  if (!upstream.adapter.lookup) {
    throw new SettingsError([{ code: 'reconcile_blind', who: 'operator', upstream: name }])
  }
  for await (const row of standingAt(ledger, name)) {
    if (signal?.aborted) return
    const plan = planOne(upstream, row.values, row.context, await finder.named(form, row.values, row.recordId))
    const payload = 'payload' in plan ? plan.payload : undefined
    if (payload === undefined) {
      yield { state: 'unseen', detail: plan.state, ...placeOf(row) }
      continue
    }
    const { reference } = row.target
    // What is from before there were accounts is everybody's.
    const account = row.target.account ?? upstream.accounts?.default
    const asked = {
      payload,
      ...(reference === null ? {} : { reference }),
      ...(account === undefined ? {} : { account }),
    }
    const found = await asking.look(asked, signal)
    if (found.state === 'absent') yield { state: 'missing', ...placeOf(row) }
    else if (found.state === 'blind') yield { state: 'unseen', detail: found.detail, ...placeOf(row) }
    else if (found.state === 'other') {
      const fields = found.payload === undefined ? [] : upstream.differences(payload, found.payload)
      yield { state: 'changed', fields, ...placeOf(row) }
    } else yield { state: 'equal', ...placeOf(row) }
  }
}

async function* fromList(
  upstream: CompiledUpstream,
  payloads: AsyncIterable<unknown>,
  ledger: LedgerReader,
  finder: Finder,
  seen: Seen,
): AsyncGenerator<Reconciled> {
  const secrets = macsUnder(ledger.secrets)
  const { form } = upstream
  const here = new Seen()
  let position = 0
  for await (const payload of payloads) {
    position += 1
    const key = recordKey(form, upstream.back(payload).values)
    const record =
      key === undefined
        ? undefined
        : await ledger.findRecord({ form: form.name, keyHash: indexHash(secrets, 'key', form.name, key) })
    if (!record) {
      yield { state: 'unknown', position }
      continue
    }
    if (seen.has(record.id) && !here.has(record.id)) continue
    seen.add(record.id)
    here.add(record.id)
    const place = { number: record.number, revision: record.revision, position }
    const deliveries = await ledger.deliveriesOf(record.number)
    const own = deliveries.find((delivery) => delivery.upstream === upstream.name)
    if (own && isMoving(own.state)) {
      yield { state: 'moving', ...place }
      continue
    }
    const named = await finder.named(form, record.values, record.id)
    const plan = planOne(upstream, record.values, record.context, named)
    if (plan.state !== 'ready') yield { state: 'unseen', detail: plan.state, ...place }
    else {
      const fields = upstream.differences(plan.payload, payload)
      yield fields.length === 0 ? { state: 'equal', ...place } : { state: 'changed', fields, ...place }
    }
  }
}

const placeOf = ({ record, revision, target }: StandingStill) => ({
  number: record,
  revision,
  ...(target.reference === null ? {} : { reference: target.reference }),
})

/** Records that stand there as far as we know: the last word of each is a delivery that arrived. */
async function* standingAt(ledger: LedgerReader, upstream: string): AsyncGenerator<StandingStill> {
  const filter = { upstream, states: ['delivered', 'unchanged'] } as const
  const rows = paged(
    (page) => ledger.standingStill(filter, page),
    ({ delivery }) => delivery.id,
  )
  for await (const row of rows) {
    if (!row.delivery.newerOpen && row.delivery.wanted === 'present') yield row
  }
}

/** Row ids are dense: a bit each keeps a million of them in 128 kB. */
class Seen {
  #bits = new Uint8Array(1_024)

  add(id: number): void {
    const at = id >>> 3
    if (at >= this.#bits.length) {
      const wider = new Uint8Array(Math.max(this.#bits.length * 2, at + 1))
      wider.set(this.#bits)
      this.#bits = wider
    }
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (id & 7))
  }

  has(id: number): boolean {
    return ((this.#bits[id >>> 3] ?? 0) & (1 << (id & 7))) !== 0
  }
}
