/** Which answers the records have in common that a contract refuses: “性别为 2”. */
import type { Text } from '../../base/text.ts'
import { EMPTY, type Trial } from './sample-record.ts'

/** What all of `failed` answered alike and the rest of `tried` didn't; words for “always” where nothing tells them apart. */
export function witness(
  fields: ReadonlyMap<string, readonly unknown[]>,
  tried: readonly Trial[],
  failed: readonly Trial[],
  titleOf: (path: string) => Text,
): Text {
  const parts = [...fields.keys()].flatMap((path) => {
    const [all, bad] = [answersAt(tried, path), answersAt(failed, path)]
    // That a field was filled in is nothing to tell: every record here is, as far as it goes.
    const told = bad.size < all.size && !(bad.size === 1 && bad.has(undefined))
    return told ? [{ title: titleOf(path), answers: [...bad] }] : []
  })
  return parts.length === 0 ? { zh: '任何时候', en: 'always' } : inSentence(parts)
}

/** Answers with which nothing that was tried went through; undefined where there is no such answer, or none goes through at all. */
export function hopeless(
  fields: ReadonlyMap<string, readonly unknown[]>,
  tried: readonly Trial[],
  failed: readonly Trial[],
  titleOf: (path: string) => Text,
): Text | undefined {
  const lost = new Set(failed)
  const passed = tried.filter((trial) => !lost.has(trial))
  const parts = [...fields.keys()].flatMap((path) => {
    const good = answersAt(passed, path)
    const answers = [...answersAt(failed, path)].filter((answer) => !good.has(answer))
    return good.size > 0 && answers.length > 0 ? [{ title: titleOf(path), answers }] : []
  })
  return parts.length === 0 ? undefined : inSentence(parts)
}

function inSentence(parts: readonly { readonly title: Text; readonly answers: readonly unknown[] }[]): Text {
  const zh = parts.map(({ title, answers }) => `“${title.zh}”${answers.map((each) => inWords(each).zh).join('或')}`)
  const en = parts.map(({ title, answers }) => `“${title.en}” ${answers.map((each) => inWords(each).en).join(' or ')}`)
  return { zh: `${zh.join('、')}时`, en: `when ${en.join(' and ')}` }
}

const answersAt = (trials: readonly Trial[], path: string): ReadonlySet<unknown> =>
  new Set(trials.map((trial) => trial.get(path)))

function inWords(answer: unknown): Text {
  if (answer === EMPTY) return { zh: '没有填', en: 'is empty' }
  if (answer === undefined) return { zh: '填了', en: 'is filled in' }
  return { zh: `为 ${String(answer)}`, en: `is ${String(answer)}` }
}
