/** yibiao sandbox: stand-in upstreams to develop against, until Ctrl-C. They hold nothing but what is sent to them. */
import type { SandboxKind } from '../../testing/sandbox/index.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { note, printLine } from '../print.ts'
import { tableOf } from '../table.ts'
import { UsageError } from '../usage-error.ts'

export interface SandboxCommandOptions {
  readonly port?: string
  readonly key?: string
}

// Longer bodies are told by their beginning.
const MOST_SHOWN = 200

export async function sandbox(
  kinds: readonly string[],
  { port, key }: SandboxCommandOptions,
  context: Context,
): Promise<number> {
  const { say, json, signal } = context
  // Loaded when asked for: a gateway has no use for it.
  const { createSandbox, SANDBOX_ACCOUNT, SANDBOX_KINDS } = await import('../../testing/sandbox/index.ts')
  const chosen = kinds.length === 0 ? (['ruoyi'] as const) : kinds.map((kind) => known(kind, SANDBOX_KINDS))
  const first = port === undefined ? undefined : portOf(port)
  const running = await Promise.all(
    chosen.map((kind, index) =>
      createSandbox({
        kind,
        control: true,
        ...(first !== undefined && { port: first + index }),
        ...(key !== undefined && { keyProperty: key }),
        onCall({ method, path, query, text }) {
          const address = query === '' ? path : `${path}?${query}`
          if (json) printLine(context, JSON.stringify({ kind, method, path, query, body: text }))
          else printLine(context, `${kind}  ${method} ${address}${text === '' ? '' : `  ${shown(text)}`}`)
        },
      }),
    ),
  )
  if (json) printLine(context, JSON.stringify({ sandboxes: running.map(({ kind, url }) => ({ kind, url })) }))
  else {
    printLine(context, tableOf(running.map(({ kind, url }) => [kind, url])))
    note(context, say('sandbox.account', SANDBOX_ACCOUNT))
    note(context, say('sandbox.control'))
  }
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await Promise.all(running.map((each) => each.close()))
  return EXIT.settled
}

const shown = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)

function known(kind: string, kinds: readonly SandboxKind[]): SandboxKind {
  const found = kinds.find((each) => each === kind)
  if (!found) throw new UsageError('sandbox_unknown', { typed: kind, known: kinds.join(', ') })
  return found
}

function portOf(typed: string): number {
  const port = Number(typed)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  const detail = { zh: '应是 1 到 65535 的整数', en: 'it must be a whole number from 1 to 65535.' }
  throw new UsageError('usage_value_wrong', { option: '--port', typed, detail })
}
