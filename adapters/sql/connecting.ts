/** What both drivers need to connect. */
import { readConnection, type Secret, type SendContext } from 'yibiao/adapter'
import type { ReadySettings } from './settings.ts'

export interface Connecting {
  readonly host: string
  readonly port?: number
  readonly database: string
  readonly username: Secret | string
  readonly password?: Secret
  readonly table: readonly string[]
  readonly timeoutMs: number
  /** Read with the first connection, and kept. */
  tls(): Promise<'off' | Readonly<Record<string, unknown>>>
}

export function connectingOf(settings: ReadySettings): Connecting {
  const { host, port, database, username, password, table, timeoutMs, tls } = settings
  return {
    host,
    database,
    username,
    timeoutMs,
    table: table.split('.'),
    ...(port !== undefined && { port }),
    ...(password && { password }),
    tls: async () => (tls === 'off' ? 'off' : { ...(await readConnection({ tls })) }),
  }
}

const MOST_CONNECT_MS = 10_000

/** Half of the whole at most, as for HTTP. */
export const connectTimeoutMs = (timeoutMs: number): number => Math.min(MOST_CONNECT_MS, timeoutMs / 2)

const ABORTED = Object.assign(new RangeError('aborted'), { code: 'aborted' })

/** What is waited for, unless it is told to end first; what comes late is given back. @throws when aborted, and what the work throws */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal, giveBack: (late: T) => void): Promise<T> {
  if (signal.aborted) {
    work.then(giveBack, () => undefined)
    throw ABORTED
  }
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => {
    work.then(giveBack, () => undefined)
    reject(ABORTED)
  }
  signal.addEventListener('abort', onAbort)
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** The caller's signal and the adapter's own deadline in one; `end` takes the timer away. */
export function withDeadline({ signal, clock }: Pick<SendContext, 'signal' | 'clock'>, timeoutMs: number) {
  const controller = new AbortController()
  const cancel = clock.after(timeoutMs, () => controller.abort())
  return { signal: AbortSignal.any([signal, controller.signal]), end: cancel }
}

/** Made with the first use, and again after it couldn't be made. */
export function createPool<Pool>(make: () => Promise<Pool>) {
  let pool: Promise<Pool> | undefined
  return {
    get(): Promise<Pool> {
      pool ??= make().catch((error: unknown) => {
        pool = undefined
        throw error
      })
      return pool
    },
    async close(end: (opened: Pool) => Promise<unknown>): Promise<void> {
      const opened = pool
      pool = undefined
      if (opened !== undefined) await end(await opened)
    },
  }
}
