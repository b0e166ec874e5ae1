/**
 * Upstreams as folders: `upstreams/NAME/{upstream.json, contract.schema.json, mapping.json}`, and `systems.json` beside
 * them for what several share.
 */
import { join } from 'node:path'
import { MappingError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import { accountFaults, defineSystem, type System, type Upstream } from '../upstream/index.ts'
import { FileFaults } from './faults.ts'
import { readFolder } from './folder.ts'
import { parseFile, readJson } from './read-json.ts'
import { type LoadUpstreamsOptions, mappingProblems, readUpstream } from './read-upstream.ts'
import { SystemsFile } from './system-file.ts'

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
  const problems = upstreams.flatMap(mappingProblems)
  if (problems.length > 0) throw new MappingError(problems)
  return upstreams
}

/** The same, contract and mapping not checked yet: `yibiao check` shows their faults upstream by upstream. */
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
    if (upstream) upstreams.push(upstream)
  }
  // With a file that can't be used, nobody gets to check the others: all of it at once.
  if (problems.length > 0) throw new MappingError([...problems, ...upstreams.flatMap(mappingProblems)])
  return upstreams
}

async function readSystems(path: string, label: string, problems: Problem[]): Promise<ReadonlyMap<string, System>> {
  const file = await readJson(path, label, problems)
  const faults = file && new FileFaults(file, problems)
  const content = file && faults && parseFile(SystemsFile, file, faults)
  const wrong = Object.entries(content?.systems ?? {}).flatMap(([name, { accounts }]) =>
    accounts
      ? accountFaults(accounts).map((fault) => ({ ...fault, path: ['systems', name, 'accounts', ...fault.path] }))
      : [],
  )
  for (const { path: at, detail } of wrong) faults?.add(at, detail, 'operator')
  if (wrong.length > 0) return new Map()
  return new Map(Object.entries(content?.systems ?? {}).map(([name, spec]) => [name, defineSystem({ name, ...spec })]))
}
