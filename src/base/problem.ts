/**
 * A problem is data until somebody reads it: code, canonical field, title, and who must act.
 *
 * The ledger keeps problems as data, so that the same refusal can be shown to a clerk in Chinese today and to an
 * operator in English tomorrow. Parameters never hold personal data: a length, a limit, a code list's name, but not
 * the value that was typed.
 */
import { type MessageCode, messages } from './messages/index.ts'
import { inLang, type Lang, type Text } from './text.ts'

/** Who can make it go away: the person who filled the form in, the mapping's author, or who runs the gateway. */
export type Who = 'reporter' | 'author' | 'operator'

export type Params = Readonly<Record<string, string | number | Text>>

export interface Problem {
  readonly code: MessageCode
  readonly who: Who
  /** Canonical field as a dotted path, list positions as numbers: `members.1.name`. */
  readonly field?: string
  readonly title?: Text
  /** Name of the upstream that refused, or that would. */
  readonly upstream?: string
  readonly params?: Params
  /** The upstream's own code and words. Kept and masked like a payload: they may quote what was typed. */
  readonly upstreamCode?: string
  readonly upstreamText?: string
}

/** One plain sentence for a person, without the upstream's own words. */
export function describeProblem(problem: Problem, lang: Lang = 'zh-CN'): string {
  const { title, field = '', upstream = '', params } = problem
  return fillTemplate(inLang(messages[problem.code], lang), { ...params, title: title ?? field, field, upstream }, lang)
}

/** A template with its placeholders filled in; one without a value stays as it is. */
export const fillTemplate = (template: string, params: Params, lang: Lang): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) return whole
    return typeof value === 'object' ? inLang(value, lang) : String(value)
  })
