/**
 * Time is passed in, never read: tests turn the clock, and a jump of the wall clock can't shorten a lease.
 */
export interface Clock {
  /** Wall time, epoch milliseconds. What is stored. */
  now(): number
  /** Milliseconds since some fixed point; never goes back. What durations are measured with. */
  monotonic(): number
  /** Runs `task` once after `delayMs`. Does not keep the process alive. Returns what cancels it. */
  after(delayMs: number, task: () => void): () => void
}

// setTimeout turns longer delays into 1 ms.
const LONGEST_TIMER_MS = 2_147_483_647

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, Math.min(Math.max(delayMs, 0), LONGEST_TIMER_MS))
    // Browsers return a number: base/ runs there too.
    if (typeof timer === 'object') timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Waits for `work`, no longer than `ms`; it goes on in any case. */
export async function withinMs(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const cancel = clock.after(ms, resolve)
  try {
    await Promise.race([work, over])
  } finally {
    cancel()
  }
}
