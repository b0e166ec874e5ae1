/** What changes about a record as a whole: taken back, under another key, one with another, stored anew. */
import type { Clock } from '../base/clock.ts'
import { ConflictError, GatewayError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import { type Form, normaliseEntry, recordKey, validateRecord } from '../form/index.ts'
import type { Acceptance, Ledger, NewSubmission, StoredRecord } from '../ledger/index.ts'
import type { AcceptResult } from './accept.ts'
import { acceptanceOf, contextOf, type Origin, optional } from './acceptance.ts'
import type { Finder } from './find.ts'
import { planWithdrawals } from './plan.ts'

export class Corrector {
  readonly #ledger
  readonly #clock
  readonly #finder

  constructor(ledger: Ledger, clock: Clock, finder: Finder) {
    this.#ledger = ledger
    this.#finder = finder
    this.#clock = clock
  }

  /** A new revision that asks every upstream to take the record back. */
  withdraw(form: Form, existing: StoredRecord, origin: Origin, submission: NewSubmission): Promise<AcceptResult> {
    return this.#takeBack(form, existing, origin, submission)
  }

  /**
   * Two records that are one: `from` is taken back everywhere, and what named it names `into` from now on.
   *
   * @throws {ConflictError} they aren't two records of one form, or one of them is withdrawn
   */
  merge(
    form: Form,
    from: StoredRecord,
    into: StoredRecord,
    { note, ...origin }: Origin & { readonly note?: string },
    submission: NewSubmission,
  ): Promise<AcceptResult> {
    if (
      from.form !== form.name ||
      into.form !== form.name ||
      from.id === into.id ||
      from.withdrawn ||
      into.withdrawn ||
      from.purged ||
      into.purged
    ) {
      const params = { number: from.number, into: into.number }
      throw new ConflictError([{ code: 'merge_refused', who: 'operator', params }])
    }
    return this.#takeBack(form, from, origin, submission, { kind: 'merge', into: into.id, ...optional({ note }) })
  }

  /**
   * The same record under another key: its history, its targets and their idempotency keys stay.
   *
   * @throws {ConflictError} another record has that key
   * @throws {RecordInvalidError} the key isn't a right one
   */
  async rekey(
    form: Form,
    existing: StoredRecord,
    key: Readonly<Record<string, unknown>>,
    { note, ...origin }: Origin & { readonly note?: string },
    submission: NewSubmission,
  ): Promise<AcceptResult> {
    if (form.key.length === 0)
      throw new ConflictError([{ code: 'rekey_keyless', who: 'operator', params: { form: form.title } }])
    if (Object.keys(key).some((name) => !form.key.includes(name)))
      throw new ConflictError([{ code: 'rekey_not_key', who: 'operator', params: { fields: form.key.join(', ') } }])
    const values = await this.#finder.merge(form, existing, normaliseEntry(form, key), {})
    if (recordKey(form, values) === recordKey(form, existing.values)) return { state: 'unchanged', record: existing }
    return this.#change(form, existing, values, { ...existing.context, ...origin }, submission, {
      kind: 'rekey',
      ...optional({ note }),
    })
  }

  /**
   * Keys of other records that were corrected since, as they are now: in the name of whoever handed the record in.
   * Undefined where another record has the key that comes of it (whether the two are one, a person knows), and where somebody
   * else moved the record first.
   */
  async rewrite(form: Form, existing: StoredRecord, values: JsonObject): Promise<AcceptResult | undefined> {
    const { by = 'gateway', ...place } = existing.context
    const origin = { by, ...place }
    const submission = { form: form.name, source: 'correction', at: this.#clock.now(), ...origin }
    try {
      return await this.#change(form, existing, values, origin, submission, { kind: 'rewrite' })
    } catch (error) {
      if (error instanceof ConflictError || (error instanceof GatewayError && error.code === 'busy')) return undefined
      throw error
    }
  }

  /** What `upgrade` would come to. */
  check(form: Form, existing: StoredRecord): readonly Problem[] {
    const validated = validateRecord(form, existing.values)
    return validated.ok ? [] : validated.problems
  }

  /** Stores a record anew by its form's present version; nothing is reported by it. Problems where that isn't a valid one. */
  async upgrade(form: Form, existing: StoredRecord, who: string): Promise<readonly Problem[]> {
    const validated = validateRecord(form, existing.values)
    if (!validated.ok) return validated.problems
    const { by = who, ...place } = existing.context
    const origin = { by, ...place }
    const submission = { form: form.name, source: 'upgrade', at: this.#clock.now(), ...origin }
    await this.#change(form, existing, validated.record as JsonObject, origin, submission, { kind: 'upgrade', who })
    return []
  }

  async #change(
    form: Form,
    existing: StoredRecord,
    values: JsonObject,
    origin: Origin,
    submission: NewSubmission,
    change: NonNullable<Acceptance['change']>,
  ): Promise<AcceptResult> {
    const named = await this.#finder.named(form, values, existing.id)
    const acceptance = acceptanceOf(
      { finder: this.#finder, clock: this.#clock },
      form,
      existing,
      values,
      values,
      named,
      { ...origin, allowRepeat: true },
      submission,
    )
    const deliveries = change.kind === 'upgrade' ? [] : acceptance.deliveries
    const accepted = await this.#ledger.accept({ ...acceptance, deliveries, change })
    if (accepted.state === 'key-taken')
      throw new ConflictError([{ code: 'key_taken', who: 'operator', params: { number: accepted.record.number } }])
    if (accepted.state !== 'accepted') throw new GatewayError('busy', [{ code: 'record_busy', who: 'operator' }])
    return { state: 'accepted', record: accepted.record, accepted }
  }

  async #takeBack(
    form: Form,
    existing: StoredRecord,
    origin: Origin,
    submission: NewSubmission,
    change?: Acceptance['change'],
  ): Promise<AcceptResult> {
    if (existing.withdrawn) return { state: 'unchanged', record: existing }
    if (existing.purged) {
      throw new ConflictError([{ code: 'record_purged', who: 'reporter', params: { number: existing.number } }])
    }
    const at = this.#clock.now()
    const accepted = await this.#ledger.accept({
      submission,
      form: form.name,
      formVersion: form.version,
      existing: { id: existing.id, revision: existing.revision },
      origin: existing.origin,
      refuseSameEvent: false,
      entryHash: existing.contentHash,
      contentHash: existing.contentHash,
      values: existing.values,
      withdrawn: true,
      by: origin.by,
      ...optional({ division: origin.division, period: origin.period, task: origin.task }),
      at,
      ...optional({ change }),
      deliveries: planWithdrawals(this.#finder.upstreamsOf(form), contextOf(origin), { at, priority: 1 }),
    })
    if (accepted.state !== 'accepted') throw new GatewayError('busy', [{ code: 'record_busy', who: 'operator' }])
    return { state: 'accepted', record: accepted.record, accepted }
  }
}
