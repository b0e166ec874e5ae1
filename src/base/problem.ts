/**
 * A problem is data until somebody reads it: code, canonical field, title, and who must act.
 *
 * The ledger keeps problems as data, so that the same refusal can be shown to a clerk in Chinese today and to an
 * operator in English tomorrow. Parameters never hold personal data: a length, a limit, a code list's name, but not
 * the value that was typed.
 */

import { fillText, type Params } from './fill-text.ts'
import { type MessageCode, messages } from './messages/index.ts'
import { inLang, type Lang, type Text } from './text.ts'

/** Who can make it go away: the person who filled the form in, the mapping's author, or who runs the gateway. */
export type Who = 'reporter' | 'author' | 'operator'

export type { Params }

export interface Problem {
  readonly code: MessageCode
  readonly who: Who
  /** Canonical field as a dotted path, list positions as numbers: `members.1.name`. */
  readonly field?: string
  readonly title?: Text
  /** The record to mend, where it isn't the one that was handed in: a reference names it. Field and title are that record's. */
  readonly referent?: ReferentOfProblem
  /** Name of the upstream that refused, or that would. */
  readonly upstream?: string
  readonly params?: Params
  /** The upstream's own code and words. Kept and masked like a payload: they may quote what was typed. */
  readonly upstreamCode?: string
  readonly upstreamText?: string
}

export interface ReferentOfProblem {
  /** Name and title of its form. */
  readonly form: string
  readonly title: Text
  /** Where the record that was handed in reads it: `resident`, `members.0.person`. */
  readonly place: string
  /** Field of the record that was handed in which holds its key. */
  readonly key: string
  /** Its 受理号, where it is known. */
  readonly number?: string
}

/** One plain sentence for a person, without the upstream's own words. */
export function describeProblem(problem: Problem, lang: Lang = 'zh-CN'): string {
  const { field = '', upstream = '', params } = problem
  const named = problemTitle(problem) ?? field
  return fillText(inLang(messages[problem.code], lang), { ...params, title: named, field, upstream }, lang)
}

/** What has to be mended: a field, and of another record which: `居民（K7M2-P9QX-3RTW-1）·姓名`. */
export function problemTitle({ title, referent }: Problem): Text | undefined {
  if (!referent) return title
  const { title: form, number } = referent
  const record = number === undefined ? form : { zh: `${form.zh}（${number}）`, en: `${form.en} (${number})` }
  return title ? { zh: `${record.zh}·${title.zh}`, en: `${record.en}: ${title.en}` } : record
}
