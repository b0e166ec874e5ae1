/**
 * Asks the ledger again until it answers: a full disk gets room, a lock is let go, and deliveries go on by themselves.
 * Nothing is lost meanwhile. An answer that could not be written yet is kept and written later; if the process dies
 * first, its delivery is uncertain and looked into.
 */
import type { Clock } from '../base/clock.ts'
import { StorageError } from '../base/errors.ts'
import type { MessageCode } from '../base/messages/index.ts'
import type { Ledger } from '../ledger/index.ts'

// The first pause ends a short lock almost unnoticed; the longest keeps a full disk from being asked all the time.
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

/** What can pass without anybody opening the ledger again. */
const PASSING: ReadonlySet<MessageCode> = new Set([
  'ledger_full',
  'ledger_space_low',
  'ledger_busy',
  'ledger_unreachable',
  'ledger_lock_held',
  'ledger_failed',
  'ledger_read_only',
])

export const isPassing = (error: unknown): boolean =>
  error instanceof StorageError && error.problems.every(({ code }) => PASSING.has(code))

export interface PatienceParts {
  readonly clock: Clock
  /** The first of those who ask was refused. */
  failed(error: unknown): void
  /** All who were refused have been answered. @param afterMs - since `failed` */
  recovered(afterMs: number): void
}

export class Patience {
  readonly #parts
  readonly #waits = new Set<() => void>()
  #refused = 0
  #since = 0
  #ended = false

  constructor(parts: PatienceParts) {
    this.#parts = parts
  }

  /** What `ask` comes to in the end. @throws what can't pass, or the last refusal once `end` was called */
  async until<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      return await this.#again(ask, error)
    }
  }

  /** Whoever waits asks once more, and is then refused for good. */
  end(): void {
    this.#ended = true
    for (const go of this.#waits) go()
  }

  async #again<T>(ask: () => Promise<T>, refusal: unknown): Promise<T> {
    if (!isPassing(refusal) || this.#ended) throw refusal
    const { clock, failed, recovered } = this.#parts
    if (this.#refused++ === 0) {
      this.#since = clock.monotonic()
      failed(refusal)
    }
    let isWritten = false
    try {
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        await this.#pause(pauseMs)
        try {
          const answer = await ask()
          isWritten = true
          return answer
        } catch (error) {
          if (!isPassing(error) || this.#ended) throw error
        }
      }
    } finally {
      if (--this.#refused === 0 && isWritten) recovered(clock.monotonic() - this.#since)
    }
  }

  #pause(pauseMs: number): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        cancel()
        this.#waits.delete(go)
        resolve()
      }
      const cancel = this.#parts.clock.after(pauseMs, go)
      this.#waits.add(go)
    })
  }
}

/**
 * The ledger as lanes use it. A claim that was refused comes back empty: what it asked for is found due again. A step
 * of a send is not waited for, its deadline is running.
 */
export const patiently = (ledger: Ledger, patience: Patience): Ledger => ({
  ...ledger,
  due: (request) => patience.until(() => ledger.due(request)),
  release: (items, now) => patience.until(() => ledger.release(items, now)),
  claim: (request) => patience.until(() => ledger.claim(request)),
  settle: (settlement) => patience.until(() => ledger.settle(settlement)),
  probed: (probe) => patience.until(() => ledger.probed(probe)),
})
