/** What every command has at hand. */
import type { Lang } from '../base/text.ts'
import type { Io } from './io.ts'
import type { Say } from './words.ts'

export interface Context extends Io {
  readonly lang: Lang
  readonly say: Say
  /** Results as JSON. */
  readonly json: boolean
  /** `--config`, as typed. */
  readonly configPath?: string
}
