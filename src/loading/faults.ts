/** What is wrong with a file: which one, which line, the JSON pointer, and what to write instead. */
import { toPointer } from '../base/json-pointer.ts'
import type { MessageCode } from '../base/messages/index.ts'
import { nearest } from '../base/nearest.ts'
import type { Params, Problem, Who } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import type { JsonFile } from './read-json.ts'

/** Collects the faults of one file. */
export class FileFaults {
  readonly problems: Problem[]
  readonly #file: Pick<JsonFile, 'label' | 'lineOf'>

  constructor(file: Pick<JsonFile, 'label' | 'lineOf'>, problems: Problem[]) {
    this.#file = file
    this.problems = problems
  }

  /** `detail` says what is wrong and what to do. */
  add(at: readonly (string | number)[], detail: Text, who: Who = 'author'): undefined {
    const pointer = toPointer(at)
    const line = this.#file.lineOf(pointer)
    const place = line === undefined ? this.#file.label : `${this.#file.label}:${line}`
    this.problems.push(fileProblem('file_invalid', { file: place, pointer, detail }, who))
    return undefined
  }
}

export const fileProblem = (code: MessageCode, params: Params, who: Who = 'author'): Problem => ({ code, who, params })

/** “There is no X; did you mean Y? Known: …”. */
export function unknownName(what: Text, given: string, known: Iterable<string>): Text {
  const names = [...known]
  const near = nearest(given, names)
  const list = names.length === 0 ? { zh: '一个也没有', en: 'none' } : { zh: names.join('、'), en: names.join(', ') }
  return {
    zh: `没有${what.zh}“${given}”${near === undefined ? '' : `，是不是“${near}”？`}可用的有：${list.zh}`,
    en: `there is no ${what.en} “${given}”.${near === undefined ? '' : ` Did you mean “${near}”?`} Known: ${list.en}.`,
  }
}
