/**
 * A kind of upstream that files can name: what its settings are, and how an adapter is made of them. Every adapter
 * module exports one as `kind`, beside its factory.
 */
import type { z } from 'zod'
import { SettingsError } from '../base/errors.ts'
import { type Text, toText } from '../base/text.ts'
import type { Adapter } from './contract-v1.ts'

// biome-ignore lint/suspicious/noExplicitAny: the default stands for "some kind" and must accept every settings type
export interface AdapterKind<Settings = any> {
  /** As `Adapter.name`: `http`, `soap`, `sql` … */
  readonly name: string
  readonly title: Text
  /** Strict at every level; each member with its meaning (`setting`). Everything but secrets can be written in JSON. */
  readonly settings: z.ZodType<unknown, Settings>
  /** @throws {SettingsError} naming each setting that is unknown, missing or wrong */
  create(settings: Settings): Adapter
}

/**
 * Settings as the schema reads them.
 *
 * @param kind - its name stands for the whole where no single setting is at fault
 * @throws {SettingsError} with a problem per fault: the setting's dotted path and what it takes, never what was given
 */
export function readSettings<S extends z.ZodType>(kind: string, schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new SettingsError(
    settingFaults(parsed.error).map(({ path, detail }) => ({
      code: 'settings_invalid',
      who: 'operator',
      params: { setting: path.join('.') || kind, detail },
    })),
  )
}

interface SettingFault {
  readonly path: readonly (string | number)[]
  readonly detail: Text
  /** A secret was written out. */
  readonly secret: boolean
}

/** What a schema says about settings, one per place, in the schema's own words where it has some. */
const settingFaults = (error: z.ZodError): SettingFault[] =>
  error.issues.map((issue) => {
    const { detail, secret } = ('params' in issue ? (issue.params ?? {}) : {}) as { detail?: Text; secret?: true }
    return {
      path: issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
      detail: detail ?? toText(issue.message),
      secret: secret === true,
    }
  })
