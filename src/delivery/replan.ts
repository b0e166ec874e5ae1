/**
 * Plans anew the records that name one which changed: in chunks, each read, planned and written in a transaction that
 * also moves the cursor, so that a crash goes on where it stopped. Only what an upstream would get in other words is sent.
 */
import type { Clock } from '../base/clock.ts'
import { GatewayError } from '../base/errors.ts'
import type { Form } from '../form/index.ts'
import type { Ledger, Moved, Replanned, StoredRecord } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/compile.ts'
import type { AcceptResult } from './accept.ts'
import type { Corrector } from './correct.ts'
import type { Finder } from './find.ts'
import { isPassing } from './patience.ts'
import { planDeliveries } from './plan.ts'

// Records planned and written in one transaction. More keep those who hand in waiting, fewer cost a commit each.
const CHUNK = 100

// Of a ledger that several processes share: longer leaves what one of them died with waiting, shorter asks for nothing.
const LOOK_INTERVAL_MS = 30_000

export interface ReplannerParts {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly finder: Finder
  readonly corrector: Corrector
  readonly upstreams: readonly CompiledUpstream[]
  moved(moves: readonly Moved[]): void
  /** Corrected keys were written into a record: a further revision. */
  accepted(form: Form, result: AcceptResult): void
  /** A dependant can't be planned now: it is tried again at the next start, and when who it names changes. */
  left(error: GatewayError): void
  /** The ledger refused: what is left is gone on with at the next `wake`. */
  failed(error: unknown): void
}

export class Replanner {
  readonly #parts
  readonly #forms: ReadonlyMap<string, Form>
  /** Forms that others name: only when one of those moves there can be anything to do. */
  readonly #named: ReadonlySet<string>
  #running: Promise<void> | undefined
  #cancelLook = () => {}
  #again = false
  #ended = false

  constructor(parts: ReplannerParts) {
    this.#parts = parts
    this.#forms = new Map(parts.upstreams.map(({ form }) => [form.name, form]))
    this.#named = new Set([...this.#forms.values()].flatMap(({ references }) => references.map(({ form }) => form)))
    if (parts.ledger.sharing && this.#named.size > 0) this.#lookAgain()
  }

  /** What a process that is gone has left is found by looking. */
  #lookAgain(): void {
    this.#cancelLook = this.#parts.clock.after(LOOK_INTERVAL_MS, () => {
      this.wake()
      this.#lookAgain()
    })
  }

  /** Whether a change of such a record may concern others. */
  concerns(form: string): boolean {
    return this.#named.has(form)
  }

  /** Goes on until nothing is left; what is noted meanwhile is done too. */
  wake(): void {
    this.#again = true
    this.#running ??= this.#run()
  }

  /** Resolves when nothing is left to plan anew, or the ledger refuses. */
  async idle(): Promise<void> {
    await this.#running
  }

  /** Takes no new chunk. */
  async end(): Promise<void> {
    this.#ended = true
    this.#cancelLook()
    await this.#running
  }

  async #run(): Promise<void> {
    const { ledger, moved, failed } = this.#parts
    try {
      while (this.#again && !this.#ended) {
        this.#again = false
        for (
          let chunk = await ledger.dependants(CHUNK);
          chunk && !this.#ended;
          chunk = await ledger.dependants(CHUNK)
        ) {
          const { records, ...rest } = chunk
          const at = this.#parts.clock.now()
          const planned = await Promise.all(records.map((record) => this.#planOrLeave(record, at)))
          const unplanned = records.filter((_, index) => planned[index] === undefined).map(({ id }) => id)
          const left = [...(rest.left === undefined ? [] : [rest.left]), ...unplanned].sort((a, b) => a - b)[0]
          const written = planned.flatMap((records) => records ?? [])
          moved(await ledger.replanned({ ...rest, ...(left === undefined ? {} : { left }), at, records: written }))
        }
      }
    } catch (error) {
      failed(error)
    } finally {
      this.#running = undefined
    }
  }

  /** Undefined where something it names can't be read: the others don't wait for that. */
  async #planOrLeave(record: StoredRecord, at: number): Promise<Replanned['records'] | undefined> {
    try {
      return await this.#plan(record, at)
    } catch (error) {
      if (isPassing(error) || !(error instanceof GatewayError)) throw error
      this.#parts.left(error)
      return undefined
    }
  }

  /** Empty for a record of a form that no upstream takes any more. */
  async #plan(record: StoredRecord, at: number): Promise<Replanned['records']> {
    const { finder, corrector } = this.#parts
    const form = this.#forms.get(record.form)
    if (!form) return []
    const named = await finder.named(form, record.values, record.id, true)
    // A further revision, planned with it: this one is left alone by what is written here.
    if (named.corrected !== record.values) {
      const rewritten = await corrector.rewrite(form, record, named.corrected)
      if (rewritten) {
        this.#parts.accepted(form, rewritten)
        return []
      }
    }
    const deliveries = planDeliveries(finder.upstreamsOf(form), record.values, record.context, named, {
      at,
      priority: 1,
      content: finder.secrets.content,
    })
    const frozen = named.references.flatMap(({ mode, seen }) => (mode === 'freeze' && seen ? [seen] : []))
    return [{ id: record.id, revision: record.revision, deliveries, frozen }]
  }
}
