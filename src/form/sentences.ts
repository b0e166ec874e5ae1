/** One Zod issue as a message code and its params. Params hold limits and names of lists, never what was typed. */
import type { MessageCode } from '../base/messages/index.ts'
import type { Params } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import type { Issue } from './issues.ts'
import type { FormNode } from './tree.ts'

export interface Sentence {
  readonly code: MessageCode
  readonly params?: Params | undefined
}

/** @param node - the field the issue is about; undefined where the form has none at that path */
export function sentenceFor(issue: Issue, node: FormNode | undefined): Sentence {
  switch (issue.code) {
    case 'invalid_type':
      return { code: wrongType(issue.expected, node) }
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return hinted(node) ?? { code: issue.format === 'date' ? 'not_date' : 'wrong_format' }
    case 'not_multiple_of':
      return { code: 'not_multiple', params: { divisor: String(issue.divisor) } }
    case 'invalid_value':
      return notAllowed(issue.values, node)
    case 'invalid_union':
      // Zod's type leaves `options` out for one of its two kinds: they are the discriminator's values.
      return 'options' in issue && Array.isArray(issue.options)
        ? notAllowed(issue.options, node)
        : (hinted(node) ?? { code: 'no_alternative' })
    case 'custom':
      return broken(issue.params) ?? hinted(node) ?? { code: 'not_right' }
    default:
      return { code: 'not_right' }
  }
}

function wrongType(expected: string, node: FormNode | undefined): MessageCode {
  if (node?.path === '') return 'record_not_object'
  switch (expected) {
    case 'string':
      return 'not_text'
    case 'number':
    case 'nan':
      return 'not_number'
    case 'int':
      return 'not_integer'
    case 'boolean':
      return 'not_boolean'
    case 'array':
      return 'not_list'
    case 'object':
    case 'record':
      return 'not_object'
    case 'nonoptional':
      return 'required'
    default:
      return 'not_right'
  }
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): Sentence {
  const minimum = String(issue.minimum)
  const { origin, exact } = issue
  if (origin === 'string') {
    if (exact) return { code: 'text_length', params: { length: minimum } }
    return minimum === '1' ? { code: 'required' } : { code: 'text_too_short', params: { minimum } }
  }
  if (origin === 'array') {
    if (exact) return { code: 'list_length', params: { length: minimum } }
    return minimum === '1' ? { code: 'required' } : { code: 'list_too_short', params: { minimum } }
  }
  if (origin !== 'number' && origin !== 'int') return { code: 'not_right' }
  return { code: issue.inclusive ? 'number_too_small' : 'number_not_above', params: { minimum } }
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): Sentence {
  const maximum = String(issue.maximum)
  const { origin, exact } = issue
  if (origin === 'string') {
    return exact ? { code: 'text_length', params: { length: maximum } } : { code: 'text_too_long', params: { maximum } }
  }
  if (origin === 'array') {
    return exact ? { code: 'list_length', params: { length: maximum } } : { code: 'list_too_long', params: { maximum } }
  }
  if (origin !== 'number' && origin !== 'int') return { code: 'not_right' }
  return { code: issue.inclusive ? 'number_too_big' : 'number_not_below', params: { maximum } }
}

const hinted = (node: FormNode | undefined): Sentence | undefined =>
  node?.meta?.hint && { code: 'hint', params: { hint: node.meta.hint } }

function notAllowed(values: readonly unknown[], node: FormNode | undefined): Sentence {
  const codes = node?.meta?.codes
  if (codes) return { code: 'not_in_codes', params: { codes: codes.title } }
  return hinted(node) ?? { code: 'not_allowed', params: { allowed: values.map(String).join('、') } }
}

/** The sentence a schema's own rule brought along (`says`). */
function broken(params: Record<string, unknown> | undefined): Sentence | undefined {
  const detail = params?.detail as Partial<Text> | undefined
  if (typeof detail?.zh !== 'string' || typeof detail.en !== 'string') return undefined
  return { code: 'rule_broken', params: { detail: { zh: detail.zh, en: detail.en } } }
}
