/**
 * Forms and code lists as files: `forms/NAME/form.json`, `forms/codes/*.json`. A form is built of named rules; one that
 * `extends` another adds fields to it, so that a portal needs no release for nine fields more.
 */
import { join } from 'node:path'
import type { z } from 'zod'
import { MappingError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import { type CodeList, defineCodes, type Form, relateForms } from '../form/index.ts'
import { FileFaults } from './faults.ts'
import { CodesFile } from './file-schemas.ts'
import { type Folder, readFolder } from './folder.ts'
import type { FormVocabulary } from './read-field.ts'
import { readForm } from './read-form.ts'
import { parseFile, readJson } from './read-json.ts'

const CODES = 'codes'

/**
 * The forms of a folder, in the order of their folders' names. One that extends a form under the same name stands for
 * it from then on: list it in its place.
 *
 * @throws {MappingError} with every fault of every file: file, line, JSON pointer, what is wrong and what to do
 * @throws {SettingsError} the folder can't be read
 */
export async function loadForms(dir: string, vocabulary: FormVocabulary): Promise<Form[]> {
  const folder = await readFolder(dir)
  const problems: Problem[] = []
  const codes = [...vocabulary.codes, ...(await readCodes(folder, problems))]
  const forms: Form[] = []
  for (const name of folder.folders.filter((each) => each !== CODES)) {
    const form = await readForm(join(folder.path, name), `${folder.label}/${name}`, { ...vocabulary, codes }, problems)
    if (form) forms.push(form)
  }
  if (problems.length > 0) throw new MappingError(problems)
  const replaced = new Set(forms.map(({ name }) => name))
  relateForms([...vocabulary.forms.filter(({ name }) => !replaced.has(name)), ...forms])
  return forms
}

async function readCodes(folder: Folder, problems: Problem[]): Promise<CodeList[]> {
  if (!folder.folders.includes(CODES)) return []
  const { path, label, files } = await readFolder(join(folder.path, CODES), `${folder.label}/${CODES}`)
  const lists: CodeList[] = []
  for (const name of files.filter((each) => each.endsWith('.json'))) {
    const file = await readJson(join(path, name), `${label}/${name}`, problems)
    const faults = file && new FileFaults(file, problems)
    const content = file && faults && parseFile(CodesFile, file, faults)
    const list = content && faults && codesOf(content, faults)
    if (list) lists.push(list)
  }
  return lists
}

function codesOf({ codes, ...rest }: z.output<typeof CodesFile>, faults: FileFaults): CodeList | undefined {
  try {
    const { name, title, source, year } = rest
    return defineCodes({ name, title, source, year, codes: codes.map((code) => ({ ...code, en: code.en ?? code.zh })) })
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    for (const { params } of error.problems) faults.add(['codes'], params?.detail as Text)
    return undefined
  }
}
