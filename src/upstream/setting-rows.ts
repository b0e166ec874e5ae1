/** An adapter's settings as rows, for the table on its page and for `yibiao adapters`. */
import { z } from 'zod'
import type { Text } from '../base/text.ts'
import type { AdapterKind } from './adapter-kind.ts'
import { type SettingMeta, settingMeta } from './setting.ts'

export interface SettingRow {
  readonly name: string
  readonly meaning: Text
  readonly required: boolean
  /** JSON; absent where there is none. */
  readonly default?: string
  readonly unit?: NonNullable<SettingMeta['unit']>
  readonly secret: boolean
  readonly fromEnvironment: boolean
}

/** The top-level settings, as the schema lists them. @throws {TypeError} when one has no meaning, or the schema is no object */
export function settingRows({ name: kind, settings }: AdapterKind): SettingRow[] {
  if (!(settings instanceof z.ZodObject)) throw new TypeError(`settings of ${kind}: not an object`)
  return Object.entries(settings.shape).map(([name, schema]): SettingRow => {
    const meta = settingMeta(schema)
    if (meta === undefined) throw new TypeError(`settings of ${kind}: ${name} has no meaning; wrap it in setting()`)
    const { zh, en, unit } = meta
    const absent = z.safeParse(schema, undefined)
    return {
      name,
      meaning: { zh, en },
      // An exactly optional one may be left out, though it takes no undefined.
      required: !absent.success && schema._zod.optin !== 'optional',
      ...(absent.success && absent.data !== undefined ? { default: JSON.stringify(absent.data) } : {}),
      ...(unit ? { unit } : {}),
      secret: meta.secret === true,
      fromEnvironment: meta.fromEnvironment === true,
    }
  })
}
