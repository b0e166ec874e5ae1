/**
 * Connection pools by deadline and freshness. Ours alone: a pool that the host shares with its own requests could be
 * full of them.
 *
 * Fresh means that no connection serves a second request. The header `connection: close` alone would not do: it closes
 * the connection *after* the reply, and the request may still leave on an idle one that the upstream has just given up.
 */
import { Agent, type Dispatcher, interceptors } from 'undici'

/** Longest wait for a connection, in ms: longer holds a lane for a host that swallows packets. */
const CONNECT_TIMEOUT_MS = 10_000

// Back ends compress without being asked to, their error pages too.
const decompress = interceptors.decompress({ skipErrorResponses: false })

/**
 * Gives the pool for a deadline.
 *
 * Connecting gets at most half of the deadline: a host that swallows packets must fail as "not connected", which proves
 * that nothing was sent, and not at the deadline, which proves nothing.
 */
export function createDispatchers(): (timeoutMs: number, fresh: boolean) => Dispatcher {
  const pools = new Map<string, Dispatcher>()
  return (timeoutMs, fresh) => {
    const connectMs = Math.min(CONNECT_TIMEOUT_MS, Math.ceil(timeoutMs / 2))
    const name = `${connectMs} ${fresh}`
    const known = pools.get(name)
    if (known) return known
    const pool = new Agent({
      connect: { timeout: connectMs },
      // The caller's own deadline is over the whole exchange.
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(fresh && { pipelining: 0 }),
    }).compose(decompress)
    pools.set(name, pool)
    return pool
  }
}
