/**
 * A kind of upstream that files can name: what its settings are, and how an adapter is made of them. Every adapter
 * module exports one as `kind`, beside its factory.
 */
import type { z } from 'zod'
import { SettingsError } from '../base/errors.ts'
import type { Text } from '../base/text.ts'
import type { Adapter } from './contract-v1.ts'
import { schemaFaults } from './schema-faults.ts'

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
    schemaFaults(schema, given).map(({ path, detail }) => ({
      code: 'settings_invalid',
      who: 'operator',
      params: { setting: path.join('.') || kind, detail },
    })),
  )
}
