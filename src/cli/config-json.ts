/** `yibiao.config.json`: complete without any module. Forms by name or folder, upstreams as a folder. */
import { dirname, isAbsolute, resolve } from 'node:path'
import { MappingError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import type { Form } from '../form/index.ts'
import {
  ConfigFile,
  FileFaults,
  type FormVocabulary,
  fillEnvironment,
  loadForms,
  loadModule,
  parseFile,
  readJson,
  readUpstreams,
  unknownName,
} from '../loading/index.ts'

/**
 * @param file - as shown to people
 * @throws {MappingError} with every fault of the file, or of the files it leads to
 */
export async function configFromJson(
  path: string,
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<unknown> {
  const problems: Problem[] = []
  const json = await readJson(path, file, problems)
  const faults = json && new FileFaults(json, problems)
  const content = json && faults && parseFile(ConfigFile, json, faults)
  const filled = content && faults && fillEnvironment({ ledger: content.ledger }, ConfigFile, faults, [], env)
  if (!content || !faults || !filled) throw new MappingError(problems)
  const { $schema: _editor, forms: listed, upstreams: folder, ...rest } = content
  const forms = await formsOf(listed, path, faults)
  if (problems.length > 0) throw new MappingError(problems)
  const upstreams = folder === undefined ? [] : await readUpstreams(resolve(dirname(path), folder), { forms })
  return { ...rest, ...filled, forms, upstreams }
}

/** In the order they are listed; one from a folder stands for the shipped one of its name. */
async function formsOf(listed: readonly string[], path: string, faults: FileFaults): Promise<Form[]> {
  const shipped = await loadModule('yibiao/schemas', path)
  if ('fault' in shipped) {
    faults.add(['forms'], shipped.fault, 'operator')
    return []
  }
  // By name at run time: this package's own forms, as a portal's own would be.
  const vocabulary = shipped.module.vocabulary as FormVocabulary
  const forms = new Map<string, Form>()
  const fromFolder = new Set<string>()
  for (const [position, each] of listed.entries()) {
    if (each.startsWith('.') || isAbsolute(each)) {
      for (const form of await loadForms(resolve(dirname(path), each), vocabulary)) {
        if (fromFolder.has(form.name)) faults.add(['forms', position], twice(form.name))
        fromFolder.add(form.name)
        forms.set(form.name, form)
      }
      continue
    }
    const known = vocabulary.forms.find(({ name }) => name === each)
    if (!known)
      faults.add(
        ['forms', position],
        unknownName(
          FORM,
          each,
          vocabulary.forms.map(({ name }) => name),
        ),
      )
    else if (!forms.has(each)) forms.set(each, known)
  }
  return [...forms.values()]
}

const FORM = { zh: '现成的表单', en: 'shipped form' }

const twice = (name: string) => ({
  zh: `有两张表单都叫“${name}”，请给其中一张另取名称`,
  en: `two forms are named “${name}”; give one of them another name`,
})
