/**
 * Connection pools by deadline and freshness. Ours alone: a pool that the host shares with its own requests could be
 * full of them.
 *
 * Fresh means that no connection serves a second request. The header `connection: close` alone would not do: it closes
 * the connection *after* the reply, and the request may still leave on an idle one that the upstream has just given up.
 */
import { Agent, type Dispatcher, interceptors, ProxyAgent } from 'undici'
import type { HttpConnection } from './http-contract.ts'

/** Longest wait for a connection, in ms: longer holds a lane for a host that swallows packets. */
const CONNECT_TIMEOUT_MS = 10_000

// Back ends compress without being asked to, their error pages too.
const decompress = interceptors.decompress({ skipErrorResponses: false })

const USUAL: HttpConnection = {}

/**
 * Gives the pool for a deadline and a connection.
 *
 * Connecting gets at most half of the deadline: a host that swallows packets must fail as "not connected", which proves
 * that nothing was sent, and not at the deadline, which proves nothing.
 */
export function createDispatchers(): (timeoutMs: number, fresh: boolean, connection?: HttpConnection) => Dispatcher {
  const pools = new WeakMap<HttpConnection, Map<string, Dispatcher>>()
  return (timeoutMs, fresh, connection = USUAL) => {
    const connectMs = Math.min(CONNECT_TIMEOUT_MS, Math.ceil(timeoutMs / 2))
    const name = `${connectMs} ${fresh}`
    const own = pools.get(connection) ?? new Map<string, Dispatcher>()
    pools.set(connection, own)
    const known = own.get(name)
    if (known) return known
    const pool = newPool(connectMs, fresh, connection).compose(decompress)
    own.set(name, pool)
    return pool
  }
}

function newPool(connectMs: number, fresh: boolean, { proxy, ...tls }: HttpConnection): Dispatcher {
  const options = {
    // The caller's own deadline is over the whole exchange.
    headersTimeout: 0,
    bodyTimeout: 0,
    ...(fresh && { pipelining: 0 as const }),
  }
  const connect = { ...tls, timeout: connectMs }
  if (!proxy) return new Agent({ ...options, connect })
  const { url, authorization } = proxy
  return new ProxyAgent({
    ...options,
    uri: url,
    ...(authorization !== undefined && { token: authorization }),
    requestTls: connect,
    proxyTls: { timeout: connectMs },
    // Only what is encrypted needs a tunnel; the rest is handed over whole, as every proxy can do.
    proxyTunnel: false,
  })
}
