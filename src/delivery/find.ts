/** What an entry is about, and what it makes of it: the reading half of accepting, which pre-flight shares. */
import type { Clock } from '../base/clock.ts'
import { ConflictError, RecordInvalidError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { type Form, mergeEntry, recordKey, validateRecord } from '../form/index.ts'
import {
  indexHash,
  type LedgerReader,
  macsUnder,
  parseReceiptNumber,
  type Secrets,
  type StoredRecord,
} from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/compile.ts'
import { type Named, ReferentFinder } from './referents.ts'

// Forms are filled in on Beijing time; the machine's own zone must not decide whether a visit lies ahead.
const BEIJING_MS = 8 * 3_600_000

export class Finder {
  readonly #ledger
  readonly #clock
  readonly #upstreams
  readonly secrets: Secrets
  readonly #referents

  constructor(ledger: LedgerReader, clock: Clock, upstreams: readonly CompiledUpstream[]) {
    this.#ledger = ledger
    this.#clock = clock
    this.#upstreams = upstreams
    this.secrets = macsUnder(ledger.secrets)
    this.#referents = new ReferentFinder(ledger, this.secrets, upstreams)
  }

  /** Upstreams that take records of this form; for a disabled one, what is planned waits until it is enabled. */
  upstreamsOf(form: Form): readonly CompiledUpstream[] {
    return this.#upstreams.filter((upstream) => upstream.form.name === form.name)
  }

  /** What its upstreams read of the records that a record names. */
  named(form: Form, values: JsonObject, recordId?: number, all?: boolean): Promise<Named> {
    return this.#referents.find(form, values, this.upstreamsOf(form), recordId, all)
  }

  /** The stored record an entry is about. */
  async find(
    form: Form,
    key: string | undefined,
    options: { readonly record?: string },
  ): Promise<StoredRecord | undefined> {
    if (options.record !== undefined) {
      const number = parseReceiptNumber(options.record)?.number
      const found = number === undefined ? undefined : await this.#ledger.findRecord({ number })
      if (!found || found.form !== form.name) {
        throw new ConflictError([{ code: 'number_unknown', who: 'reporter', params: { number: options.record } }])
      }
      if (found.mergedInto !== undefined) {
        const params = { number: options.record, into: found.mergedInto }
        throw new ConflictError([{ code: 'record_merged', who: 'reporter', params }])
      }
      if (key !== undefined && !found.purged && key !== recordKey(form, found.values)) {
        throw new ConflictError([{ code: 'key_changed', who: 'reporter', params: { number: options.record } }])
      }
      return found
    }
    if (key !== undefined) {
      const found = await this.#ledger.findRecord({
        form: form.name,
        keyHash: indexHash(this.secrets, 'key', form.name, key),
      })
      // Whoever types the old number has an old paper in hand: what it says may be old as well.
      if (found?.byFormerKey)
        throw new ConflictError([{ code: 'key_corrected', who: 'reporter', params: { number: found.number } }])
      return found
    }
    // Without any key of its own the entry is a new record; a repeated client key is the ledger's to see.
    return undefined
  }

  /** The entry merged into what is stored, validated. */
  async merge(
    form: Form,
    existing: StoredRecord | undefined,
    entry: unknown,
    { base, unread }: { readonly base?: number; readonly unread?: Readonly<Record<string, string>> },
  ): Promise<JsonObject> {
    const baseValues =
      existing && base !== undefined && base !== existing.revision
        ? (await this.#ledger.revisionOf(existing.id, base))?.values
        : undefined
    const merged = mergeEntry(form, existing?.values, entry, baseValues)
    if (merged.conflicts.length > 0) throw new ConflictError(merged.conflicts.map(({ problem }) => problem))
    const today = new Date(this.#clock.now() + BEIJING_MS).toISOString().slice(0, 10)
    const validated = validateRecord(form, merged.values, { today, ...(unread ? { unread } : {}) })
    if (!validated.ok) throw new RecordInvalidError(validated.problems)
    return validated.record as JsonObject
  }
}
