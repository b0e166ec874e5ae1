/** A project folder with a configuration, the command run in it, and stand-in upstreams. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/testing/index.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

export const atEnd = (end: () => unknown): void => {
  ends.push(end)
}

export async function sandbox(options: SandboxOptions): Promise<Sandbox> {
  const made = await createSandbox(options)
  atEnd(() => made.close())
  return made
}

/** An address nobody listens at: taken, and given back. */
export async function deadAddress(): Promise<string> {
  const made = await createSandbox({ kind: 'bare' })
  await made.close()
  return made.url
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the command printed
  readonly json: any
}

export interface RunOptions {
  readonly stdin?: AsyncIterable<Uint8Array>
  readonly signal?: AbortSignal
  readonly env?: Readonly<Record<string, string>>
  readonly isTTY?: boolean
}

export interface Project {
  readonly folder: string
  path(name: string): string
  write(name: string, content: string | Uint8Array): string
  read(name: string): string
  has(name: string): boolean
  run(argv: readonly string[], options?: RunOptions): Promise<Ran>
}

export function project(config?: string): Project {
  const folder = mkdtempSync(join(tmpdir(), 'yibiao-cli-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const path = (name: string) => join(folder, name)
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(path(name), content)
    return path(name)
  }
  if (config !== undefined) write('yibiao.config.ts', config)
  return {
    folder,
    path,
    write,
    read: (name) => readFileSync(path(name), 'utf8'),
    has: (name) => existsSync(path(name)),
    async run(argv, { stdin = bytes(''), signal = new AbortController().signal, env = {}, isTTY = false } = {}) {
      let out = ''
      let err = ''
      const stdout = {
        write(text: string) {
          out += text
        },
      }
      const stderr = {
        write(text: string) {
          err += text
        },
        isTTY,
        columns: 100,
      }
      const io = { stdin, stdout, stderr, env: { LANG: 'zh_CN.UTF-8', USER: 'tester', ...env }, cwd: folder, signal }
      const code = await run(argv, io)
      return {
        code,
        out,
        err,
        get json() {
          return JSON.parse(out)
        },
      }
    },
  }
}

export async function* bytes(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

export interface Addresses {
  readonly civil?: string
  readonly health?: string
  readonly visits?: string
}

/** Residents go to 民政 (looks up by 证件号) and 卫健 (needs a telephone number, knows idempotency keys); visits to 走访平台. */
export const configOf = ({ civil, health, visits }: Addresses): string => `
import { defineConfig, defineContract, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident, visit } from 'yibiao/schemas'
import { sandboxSettings } from 'yibiao/testing'

const text = { type: 'string' as const }
const upstreams = []
if (${JSON.stringify(civil !== undefined)}) upstreams.push(defineUpstream({
  name: 'civil', title: { zh: '民政系统', en: 'Civil affairs' }, form: resident,
  contract: defineContract<{ xm: string; sfzh: string; lxdh?: string }>({
    type: 'object', required: ['xm', 'sfzh'], properties: { xm: text, sfzh: text, lxdh: text },
  }),
  mapping: { xm: 'name', sfzh: 'idNumber', lxdh: 'phone' },
  adapter: http(sandboxSettings('rest-unique', ${JSON.stringify(civil)})),
}))
if (${JSON.stringify(health !== undefined)}) upstreams.push(defineUpstream({
  name: 'health', title: { zh: '卫健系统', en: 'Health' }, form: resident,
  contract: defineContract<{ name: string; sfzh: string; tel: string }>({
    type: 'object', required: ['name', 'sfzh', 'tel'], properties: { name: text, sfzh: text, tel: text },
  }),
  mapping: { name: 'name', sfzh: 'idNumber', tel: 'phone' },
  adapter: http(sandboxSettings('rest-key', ${JSON.stringify(health)})),
}))
if (${JSON.stringify(visits !== undefined)}) upstreams.push(defineUpstream({
  name: 'visits', title: { zh: '走访平台', en: 'Visits' }, form: visit,
  contract: defineContract<{ sfzh: string; rq: string; nr: string }>({
    type: 'object', required: ['sfzh', 'rq', 'nr'], properties: { sfzh: text, rq: text, nr: text },
  }),
  mapping: { sfzh: 'residentIdNumber', rq: 'date', nr: 'findings' },
  adapter: http(sandboxSettings('rest-key', ${JSON.stringify(visits)})),
}))
export default defineConfig({ ledger: 'file:yibiao.db', forms: [resident, visit], upstreams })
`
