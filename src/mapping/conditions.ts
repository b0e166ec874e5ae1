/** Conditions: questions about a record, as data. One parser; run as closures or as generated code. */
import { MappingError } from '../base/errors.ts'
import type { Json } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { Form } from '../form/index.ts'
import {
  type FieldIndex,
  fieldIndex,
  knownValues,
  type Read,
  ROOT_SCOPE,
  resolveRead,
  type Scope,
  writablePaths,
} from './fields.ts'
import { hint, mappingProblem, type Tokens } from './problems.ts'
import type { RecordContext } from './record-context.ts'
import { closeRead, isPlainObject } from './values.ts'

/** A condition once it has been checked. */
export type Test =
  | { readonly kind: 'present'; readonly read: Read; readonly present: boolean }
  | { readonly kind: 'oneOf'; readonly read: Read; readonly values: readonly Json[] }
  | { readonly kind: 'all' | 'any'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }

interface Context {
  readonly index: FieldIndex
  readonly scopes: readonly Scope[]
  readonly problems: Problem[]
}

const SHAPES = 'path + is | oneOf | present, all, any, not'
const KEYS = ['path', 'is', 'oneOf', 'present', 'all', 'any', 'not']

/**
 * A condition as a function of the record.
 *
 * @throws {MappingError} when it names a field or a code that the form doesn't have
 */
export function compileCondition(
  form: Form,
  condition: unknown,
): (record: unknown, context?: RecordContext) => boolean {
  const problems: Problem[] = []
  const test = parseCondition({ index: fieldIndex(form), scopes: [ROOT_SCOPE], problems }, condition, ['when'])
  if (!test) throw new MappingError(problems)
  const run = closeTest(test)
  return (record, context = {}) => run([context, record])
}

/** The checked condition; undefined once a problem has been noted. */
export function parseCondition(context: Context, condition: unknown, at: Tokens): Test | undefined {
  const keys = isPlainObject(condition) ? Object.keys(condition).sort().join(' ') : ''
  const data = condition as Readonly<Record<string, unknown>>
  switch (keys) {
    case 'path present':
      return parsePresent(context, data, at)
    case 'is path':
      return parseOneOf(context, data.path, [data.is], at, 'is')
    case 'oneOf path':
      return parseOneOf(context, data.path, data.oneOf, at, 'oneOf')
    case 'all':
    case 'any': {
      const list = data[keys]
      if (!Array.isArray(list)) return refuse(context, [...at, keys], wrong('必须是列表', 'it must be a list'))
      const tests = list.map((part, index) => parseCondition(context, part, [...at, keys, index]))
      return tests.every((test) => test !== undefined) ? { kind: keys, tests } : undefined
    }
    case 'not': {
      const test = parseCondition(context, data.not, [...at, 'not'])
      return test && { kind: 'not', test }
    }
    default: {
      const odd = keys.split(' ').find((key) => !KEYS.includes(key)) ?? ''
      const meant = hint(odd, KEYS)
      return refuse(context, at, wrong(`条件应写成 ${SHAPES}${meant.zh}`, `a condition is ${SHAPES}.${meant.en}`))
    }
  }
}

const wrong = (zh: string, en: string) => ({ detail: { zh, en } })

function refuse(context: Context, at: Tokens, params: { detail: { zh: string; en: string } }): undefined {
  context.problems.push(mappingProblem(at, 'mapping_invalid', params))
}

function parsePresent(context: Context, data: Readonly<Record<string, unknown>>, at: Tokens): Test | undefined {
  const read = conditionRead(context, data.path, at)
  const { present } = data
  if (typeof present !== 'boolean') {
    return refuse(context, [...at, 'present'], wrong('必须是 true 或 false', 'it must be true or false'))
  }
  return read && { kind: 'present', read, present }
}

function parseOneOf(context: Context, path: unknown, values: unknown, at: Tokens, key: string): Test | undefined {
  const read = conditionRead(context, path, at)
  if (!Array.isArray(values) || values.length === 0) {
    return refuse(context, [...at, key], wrong('必须是非空列表', 'it must be a list with something in it'))
  }
  if (!read) return undefined
  const known = knownValues(context.index, read)
  const bad = values.find((value) => (known ? !known.includes(value) : !SWITCHABLE.has(typeof value)))
  if (bad === undefined) return { kind: 'oneOf', read, values }
  const meant = hint(String(bad), (known ?? []).map(String))
  const zh = `“${read.path}”不会取值 ${JSON.stringify(bad)}${meant.zh}`
  return refuse(context, [...at, key], wrong(zh, `“${read.path}” never is ${JSON.stringify(bad)}.${meant.en}`))
}

const SWITCHABLE: ReadonlySet<string> = new Set(['string', 'number', 'boolean'])

function conditionRead(context: Context, path: unknown, at: Tokens): Read | undefined {
  const read = typeof path === 'string' ? resolveRead(context.index, context.scopes, path) : undefined
  if (!read) {
    const meant = hint(String(path), writablePaths(context.index, context.scopes))
    context.problems.push(mappingProblem([...at, 'path'], 'mapping_path_unknown', { path: String(path), hint: meant }))
  }
  return read
}

/** Every value a condition looks at. */
export function readsOfTest(test: Test): readonly Read[] {
  if (test.kind === 'not') return readsOfTest(test.test)
  return 'tests' in test ? test.tests.flatMap(readsOfTest) : [test.read]
}

/** Runs a condition over the scopes: the context, the record, the items. */
export function closeTest(test: Test): (scopes: readonly unknown[]) => boolean {
  switch (test.kind) {
    case 'present': {
      const { present } = test
      const read = closeRead(test.read)
      return (scopes) => (read(scopes) != null) === present
    }
    case 'oneOf': {
      const { values } = test
      const read = closeRead(test.read)
      return (scopes) => values.includes(read(scopes) as Json)
    }
    case 'not': {
      const inner = closeTest(test.test)
      return (scopes) => !inner(scopes)
    }
    default: {
      const inner = test.tests.map(closeTest)
      return test.kind === 'all'
        ? (scopes) => inner.every((run) => run(scopes))
        : (scopes) => inner.some((run) => run(scopes))
    }
  }
}
