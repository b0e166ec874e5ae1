/**
 * What a check says about a mapping or a contract: data, like a problem, with how bad it is and what to do.
 *
 * An error never reaches delivery: `createGateway` refuses it. A warning says which records won't fit, a note what
 * couldn't be proven.
 */

import { fillText, type Params } from './fill-text.ts'
import { fixes } from './messages/fixes.ts'
import type { MessageCode } from './messages/index.ts'
import { describeProblem, type Problem } from './problem.ts'
import { inLang, type Lang, type Text } from './text.ts'

export type Severity = 'error' | 'warning' | 'note'

export interface Finding {
  readonly severity: Severity
  /** Which of the two the pointer leads into. */
  readonly end: 'mapping' | 'contract'
  /** Where that was read from, where it came from a file. */
  readonly file?: string
  /** JSON pointer to the rule, or to the contract's keyword. */
  readonly pointer: string
  readonly code: MessageCode
  /** Names, limits and codes of form and contract; never a record's values. */
  readonly params: Params
  /** What to do about it. */
  readonly fix: Text
}

/** A finding from its parts; the fix is the catalogue's for its code unless one is given. */
export function finding(
  severity: Severity,
  end: Finding['end'],
  pointer: string,
  code: MessageCode,
  params: Params,
  fix: Text = fixes[code] ?? NO_FIX,
): Finding {
  const filled = { zh: fillText(fix.zh, params, 'zh-CN'), en: fillText(fix.en, params, 'en') }
  return { severity, end, pointer, code, params, fix: filled }
}

/** The finding behind a problem of a mapping or a contract: what they were refused for. */
export function findingOf({ code, params = {} }: Problem): Finding {
  const { pointer, file: _file, fix: _fix, ...rest } = params
  return finding('error', code.startsWith('contract_') ? 'contract' : 'mapping', String(pointer ?? ''), code, rest)
}

/** The same as a problem for the author: what a `MappingError` carries. */
export function problemOf({ file, pointer, code, params, fix }: Finding, upstream?: string): Problem {
  return {
    code,
    who: 'author',
    ...(upstream === undefined ? {} : { upstream }),
    params: { ...params, file: file === undefined ? '' : `${file} `, pointer, fix },
  }
}

/** One sentence: file, pointer, what. The remedy is `fix`. */
export const describeFinding = (found: Finding, lang: Lang = 'zh-CN'): string => describeProblem(problemOf(found), lang)

/** The remedy in one language. */
export const describeFix = ({ fix }: Finding, lang: Lang = 'zh-CN'): string => inLang(fix, lang)

const NO_FIX: Text = { zh: '请改正', en: 'Mend it.' }
