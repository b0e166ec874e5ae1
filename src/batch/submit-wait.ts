/** Waits for deliveries to come to rest, woken by the gateway's events. */
import type { Gateway } from '../gateway/index.ts'
import { isMoving } from '../ledger/index.ts'

export type WaitEnd =
  /** Nothing moves by itself any more. */
  | 'still'
  | 'time-over'
  /** The signal came. */
  | 'stopped'
  /** The time is over and the ledger still refuses to write. */
  | 'failed'

export interface Watch {
  /** What the ledger refuses with, unless it has recovered. */
  readonly failure: unknown
  /** Deliveries of other records that these have woken and that still move, as far as is known here. */
  readonly woken: number
  /** Whether one of those still moves: who else delivers tells nobody here. */
  isAnyMoving(reader: Pick<Gateway, 'record'>): Promise<boolean>
  until(
    isMoving: () => Promise<boolean>,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<WaitEnd>
}

// Between two looks at the ledger. A shorter pause spends a large file's time on looking.
const PAUSE_MS = 50
const LOOK_MS = 500

/** Watches from now on: create it with the gateway, so that no failure goes by unseen. */
export function watchGateway(gateway: Pick<Gateway, 'on'>): Watch {
  let failed: { readonly error: unknown } | undefined
  let wake = () => {}
  const woken = new Map<string, { readonly number: string; readonly upstream: string }>()
  gateway.on('delivery', ({ number, upstream, state, woken: isWoken }) => {
    const delivery = `${number} ${upstream}`
    if (!isMoving(state)) woken.delete(delivery)
    else if (isWoken) woken.set(delivery, { number, upstream })
    wake()
  })
  gateway.on('failed', (event) => {
    failed ??= event
    wake()
  })
  gateway.on('recovered', () => {
    failed = undefined
    wake()
  })
  return {
    get failure() {
      return failed?.error
    },
    get woken() {
      return woken.size
    },
    async isAnyMoving(reader) {
      for (const [delivery, { number, upstream }] of woken) {
        const record = await reader.record(number)
        // A newer revision has taken its place.
        const isOlder = record.number !== number
        const own = record.deliveries.find((each) => each.upstream === upstream)
        if (!isOlder && own && isMoving(own.state)) return true
        woken.delete(delivery)
      }
      return false
    },
    async until(moves, { timeoutMs, signal }) {
      let over = timeoutMs <= 0
      // Asking may take long itself, as while much is planned anew.
      const ended = Promise.withResolvers<true>()
      const stop = () => {
        ended.resolve(true)
        wake()
      }
      const end = () => {
        over = true
        stop()
      }
      signal?.addEventListener('abort', stop)
      const timer = setTimeout(end, timeoutMs)
      try {
        for (;;) {
          const woken = Promise.withResolvers<void>()
          wake = woken.resolve
          if (!(await (timeoutMs <= 0 ? moves() : Promise.race([moves(), ended.promise])))) return 'still'
          if (signal?.aborted) return 'stopped'
          if (over) return failed ? 'failed' : 'time-over'
          // Another process may deliver too, and tells nobody here.
          const look = setTimeout(() => wake(), LOOK_MS)
          await woken.promise
          clearTimeout(look)
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        }
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', stop)
        wake = () => {}
      }
    },
  }
}
