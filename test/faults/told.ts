/** What a fault came to, for the table that `npm run test:faults` prints. */
import type { TestContext } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Figures of this very run. */
    fault?: string
  }
}

/** Chooses random moments and jitter; SEED repeats a run. One for all processes of a run. */
process.env.SEED ??= String(Date.now() % 1_000_000)
export const seed = Number(process.env.SEED)

/** `npm run test:faults` runs the long form, `npm test` a short one. */
export const isLong = process.env.FAULTS === 'long'

export function tell(task: TestContext['task'], figures: string): void {
  task.meta.fault = figures
}

let isTold = false

/** Mulberry32 from `seed`, which it prints: the same seed gives the same moments. */
export function seeded(): () => number {
  if (!isTold) console.log(`seed ${seed}`)
  isTold = true
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
