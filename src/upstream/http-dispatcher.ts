/**
 * Connections other than the shared pool's: fresh ones, and ones with a shorter connect timeout.
 *
 * Node doesn't export the class behind its own fetch, but its global dispatcher is an instance of it. The header
 * `connection: close` alone would not do: it closes the connection *after* the reply, and the request may still leave
 * on an idle one that the upstream has just given up.
 */

/** Node's own limit in ms (undici's `connectTimeout`). */
const NODE_CONNECT_TIMEOUT_MS = 10_000

interface AgentOptions {
  /** 0: one request per connection. */
  readonly pipelining?: 0
  readonly connect?: { readonly timeout: number }
}

// .2 since undici 7, .1 before and beside it.
const GLOBAL_DISPATCHERS = [Symbol.for('undici.globalDispatcher.2'), Symbol.for('undici.globalDispatcher.1')]

function newAgent(options: AgentOptions): object | undefined {
  // Reading the global loads it.
  if (typeof globalThis.fetch !== 'function') return undefined
  for (const symbol of GLOBAL_DISPATCHERS) {
    const shared = (globalThis as Record<symbol, unknown>)[symbol]
    // A proxy or a mock set by the host takes other options: then its own pool serves, with `connection: close`.
    if (shared instanceof Object && shared.constructor.name === 'Agent') {
      return new (shared.constructor as new (options: AgentOptions) => object)(options)
    }
  }
  return undefined
}

/**
 * Gives the dispatcher for a deadline; undefined stands for the shared pool.
 *
 * Connecting gets at most half of the deadline: a host that swallows packets must fail as "not connected", which proves
 * that nothing was sent, and not at the deadline, which proves nothing.
 */
export function createDispatchers(): (timeoutMs: number, fresh: boolean) => object | undefined {
  const agents = new Map<string, object>()
  return (timeoutMs, fresh) => {
    const connectMs = Math.min(NODE_CONNECT_TIMEOUT_MS, Math.ceil(timeoutMs / 2))
    if (!fresh && connectMs === NODE_CONNECT_TIMEOUT_MS) return undefined
    const name = `${connectMs} ${fresh}`
    const known = agents.get(name)
    if (known) return known
    const agent = newAgent({ connect: { timeout: connectMs }, ...(fresh && { pipelining: 0 }) })
    if (agent) agents.set(name, agent)
    return agent
  }
}
