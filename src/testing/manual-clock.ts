/** A clock that stands still until it is turned: timers run in order, nothing sleeps. */
import type { Clock } from '../base/clock.ts'

export interface ManualClock extends Clock {
  /** Turns both clocks and runs the timers that come due on the way. */
  advance(ms: number): void
  /** Turns the wall clock alone, as an administrator or NTP does. */
  jump(ms: number): void
}

/** @param startAt - wall time at the beginning, epoch ms */
export function manualClock(startAt = Date.UTC(2026, 0, 5, 8)): ManualClock {
  let monotonic = 0
  let wall = startAt
  const timers = new Set<{ at: number; task: () => void }>()
  return {
    now: () => wall,
    monotonic: () => monotonic,
    after(delayMs, task) {
      const timer = { at: monotonic + Math.max(delayMs, 0), task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance(ms) {
      const end = monotonic + ms
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers.delete(next)
        wall += next.at - monotonic
        monotonic = next.at
        next.task()
      }
      wall += end - monotonic
      monotonic = end
    },
    jump(ms) {
      wall += ms
    },
  }
}
