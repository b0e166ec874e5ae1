/**
 * `${NAME}` in an adapter's settings. Addresses are read when the file is loaded; secrets stay names until they are used;
 * anywhere else a variable would end up inside stored messages, and is refused.
 */
import { z } from 'zod'
import type { Json, JsonObject } from '../base/json.ts'
import type { Text } from '../base/text.ts'
import { isSecret, schemaFaults, settingMeta } from '../upstream/index.ts'
import type { FileFaults } from './faults.ts'

type Path = readonly (string | number)[]

const INSIDE = /\$\{([A-Za-z_]\w*)\}/
// A value of the account, too: it stands where secrets do.
const NAMED = /\$\{(?:account\.)?[A-Za-z_]\w*\}/

/** The settings with addresses filled in; undefined once a fault has been noted. Nothing of a value is quoted. */
export function fillEnvironment(
  settings: JsonObject,
  schema: z.ZodType,
  faults: FileFaults,
  at: Path,
  env: Readonly<Record<string, string | undefined>>,
): JsonObject | undefined {
  const before = faults.problems.length
  const filled = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      if (typeof value !== 'string' || !INSIDE.test(value) || !fromEnvironment(schema, name)) return [name, value]
      return [name, fill(value, (variable) => env[variable] || missing(faults, [...at, name], variable))]
    }),
  )
  // A secret may be a function too: what doesn't take one holds no secret.
  const probe = mapTexts(filled, (text) => (isSecret(text) ? () => '' : text))
  const noPlace = new Set(schemaFaults(schema, probe).map(({ path }) => JSON.stringify(path)))
  eachText(filled, [], (text, path) => {
    if (!NAMED.test(text)) return
    if (!isSecret(text)) faults.add([...at, ...path], ONLY_WHOLE)
    else if (noPlace.has(JSON.stringify(path))) faults.add([...at, ...path], NO_PLACE)
  })
  return faults.problems.length > before ? undefined : filled
}

const ONLY_WHOLE: Text = {
  zh: '${变量名} 只能单独写，前后不能有别的文字；前缀请用 prefix',
  en: '${NAME} stands alone, without text around it; for a prefix there is `prefix`',
}

const NO_PLACE: Text = {
  zh: '这里不能用 ${变量名}：只有机密和地址可以来自环境变量，别处会写进台账',
  en: 'no ${NAME} here: only secrets and addresses may come from the environment; elsewhere it would be stored',
}

function missing(faults: FileFaults, at: Path, variable: string): string {
  faults.add(
    at,
    {
      zh: `环境变量 ${variable} 没有设置，请设置后再试`,
      en: `the environment variable ${variable} is not set. Set it and try again.`,
    },
    'operator',
  )
  return ''
}

const fill = (text: string, read: (variable: string) => string): string =>
  text.replaceAll(new RegExp(INSIDE, 'g'), (_all, variable: string) => read(variable))

function fromEnvironment(schema: z.ZodType, name: string): boolean {
  const member = schema instanceof z.ZodObject && Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined
  return member !== undefined && settingMeta(member)?.fromEnvironment === true
}

function mapTexts(value: Json, map: (text: string) => unknown): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, map))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, map)]))
}

function eachText(value: Json, path: Path, see: (text: string, path: Path) => void): void {
  if (typeof value === 'string') see(value, path)
  else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) {
      eachText(each, [...path, Array.isArray(value) ? Number(key) : key], see)
    }
  }
}
