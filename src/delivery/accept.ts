/**
 * From what a caller hands in to a planned acceptance: normalise, find, merge, validate, plan. Planning is pure; the
 * one transaction is the ledger's. Entries for one record are taken one after the other, so that "A, then B" stays so.
 */
import { canonicalJson } from '../base/canonical-json.ts'
import type { Clock } from '../base/clock.ts'
import { ConflictError, GatewayError, RecordInvalidError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { entryKey, type Form, normaliseEntry, recordKey, sameEventKey } from '../form/index.ts'
import {
  type Acceptance,
  type Accepted,
  indexHash,
  type Ledger,
  type NewSubmission,
  newNumber,
  originHash,
  type StoredRecord,
  type SubmissionRow,
} from '../ledger/index.ts'
import type { RecordContext } from '../mapping/index.ts'
import type { Finder } from './find.ts'
import { planDeliveries, planWithdrawals } from './plan.ts'
import type { Named } from './referents.ts'
import { Serial } from './serial.ts'

/** Who hands in, for which place and time; on every revision. */
export interface Origin {
  /** Who handed it in: a name or an account, kept in the audit. */
  readonly by: string
  /** Division code (6, 9 or 12 digits) the record belongs to. */
  readonly division?: string
  readonly period?: string
  readonly task?: string
}

export interface AcceptOptions extends Origin {
  /** The caller's own key: the same key with the same content is one record, however often it is handed in. */
  readonly clientKey?: string
  /** Number (受理号) of the record that this revises; needed where the form has no natural key. */
  readonly record?: string
  /** Revision the caller started from: a field that has moved since is a conflict. */
  readonly base?: number
  /** Accepts a new record although another one looks like the same event. */
  readonly allowRepeat?: boolean
  /** Deliveries of a backlog go behind what is typed today. */
  readonly priority?: 0 | 1 | 2
  /**
   * Epoch ms by which the report is due. A day before, its deliveries go first at each upstream; between two tries at most
   * a quarter of the time that is left passes. Nothing is given up sooner or dropped when it is over.
   */
  readonly dueAt?: number
}

export interface AcceptResult {
  readonly state: 'accepted' | 'unchanged' | 'repeated'
  readonly record: { readonly id: number; readonly number: string; readonly revision: number }
  readonly accepted?: Extract<Accepted, { state: 'accepted' }>
}

// A record that moves more often than this between read and write is being hammered by two programs.
const MERGE_ROUNDS = 20

export class Acceptor {
  readonly #ledger
  readonly #clock
  readonly #finder
  readonly #serial = new Serial()

  constructor(ledger: Ledger, clock: Clock, finder: Finder) {
    this.#ledger = ledger
    this.#finder = finder
    this.#clock = clock
  }

  /**
   * @throws {RecordInvalidError} the merged record doesn't satisfy the form, or looks like a repeat
   * @throws {ConflictError} a field moved since `base`, or the client key came with other content
   */
  accept(
    form: Form,
    entry: unknown,
    options: AcceptOptions,
    submission: Pick<SubmissionRow, 'id' | 'number'> | NewSubmission,
  ): Promise<AcceptResult> {
    const key = entryKey(form, entry)
    const turn = options.record ?? key ?? options.clientKey
    const run = () => this.#acceptInTurn(form, entry, key, options, submission)
    return turn === undefined ? run() : this.#serial.run(`${form.name}\n${turn}`, run)
  }

  async #acceptInTurn(
    form: Form,
    given: unknown,
    key: string | undefined,
    options: AcceptOptions,
    submission: Pick<SubmissionRow, 'id' | 'number'> | NewSubmission,
  ): Promise<AcceptResult> {
    for (let round = 0; round < MERGE_ROUNDS; round++) {
      const existing = await this.#finder.find(form, key, options)
      // A new record is normalised as a whole when it is validated; what is compared or merged is before.
      const entry = existing || options.clientKey !== undefined ? normaliseEntry(form, given) : given
      const values = await this.#finder.merge(form, existing, entry, options)
      if (existing && !existing.withdrawn && canonicalJson(values) === canonicalJson(existing.values)) {
        return { state: 'unchanged', record: existing }
      }
      const named = await this.#finder.named(form, values, existing?.id)
      // A new record about somebody whose number was corrected: there may be one under the right number.
      if (key !== undefined && recordKey(form, named.corrected) !== recordKey(form, values))
        throw new ConflictError([{ code: 'key_corrected_there', who: 'reporter' }])
      const acceptance = this.#acceptance(form, existing, entry, named.corrected, named, options, submission)
      const accepted = await this.#ledger.accept(acceptance)
      switch (accepted.state) {
        case 'accepted':
          return { state: 'accepted', record: accepted.record, accepted }
        case 'repeated':
          return { state: 'repeated', record: accepted.record }
        case 'conflict':
          throw new ConflictError([
            { code: 'client_key_reused', who: 'operator', params: { number: accepted.record.number } },
          ])
        case 'same-event':
          throw new RecordInvalidError([
            { code: 'likely_repeat', who: 'reporter', params: { number: accepted.record.number } },
          ])
        case 'key-taken':
        case 'moved':
          break
      }
    }
    throw new GatewayError('busy', [{ code: 'record_busy', who: 'operator' }])
  }

  #acceptance(
    form: Form,
    existing: StoredRecord | undefined,
    entry: unknown,
    values: JsonObject,
    named: Named,
    options: AcceptOptions,
    submission: Acceptance['submission'],
  ): Acceptance {
    const { secrets } = this.#finder
    const at = this.#clock.now()
    const key = recordKey(form, values)
    const eventKey = sameEventKey(form, values)
    const { by, division, period, task, base, clientKey } = options
    const hash = secrets.content(canonicalJson(values))
    return {
      submission,
      form: form.name,
      formVersion: form.version,
      ...(existing ? { existing: { id: existing.id, revision: existing.revision } } : {}),
      ...(key === undefined ? {} : { keyHash: indexHash(secrets, 'key', form.name, key) }),
      origin: existing?.origin ?? originHash(secrets, form.name, key ?? clientKey ?? newNumber()),
      ...(eventKey === undefined ? {} : { eventHash: indexHash(secrets, 'event', form.name, eventKey) }),
      refuseSameEvent: options.allowRepeat !== true,
      ...(clientKey === undefined ? {} : { clientKeyHash: indexHash(secrets, 'client', form.name, clientKey) }),
      entryHash: clientKey === undefined ? hash : secrets.content(canonicalJson(entry)),
      contentHash: hash,
      values,
      withdrawn: false,
      by,
      ...optional({ division, period, task, base }),
      at,
      references: named.references,
      deliveries: planDeliveries(this.#finder.upstreamsOf(form), values, contextOf(options), named, {
        at,
        priority: options.priority ?? 1,
        deadlineAt: options.dueAt,
        content: secrets.content,
      }),
    }
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
   * Undefined where another record has the key that comes of it: whether the two are one, a person knows.
   */
  async rewrite(form: Form, existing: StoredRecord, values: JsonObject): Promise<AcceptResult | undefined> {
    const { by = 'gateway', ...place } = existing.context
    const origin = { by, ...place }
    const submission = { form: form.name, source: 'correction', at: this.#clock.now(), ...origin }
    try {
      return await this.#change(form, existing, values, origin, submission, { kind: 'rewrite' })
    } catch (error) {
      if (error instanceof ConflictError) return undefined
      throw error
    }
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
    const acceptance = this.#acceptance(
      form,
      existing,
      values,
      values,
      named,
      { ...origin, allowRepeat: true },
      submission,
    )
    const accepted = await this.#ledger.accept({ ...acceptance, change })
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
      deliveries: planWithdrawals(this.#finder.upstreamsOf(form), { at, priority: 1 }),
    })
    if (accepted.state !== 'accepted') throw new GatewayError('busy', [{ code: 'record_busy', who: 'operator' }])
    return { state: 'accepted', record: accepted.record, accepted }
  }
}

/** What mappings may read of it. */
export const contextOf = ({ by, division, period, task }: Partial<Origin>): RecordContext =>
  optional({ by, division, period, task })

/** Only what is there: `exactOptionalPropertyTypes` keeps `undefined` out of the ledger. */
function optional<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
