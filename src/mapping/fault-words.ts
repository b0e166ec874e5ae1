/** Which sentence says what a contract demands. */
import type { Params, Problem } from '../base/problem.ts'
import type { ContractFault } from '../contract/index.ts'

interface Words {
  readonly code: Problem['code']
  readonly params?: Params
}

const COMPARISONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  minimum: { zh: '不小于', en: 'at least' },
  maximum: { zh: '不大于', en: 'at most' },
  exclusiveMinimum: { zh: '大于', en: 'more than' },
  exclusiveMaximum: { zh: '小于', en: 'less than' },
  formatMinimum: { zh: '不早于', en: 'no earlier than' },
  formatMaximum: { zh: '不晚于', en: 'no later than' },
}

const LIMITED: Readonly<Record<string, Problem['code']>> = {
  maxLength: 'value_too_long',
  minLength: 'value_too_short',
  maxItems: 'value_too_many',
  minItems: 'value_too_few',
}

const PLAIN: Readonly<Record<string, Problem['code']>> = {
  pattern: 'value_bad_format',
  format: 'value_bad_format',
  enum: 'value_not_listed',
  const: 'value_not_listed',
  uniqueItems: 'value_repeated',
}

/** The message for a value from a field that breaks `fault`'s keyword, with the contract's limit. */
export function wordsFor({ keyword, params }: ContractFault): Words {
  const limited = LIMITED[keyword]
  const comparison = COMPARISONS[keyword]
  const limit = typeof params.limit === 'number' || typeof params.limit === 'string' ? params.limit : undefined
  if (limited && limit !== undefined) return { code: limited, params: { limit } }
  if (comparison && limit !== undefined) return { code: 'value_out_of_range', params: { limit, comparison } }
  if (keyword === 'x-maxBytes' && limit !== undefined) {
    const { bytes, each } = params
    return { code: 'value_too_many_bytes', params: { limit, bytes: Number(bytes), each: Number(each) } }
  }
  const plain = PLAIN[keyword]
  return plain ? { code: plain } : { code: 'value_refused', params: { keyword } }
}
