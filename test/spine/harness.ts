/** Ledgers, stand-ins and gateways of whole-journey tests: real files and sockets, all closed after each test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { createGateway, type Gateway, type Upstream } from 'yibiao'
import { createSandbox, type Sandbox, type SandboxKind, type SandboxOptions } from 'yibiao/testing'

export const by = { by: 'tester', division: '509999001001' }
const open: { close(): Promise<unknown> }[] = []
const folders: string[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

export function ledgerFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spine-'))
  folders.push(folder)
  return `file:${join(folder, 'ledger.db')}`
}

export async function sandbox(kind: SandboxKind, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const made = await createSandbox({ kind, repeatGuardMs: 0, ...options })
  open.push(made)
  return made
}

export async function gatewayOf(ledger: string, ...upstreams: Upstream[]): Promise<Gateway> {
  const gateway = await createGateway({ ledger, upstreams })
  open.push(gateway)
  return gateway
}
