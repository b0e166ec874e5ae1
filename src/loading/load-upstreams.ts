/**
 * Upstreams as folders: `upstreams/NAME/{upstream.json, contract.schema.json, mapping.json}`, and `systems.json` beside
 * them for what several share.
 */
import { join } from 'node:path'
import { MappingError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import { compileUpstream, defineSystem, type System, type Upstream } from '../upstream/index.ts'
import { FileFaults } from './faults.ts'
import { SystemsFile } from './file-schemas.ts'
import { readFolder } from './folder.ts'
import { parseFile, readJson } from './read-json.ts'
import { type LoadUpstreamsOptions, readUpstream, type UpstreamFiles } from './read-upstream.ts'

const filesByUpstream = new WeakMap<Upstream, UpstreamFiles>()

/** Undefined for an upstream that was defined in code. */
export const filesOf = (upstream: Upstream): UpstreamFiles | undefined => filesByUpstream.get(upstream)

/**
 * Every upstream of a folder, in the order of their folders' names, each mapping proven against both ends.
 *
 * Secrets are `${NAME}` and are read from the environment at each use. Adapter packages are found from the files'
 * folder, this package's own by name (`yibiao/adapters/http`).
 *
 * @throws {MappingError} with every fault of every file: file, line, JSON pointer, what is wrong and what to do
 * @throws {SettingsError} the folder can't be read
 */
export async function loadUpstreams(dir: string, options: LoadUpstreamsOptions): Promise<Upstream[]> {
  const upstreams = await readUpstreams(dir, options)
  const problems = upstreams.flatMap((upstream) => mappingFaults(upstream))
  if (problems.length > 0) throw new MappingError(problems)
  return upstreams
}

/** The same, contract and mapping not compiled yet: `yibiao check` shows their faults upstream by upstream. */
export async function readUpstreams(dir: string, options: LoadUpstreamsOptions): Promise<Upstream[]> {
  const folder = await readFolder(dir)
  const problems: Problem[] = []
  const systems = folder.files.includes('systems.json')
    ? await readSystems(join(folder.path, 'systems.json'), `${folder.label}/systems.json`, problems)
    : new Map<string, System>()
  const upstreams: Upstream[] = []
  for (const name of folder.folders) {
    const label = `${folder.label}/${name}`
    const upstream = await readUpstream(join(folder.path, name), label, systems, options, problems)
    if (!upstream) continue
    upstreams.push(upstream)
    filesByUpstream.set(upstream, {
      upstream: `${label}/upstream.json`,
      contract: `${label}/contract.schema.json`,
      mapping: `${label}/mapping.json`,
    })
  }
  if (problems.length > 0) throw new MappingError(problems)
  return upstreams
}

async function readSystems(path: string, label: string, problems: Problem[]): Promise<ReadonlyMap<string, System>> {
  const file = await readJson(path, label, problems)
  const content = file && parseFile(SystemsFile, file, new FileFaults(file, problems))
  return new Map(Object.entries(content?.systems ?? {}).map(([name, spec]) => [name, defineSystem({ name, ...spec })]))
}

/**
 * What is wrong with an upstream's mapping or contract, by file where it came from files.
 *
 * @param place - stands for the file of an upstream that was defined in code
 */
export function mappingFaults(upstream: Upstream, place = ''): Problem[] {
  try {
    compileUpstream(upstream)
    return []
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    const files = filesOf(upstream)
    return error.problems.map((problem) =>
      files === undefined
        ? { ...problem, params: { ...problem.params, file: place } }
        : inFile(problem, upstream, files),
    )
  }
}

/** `when` stands in `upstream.json` and is reported under `/when`, unless the payload has a property of that name. */
function inFile(problem: Problem, { mapping }: Upstream, files: UpstreamFiles): Problem {
  const pointer = String(problem.params?.pointer ?? '')
  if (problem.code.startsWith('contract_')) {
    return { ...problem, params: { ...problem.params, contract: files.contract, file: files.contract } }
  }
  const inWhen = /^\/when(\/|$)/.test(pointer) && !Object.hasOwn(mapping, 'when')
  return { ...problem, params: { ...problem.params, file: `${inWhen ? files.upstream : files.mapping} ` } }
}
