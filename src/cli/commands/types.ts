/** yibiao types: payload type and contract side by side, in a TypeScript file beside each contract. */
import { readFile, writeFile } from 'node:fs/promises'
import { basename, relative, resolve } from 'node:path'
import { contractPlace, payloadTypes } from '../../authoring/index.ts'
import { MappingError } from '../../base/errors.ts'
import type { Problem } from '../../base/problem.ts'
import { compileContract, defineContract } from '../../contract/index.ts'
import { FileFaults, readJson } from '../../loading/index.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { note, printJson, printLine } from '../print.ts'

export interface TypesOptions {
  /** Writes nothing; exit code 2 when a file is out of date. */
  readonly check?: boolean
}

type State = 'written' | 'fresh' | 'stale'

export async function types(
  files: readonly string[],
  { check = false }: TypesOptions,
  context: Context,
): Promise<number> {
  const { say, json, cwd } = context
  const done: { contract: string; file: string; state: State }[] = []
  for (const file of files) {
    const { typeName, target, text } = await generate(resolve(cwd, file), file)
    const before = await readFile(target, 'utf8').catch(() => undefined) // there is none yet
    const state: State = before === text ? 'fresh' : check ? 'stale' : 'written'
    if (state === 'written') await writeFile(target, text)
    const shown = relative(cwd, target)
    done.push({ contract: file, file: shown, state })
    if (!json) printLine(context, say(`types.${state}`, { file: shown, type: typeName }))
  }
  if (json) printJson(context, { files: done })
  const stale = done.filter(({ state }) => state === 'stale').map(({ contract }) => contract)
  if (stale.length > 0) note(context, say('types.again', { files: stale.join(' ') }))
  return stale.length > 0 ? EXIT.usage : EXIT.settled
}

async function generate(path: string, label: string) {
  const problems: Problem[] = []
  const file = await readJson(path, label, problems)
  const { value } = file ?? {}
  if (file && (value === null || typeof value !== 'object' || Array.isArray(value))) {
    new FileFaults(file, problems).add([], { zh: '应是一个 JSON Schema', en: 'it must be a JSON Schema' })
  }
  if (problems.length > 0) throw new MappingError(problems)
  const { name, typeName, target } = contractPlace(path)
  const contract = defineContract(value as object, { name })
  // What can't be read as a contract would become a type of something else.
  compileContract(contract)
  return { typeName, target, text: await payloadTypes(contract, { typeName, source: basename(path) }) }
}
