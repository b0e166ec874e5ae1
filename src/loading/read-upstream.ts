/** One folder: an upstream as its three files declare it. */
import { join } from 'node:path'
import { problemOf } from '../base/finding.ts'
import type { JsonObject } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import { type Text, toText } from '../base/text.ts'
import { type Contract, defineContract } from '../contract/index.ts'
import type { Form } from '../form/index.ts'
import type { Computed, MappingData } from '../mapping/index.ts'
import { checkUpstream, defineUpstream, type System, type Upstream } from '../upstream/index.ts'
import { loadAdapter } from './adapter.ts'
import { FileFaults, unknownName } from './faults.ts'
import { UpstreamFile } from './file-schemas.ts'
import { loadModule } from './module.ts'
import { type JsonFile, parseFile, readJson } from './read-json.ts'
import { TitleText } from './system-file.ts'

export interface LoadUpstreamsOptions {
  /** Forms that the upstreams take, by name. */
  // biome-ignore lint/suspicious/noExplicitAny: a list holds forms of different records
  readonly forms: readonly Form<any>[]
  /** Where `${NAME}` of addresses is read, once. Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** The upstream, or undefined once its faults are in `problems`. */
export async function readUpstream(
  path: string,
  label: string,
  systems: ReadonlyMap<string, System>,
  { forms, env = process.env }: LoadUpstreamsOptions,
  problems: Problem[],
): Promise<Upstream | undefined> {
  const read = (name: string) => readJson(join(path, name), `${label}/${name}`, problems)
  const file = await read('upstream.json')
  const contractFile = await read('contract.schema.json')
  const mappingFile = await read('mapping.json')
  const contract = contractFile && contractOf(contractFile, problems)
  const mapping = mappingFile && mappingOf(mappingFile, problems)
  const faults = file && new FileFaults(file, problems)
  const content = file && faults && parseFile(UpstreamFile, file, faults)
  if (!content || !faults) return undefined
  const from = join(path, 'upstream.json')
  const form = named('form', content.form, forms, faults)
  const system = content.system === undefined ? NONE : named('system', content.system, [...systems.values()], faults)
  const adapter = await loadAdapter(content.adapter, from, faults, env)
  const computed = await computedOf(content.computed, from, faults)
  const { name, title, when, limits, enabled, acceptedContract } = content
  const files = {
    upstream: `${label}/upstream.json`,
    contract: `${label}/contract.schema.json`,
    mapping: `${label}/mapping.json`,
  }
  if (!form || !computed || !contract || !mapping) return undefined
  if (!system || !adapter) {
    // Nobody else will see this one: what is wrong with its mapping is said beside what is wrong with its settings.
    const { rules, doubtful } = mapping
    problems.push(
      ...mappingProblems({ name, form, contract, mapping: rules as never, doubtful, computed, when, files }),
    )
    return undefined
  }
  return defineUpstream({
    ...{ name, title, form, contract, adapter, computed },
    // What a typed mapping can't get wrong, the check of a loaded one says.
    mapping: mapping.rules as never,
    doubtful: mapping.doubtful,
    ...(system !== NONE && { system }),
    ...(when !== undefined && { when: when as never }),
    ...(limits && { limits }),
    ...(acceptedContract !== undefined && { acceptedContract }),
    ...(enabled !== undefined && { enabled }),
    files,
  }) as Upstream
}

/** What keeps a mapping from being used. */
export const mappingProblems = (upstream: Parameters<typeof checkUpstream>[0]): readonly Problem[] =>
  checkUpstream(upstream)
    .filter(({ severity }) => severity === 'error')
    .map((found) => problemOf(found, upstream.name))

const NONE = Symbol('no system')

const WHAT = {
  form: { zh: '表单', en: 'form' },
  system: { zh: '系统（写在 systems.json 里）', en: 'system in systems.json' },
} as const

function named<T extends { readonly name: string }>(
  member: keyof typeof WHAT,
  name: string,
  all: readonly T[],
  faults: FileFaults,
): T | undefined {
  const found = all.find((each) => each.name === name)
  const known = all.map((each) => each.name)
  return found ?? faults.add([member], unknownName(WHAT[member], name, known))
}

function contractOf(file: JsonFile, problems: Problem[]): Contract | undefined {
  if (isObject(file)) return defineContract(file.value as JsonObject, { name: file.label })
  return new FileFaults(file, problems).add([], { zh: '应是一个 JSON Schema', en: 'it must be a JSON Schema' })
}

/** `$schema` is the editor's, `$doubtful` what a draft wants looked at; no payload has properties of these names. */
function mappingOf(
  file: JsonFile,
  problems: Problem[],
): { rules: MappingData; doubtful: Readonly<Record<string, Text>> } | undefined {
  if (!isObject(file))
    return new FileFaults(file, problems).add([], { zh: '应是一组规则', en: 'it must be an object of rules' })
  const { $schema: _editor, $doubtful, ...rules } = file.value as JsonObject
  return { rules, doubtful: textsOf($doubtful) }
}

/** What a draft wrote, or a person after it. Anything but texts is nobody's doubt. */
const textsOf = (value: unknown): Readonly<Record<string, Text>> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).flatMap(([pointer, text]): [string, Text][] => {
          const { data } = TitleText.safeParse(text)
          return data === undefined ? [] : [[pointer, toText(data)]]
        }),
      )
    : {}

const isObject = ({ value }: JsonFile): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

type ComputedValues = Readonly<Record<string, Computed>>

async function computedOf(
  name: string | undefined,
  from: string,
  faults: FileFaults,
): Promise<ComputedValues | undefined> {
  if (name === undefined) return {}
  const loaded = await loadModule(name, from)
  if ('fault' in loaded) return faults.add(['computed'], loaded.fault)
  const { computed } = loaded.module
  if (typeof computed === 'object' && computed !== null) return computed as ComputedValues
  return faults.add(['computed'], { zh: `“${name}”没有导出 computed`, en: `“${name}” exports no \`computed\`` })
}
