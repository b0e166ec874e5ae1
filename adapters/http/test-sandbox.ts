/** For tests: a stand-in upstream, the adapter set up for it, and two people (ids from the standard's own examples). */
import {
  createSandbox,
  createSendContext,
  type SandboxKind,
  type SandboxOptions,
  sandboxSettings,
} from 'yibiao/testing'
import { http } from './index.ts'

/** What the running test has to close. */
export const open: { close(): unknown }[] = []

export async function closeAll(): Promise<void> {
  for (const one of open.splice(0)) await one.close()
}

export const person = { sfzh: '11010519491231002X', xm: '张三', nl: 0, db: false }
export const other = { sfzh: '440524188001010014', xm: '李四', nl: 61, db: true }

export const kinds: readonly SandboxKind[] = ['ruoyi', 'jeecg', 'rest-key', 'rest-unique', 'bare']

export async function start(kind: SandboxKind, options: Partial<SandboxOptions> = {}) {
  const sandbox = await createSandbox({ kind, repeatGuardMs: 0, ...options })
  open.push(sandbox)
  return { sandbox, adapter: http(sandboxSettings(kind, sandbox.url)), context: createSendContext() }
}
