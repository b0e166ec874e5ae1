/**
 * Zod's issues as problems by field, in our own words: Zod's messages are English, technical, and may quote what was
 * typed. Every issue code of Zod 4 has its sentence; an unknown one falls back to “please check it”.
 */
import type { z } from 'zod'
import { canonicalJson } from '../base/canonical-json.ts'
import type { MessageCode } from '../base/messages/index.ts'
import type { Params, Problem } from '../base/problem.ts'
import { nodesAt, titleAt } from './fields.ts'
import { nearestField } from './nearest.ts'
import { sentenceFor } from './sentences.ts'
import type { FormNode } from './tree.ts'
import type { Form } from './types.ts'
import { isBlank, own } from './values.ts'

export type Issue = z.core.$ZodIssue

// Unknown names come from outside: longer ones are cut, so that a misplaced value can't fill the log.
const MAX_KEY_LENGTH = 40

// A value that is missing or of another kind: what further checks say about it (a text's length for a list) misleads.
const SETTLING = new Set<MessageCode>([
  'required',
  'null_given',
  'not_text',
  'not_number',
  'not_integer',
  'not_boolean',
  'not_list',
  'not_object',
])

/**
 * One problem per fault. A field that is missing or of another kind is only that, whatever else its schema says about
 * it; a fault that several checks report in the same words appears once.
 *
 * @param issues - of a failed parse with the form's schema
 * @param values - what was parsed: tells a missing field from a wrong one. Without it a missing text reads “must be text”
 */
export function problemsFromIssues(form: Form, issues: readonly Issue[], values?: unknown): Problem[] {
  const problems = issues.flatMap((issue) => flatten(issue, [])).flatMap((issue) => translate(form, issue, values))
  const settled = new Set(problems.filter(({ code }) => SETTLING.has(code)).map(({ field }) => field))
  const seen = new Set<string>()
  return problems.filter((problem) => {
    const words = canonicalJson([problem.code, problem.field ?? '', problem.params])
    const first = !seen.has(words)
    seen.add(words)
    return first && (SETTLING.has(problem.code) || !settled.has(problem.field))
  })
}

/** Issues inside an issue (a union's branch, a list of keys) brought up, paths made whole. */
function flatten(issue: Issue, above: readonly PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path]
  if ((issue.code === 'invalid_key' || issue.code === 'invalid_element') && issue.issues.length > 0) {
    return issue.issues.flatMap((inner) => flatten(inner, path))
  }
  if (issue.code === 'invalid_union') {
    const branch = likeliestBranch(issue.errors)
    if (branch) return branch.flatMap((inner) => flatten(inner, path))
  }
  return [{ ...issue, path }]
}

/** The branch the person meant: of those whose kind of value fits, the one with the fewest faults. */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((issues) => {
    const [first] = issues
    return first !== undefined && !(first.path.length === 0 && /^invalid_(type|value|union)$/.test(first.code))
  })
  return fitting.reduce<readonly Issue[] | undefined>(
    (best, issues) => (best === undefined || issues.length < best.length ? issues : best),
    undefined,
  )
}

function translate(form: Form, issue: Issue, values: unknown): Problem[] {
  const tokens = issue.path.map(String)
  const [node] = nodesAt(form, tokens)
  const field = tokens.join('.')
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(node, field, key))
  const { code, params } = blankOr(node, issue, tokens, values) ?? sentenceFor(issue, node)
  if (field === '') return [{ code, who: 'reporter', ...(params && { params }), ...(node && { title: WHOLE }) }]
  return [{ code, who: 'reporter', field, title: titleAt(form, field), ...(params && { params }) }]
}

const WHOLE = { zh: '这条记录', en: 'This record' }

function blankOr(node: FormNode | undefined, issue: Issue, tokens: readonly string[], values: unknown) {
  if (values === undefined || tokens.length === 0 || issue.code === 'custom') return undefined
  const value = tokens.reduce<unknown>(valueAt, values)
  if (!isBlank(value)) return undefined
  return { code: (value === null && node?.optional ? 'null_given' : 'required') as MessageCode, params: undefined }
}

const valueAt = (value: unknown, token: string): unknown =>
  Array.isArray(value) ? value[Number(token)] : own(value, token)

function unknownField(node: FormNode | undefined, parent: string, key: string): Problem {
  const shown = key.length > MAX_KEY_LENGTH ? `${key.slice(0, MAX_KEY_LENGTH)}…` : key
  const field = parent === '' ? shown : `${parent}.${shown}`
  const nearest = node && nearestField(node, key)
  const params: Params = nearest
    ? { key: shown, nearest: nearest.title, nearestField: nearest.path.slice(nearest.path.lastIndexOf('.') + 1) }
    : { key: shown }
  const title = { zh: shown, en: shown }
  return { code: nearest ? 'unknown_field_nearest' : 'unknown_field', who: 'reporter', field, title, params }
}
