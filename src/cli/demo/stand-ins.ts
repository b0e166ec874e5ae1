/** The stand-in upstreams of the demo: a process of their own that keeps its own count and ends with ours. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { GatewayError } from '../../base/errors.ts'

/** What a stand-in says about itself. */
export interface StandInReport {
  readonly rows: readonly { readonly id: string; readonly payload: Readonly<Record<string, unknown>> }[]
  readonly writes: readonly unknown[]
  readonly calls: Readonly<Record<'login' | 'create' | 'update' | 'lookup', number>>
}

export interface StandIns {
  /** Address by name. */
  readonly urls: Readonly<Record<string, string>>
  report(name: string): Promise<StandInReport>
  stop(): Promise<void>
}

/** @param module - a file that calls `serveSandboxes` */
export async function startStandIns(module: URL): Promise<StandIns> {
  const child = spawn(process.execPath, [fileURLToPath(module)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), exited.then(() => undefined)])
  lines.close()
  if (!first) {
    throw new GatewayError('unexpected', [{ code: 'unexpected', who: 'operator', params: { detail: 'stand-ins' } }])
  }
  const { sandboxes: urls } = JSON.parse(String(first[0])) as { sandboxes: Record<string, string> }
  return {
    urls,
    async report(name) {
      const reply = await fetch(`${urls[name]}/__rows`)
      return (await reply.json()) as StandInReport
    },
    async stop() {
      // Its end of our pipe closes: the same thing happens to it when we are killed.
      child.stdin.end()
      await exited
    },
  }
}
