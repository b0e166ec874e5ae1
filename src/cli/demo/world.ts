/** What the demo runs on. `src/` knows no adapter and no schema, so its world comes from a module of its own. */
import type { Text } from '../../base/text.ts'
import type { Form } from '../../form/index.ts'
import type { Upstream } from '../../upstream/index.ts'

export interface DemoSheet {
  readonly sheet: string
  // biome-ignore lint/suspicious/noExplicitAny: a list holds forms of different records
  readonly form: Form<any>
}

export interface DemoSystem {
  /** Also the name of its stand-in. */
  readonly name: string
  readonly title: Text
  readonly about: Text
}

export interface DemoWorld {
  readonly register: URL
  readonly sheets: readonly DemoSheet[]
  readonly systems: readonly DemoSystem[]
  readonly upstreams: readonly Upstream[]
}

export interface DemoWorldModule {
  createWorld(urls: Readonly<Record<string, string>>): DemoWorld
}
