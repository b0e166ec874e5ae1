/** What a project says once for the command line: where the ledger is, which forms and upstreams there are. */
import type { Form } from '../form/index.ts'
import type { Upstream } from '../upstream/index.ts'

export interface Config {
  /** `file:PATH`; a relative path starts at the configuration file's folder. */
  readonly ledger: string
  // biome-ignore lint/suspicious/noExplicitAny: a list holds forms of different records
  readonly forms: readonly Form<any>[]
  // biome-ignore lint/suspicious/noExplicitAny: a list holds upstreams of different forms and payloads
  readonly upstreams: readonly Upstream<any, any>[]
  /** Who hands in, where `--by` doesn't say. Default: the operating system's user. */
  readonly by?: string
  /** Division code of what is handed in, where `--division` doesn't say. */
  readonly division?: string
}

// Shared by all copies of this package, where `made` belongs to one: together they show a second copy.
const MARK: unique symbol = Symbol.for('yibiao.config') as never
const made = new WeakSet<object>()

/** The default export of `yibiao.config.ts`. Nothing is checked here; whoever loads the file checks it. */
export function defineConfig(config: Config): Config {
  const own = { ...config }
  Object.defineProperty(own, MARK, { value: true })
  made.add(own)
  return Object.freeze(own)
}

/** `own`: made by this copy of the package · `other`: by a second copy, whose field titles this one can't see. */
export function makerOf(value: object): 'own' | 'other' | undefined {
  if (made.has(value)) return 'own'
  return MARK in value ? 'other' : undefined
}
