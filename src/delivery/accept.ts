/**
 * From what a caller hands in to a planned acceptance: normalise, find, merge, validate, plan. Planning is pure; the
 * one transaction is the ledger's. Entries for one record are taken one after the other, so that "A, then B" stays so.
 */
import { canonicalJson } from '../base/canonical-json.ts'
import type { Clock } from '../base/clock.ts'
import { ConflictError, GatewayError, RecordInvalidError } from '../base/errors.ts'
import { entryKey, type Form, normaliseEntry, recordKey } from '../form/index.ts'
import type { Accepted, Ledger, NewSubmission, StoredRecord, SubmissionRow } from '../ledger/index.ts'
import { pickAccount } from '../upstream/index.ts'
import { type AcceptOptions, acceptanceOf, entryAtCurrentVersion } from './acceptance.ts'
import type { Finder } from './find.ts'
import { Serial } from './serial.ts'

export interface AcceptResult {
  readonly state: 'accepted' | 'unchanged' | 'repeated'
  readonly record: { readonly id: number; readonly number: string; readonly revision: number }
  readonly accepted?: Extract<Accepted, { state: 'accepted' }>
}

// A record that moves more often than this between read and write is being hammered by two programs.
const MERGE_ROUNDS = 20

// Of one record: more than it has upstreams.
const MOST_WAITING = 1_000

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
  async accept(
    form: Form,
    given: unknown,
    options: AcceptOptions,
    submission: Pick<SubmissionRow, 'id' | 'number'> | NewSubmission,
  ): Promise<AcceptResult> {
    const entry = entryAtCurrentVersion(form, given, options.formVersion)
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
      const isSame = existing && !existing.withdrawn && canonicalJson(values) === canonicalJson(existing.values)
      if (isSame && !(await this.#waitsForAccount(form, existing, options)))
        return { state: 'unchanged', record: existing }
      const named = await this.#finder.named(form, values, existing?.id)
      // A new record about somebody whose number was corrected: there may be one under the right number.
      if (key !== undefined && recordKey(form, named.corrected) !== recordKey(form, values))
        throw new ConflictError([{ code: 'key_corrected_there', who: 'reporter' }])
      const acceptance = acceptanceOf(
        { finder: this.#finder, clock: this.#clock },
        form,
        existing,
        entry,
        named.corrected,
        named,
        options,
        submission,
      )
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

  /** Nothing of it could be sent for whom it was handed in; who says now for whom it is gets it sent, in the same words. */
  async #waitsForAccount(form: Form, { number, context }: StoredRecord, options: AcceptOptions): Promise<boolean> {
    const isServedNow = this.#finder
      .upstreamsOf(form)
      .some(({ accounts }) => accounts && !pickAccount(accounts, context) && pickAccount(accounts, options))
    if (!isServedNow) return false
    const waiting = await this.#ledger.standingStill(
      { record: number, states: ['blocked'] },
      { after: 0, limit: MOST_WAITING },
    )
    return waiting.some(({ problems }) => problems.some(({ code }) => code === 'account_missing'))
  }
}
