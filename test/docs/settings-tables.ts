/** The settings tables inside docs/: written between two comments, from the adapters' own schemas. */
import type { AdapterKind } from 'yibiao/adapter'
import { type SettingRow, settingRows } from '../../src/upstream/setting-rows.ts'

/** `<!-- settings: http -->` … `<!-- /settings -->`. */
const PLACE = /(<!-- settings: ([\w-]+) -->\n)[\s\S]*?(<!-- \/settings -->)/g

/** The page with its tables as they should be. @throws {RangeError} when it names a kind that isn't there */
export const withSettingsTables = (page: string, kinds: readonly AdapterKind[]): string =>
  page.replace(PLACE, (_all, start: string, name: string, end: string) => {
    const kind = kinds.find((each) => each.name === name)
    if (!kind) throw new RangeError(`no adapter ${name}`)
    return `${start}\n${tableOf(settingRows(kind))}\n\n${end}`
  })

const tableOf = (rows: readonly SettingRow[]): string =>
  ['| setting | meaning | default |', '| --- | --- | --- |', ...rows.map(lineOf)].join('\n')

function lineOf({ name, meaning, unit, required, secret, fromEnvironment, default: fallback }: SettingRow): string {
  const notes = [
    unit && `in ${unit}`,
    secret && '`${NAME}`, from the environment',
    fromEnvironment && 'in a file also `${NAME}`',
  ]
  const text = [meaning.en, ...notes.filter((note) => typeof note === 'string')].join('; ').replaceAll('|', '\\|')
  return `| \`${name}\` | ${text} | ${required ? 'required' : fallback === undefined ? 'none' : `\`${fallback}\``} |`
}
