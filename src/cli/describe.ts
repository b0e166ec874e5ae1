/** Problems as lines for people: which row, which field, which upstream, what is wrong. */
import { describeProblem, type Problem, problemTitle } from '../base/problem.ts'
import { inLang, type Lang } from '../base/text.ts'
import type { Upstream } from '../upstream/index.ts'
import type { Say } from './words.ts'

export type Describe = (problem: Problem) => string

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g

/** A sentence per problem: upstreams by title, the upstream's own words behind ours, the field named in any case. */
export function createDescribe(lang: Lang, say: Say, upstreams: readonly Upstream[] = []): Describe {
  const titles = new Map(upstreams.map(({ name, title }) => [name, inLang(title, lang)]))
  return (problem) => {
    const { upstream, upstreamText, upstreamCode } = problem
    const title = problemTitle(problem)
    const named = upstream === undefined ? problem : { ...problem, upstream: titles.get(upstream) ?? upstream }
    const sentence = describeProblem(named, lang)
    const field = title && inLang(title, lang)
    const whole =
      field === undefined || sentence.includes(field) ? sentence : say('place.of', { title: field }) + sentence
    const theirs = [upstreamText, upstreamCode === undefined ? undefined : `[${upstreamCode}]`].filter(
      (part) => part !== undefined,
    )
    // An upstream's words are shown as text: they must not move the cursor or colour the rest.
    return (
      theirs.length > 0 ? `${whole.replace(/[.。]$/, '')}${say('place.after')}${theirs.join(' ')}` : whole
    ).replace(CONTROL, ' ')
  }
}

/** A problem of a whole file: its name in front where the sentence doesn't tell it. */
export function describeInFile(problem: Problem, describe: Describe, say: Say): string {
  const sentence = describe(problem)
  const file = problem.params?.file
  return typeof file !== 'string' || file === '' || sentence.includes(file)
    ? sentence
    : say('place.file', { file }) + sentence
}

/** “第 7 行 “身份证号”：校验码不对”: a sentence that starts with its field needs no colon before it. */
export const atPlace = (place: string, sentence: string, say: Say): string =>
  place + (/^“[^”]+”[：:]/.test(sentence) ? ' ' : say('place.after')) + sentence
