/** Callers that wait until nothing moves any more, woken by movements. */
import type { Clock } from '../base/clock.ts'
import type { Moved } from '../ledger/index.ts'

export class Waiters {
  readonly #clock
  readonly #pollMs
  #givenUp = false
  readonly #waiting = new Set<{ concerns: (moved: Moved) => boolean; look: () => void }>()

  /** @param pollMs - where others move things too: how often to look; absent: only movements wake */
  constructor(clock: Clock, pollMs?: number) {
    this.#clock = clock
    this.#pollMs = pollMs
  }

  /** Nothing will move any more: whoever waits is told so. */
  giveUp(): void {
    this.#givenUp = true
    for (const waiter of this.#waiting) waiter.look()
  }

  moved(moves: readonly Moved[]): void {
    for (const waiter of this.#waiting) if (moves.some(waiter.concerns)) waiter.look()
  }

  /**
   * Resolves true once `isMoving` says no, false after `timeoutMs`.
   *
   * @param concerns - movements after which to ask again
   */
  async until(
    isMoving: () => Promise<boolean>,
    concerns: (moved: Moved) => boolean,
    timeoutMs?: number,
  ): Promise<boolean> {
    let over = false
    let wake = () => {}
    const waiter = { concerns, look: () => wake() }
    this.#waiting.add(waiter)
    const cancel =
      timeoutMs === undefined
        ? () => {}
        : this.#clock.after(timeoutMs, () => {
            over = true
            wake()
          })
    // A waiting caller is a reason to stay alive; the clock's timers are not.
    const alive = setInterval(() => {}, 2 ** 30)
    try {
      for (;;) {
        const next = new Promise<void>((resolve) => {
          wake = resolve
        })
        if (!(await isMoving())) return true
        if (over || this.#givenUp) return false
        const stop = this.#pollMs === undefined ? () => {} : this.#clock.after(this.#pollMs, wake)
        await next
        stop()
      }
    } finally {
      clearInterval(alive)
      cancel()
      this.#waiting.delete(waiter)
    }
  }
}
