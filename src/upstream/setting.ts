/**
 * What is known about a setting besides its schema: pages and editor schemas are generated from it. In a registry of our
 * own; Zod's global one belongs to the application.
 */
import { z } from 'zod'
import type { Text } from '../base/text.ts'

/** `zh` and `en`: what it means, in one line. The default is the schema's own. */
export interface SettingMeta extends Text {
  readonly unit?: 'ms' | 's' | 'bytes'
  /** It holds a secret: `${NAME}` or a function, never a text. Made by `secretSetting`. */
  readonly secret?: true
  /** A path: in a file, from that file's folder on. Made by `pathSetting`. */
  readonly path?: true
  /** In a file it may be written as `${NAME}`, read when the file is loaded: addresses that differ between test and production. */
  readonly fromEnvironment?: true
}

const registry = z.registry<SettingMeta>()

/**
 * A schema of the same type and behaviour with its meaning; the given one stays as it is, and what it is known to be
 * (a secret, its unit) is inherited. Goes around `.optional()` and `.default()`.
 */
export function setting<S extends z.ZodType>(schema: S, meta: SettingMeta): S {
  const known = settingMeta(schema)
  const described = schema.clone(schema._zod.def, { parent: false }) as S
  registry.add(described as z.ZodType, { ...known, ...meta })
  return described
}

/** What is known about a setting, looked up through `optional`, `default` and `nullable`. */
export function settingMeta(schema: z.core.$ZodType): SettingMeta | undefined {
  const def = schema._zod.def as { readonly type: string; readonly innerType?: z.core.$ZodType }
  return registry.get(schema as z.ZodType) ?? (def.innerType && settingMeta(def.innerType))
}

/** A path on this machine: in TypeScript from where the process runs, in a file from that file's folder on. */
export const pathSetting = setting(z.string().min(1), { zh: '路径', en: 'A path', path: true })
