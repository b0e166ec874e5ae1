/**
 * Stand-in upstreams as a process of their own: they outlive a gateway that is killed, and keep counting.
 *
 * A child process calls `serveSandboxes(...)`, its parent reads the one line of addresses from its stdout.
 */
import { createSandbox } from './server.ts'
import type { Sandbox, SandboxOptions } from './types.ts'

/**
 * Starts them, prints one JSON line `{"sandboxes":{"<name>":"<url>"}}`, and serves until SIGTERM or until the parent is
 * gone (its end of stdin closes), so that nothing is left running.
 */
export async function serveSandboxes(config: Readonly<Record<string, SandboxOptions>>): Promise<void> {
  const running: Record<string, Sandbox> = {}
  for (const [name, options] of Object.entries(config)) {
    running[name] = await createSandbox({ ...options, control: true })
  }
  const urls = Object.fromEntries(Object.entries(running).map(([name, { url }]) => [name, url]))
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  process.once('SIGTERM', () => end())
  process.stdin.once('end', () => end()).resume()
  // Only now: who reads the line may end us at once.
  process.stdout.write(`${JSON.stringify({ sandboxes: urls })}\n`)
  await ended
  await Promise.all(Object.values(running).map((sandbox) => sandbox.close()))
  process.stdin.destroy()
}
