/**
 * Which records to try: every combination of the answers that decide something. Those are the fields that a condition of the
 * mapping looks at, and the closed fields behind properties that the contract's own conditions look at.
 */
import type { Json } from '../../base/json.ts'
import { type Contract, conditionalNames } from '../../contract/index.ts'
import { readsOfTest, type Test } from '../conditions.ts'
import { type FieldIndex, knownValues, type Read } from '../fields.ts'
import type { Node } from '../node.ts'
import { referenceReads } from '../referents.ts'
import { discriminatorsOf, EMPTY, type Trial } from './sample-record.ts'

type Answer = Json | typeof EMPTY

const NO_ANSWER: readonly Answer[] = [EMPTY]

// Beyond this, pairs are tried instead of all combinations.
const MAX_COMBINATIONS = 512
const MAX_PAIRS = 4_000
// Of a list of 56 ethnic groups in no condition by name, a few stand for all.
const MAX_ANSWERS = 24

/** Every field that decides something, with the answers it may have. */
export function decidingFields(
  index: FieldIndex,
  root: Node,
  tests: readonly Test[],
  contract: Contract,
): ReadonlyMap<string, readonly Answer[]> {
  const found = new Map<string, Set<Answer>>()
  const add = (path: string, answers: readonly Answer[]) =>
    found.set(path, new Set([...(found.get(path) ?? []), ...answers]))
  for (const test of [...tests, ...testsIn(root)]) {
    for (const { read, named } of leavesOf(test)) {
      add(read.path, [...(answersOf(index, read) ?? []), ...named, ...(read.mayBeAbsent ? NO_ANSWER : [])])
      if (read.scope === 0 && named.length > 0) add(read.path, ['another'])
    }
  }
  const names = conditionalNames(contract)
  for (const { name, read } of namedReads(root)) {
    if (!names.has(name)) continue
    const answers = answersOf(index, read)
    if (answers || read.mayBeAbsent) add(read.path, [...(answers ?? []), ...(read.mayBeAbsent ? NO_ANSWER : [])])
  }
  for (const path of discriminatorsOf(index, referenceReads(root, tests).places)) {
    const field = index.byPath.get(path)
    const read = field && { scope: 1, steps: path.split('.'), path, field, mayBeAbsent: false }
    if (read) add(path, answersOf(index, read) ?? [])
  }
  return new Map([...found].map(([path, answers]) => [path, [...answers].slice(0, MAX_ANSWERS)]))
}

/** All combinations, or all pairs beside everything filled in where those would be too many. */
export function trialsOf(fields: ReadonlyMap<string, readonly Answer[]>): readonly Trial[] {
  // A field that may only be filled in any way decides by being there or not.
  const deciding = [...fields].map(([path, answers]) => [path, withFilled(answers)] as const)
  const count = deciding.reduce((product, [, answers]) => product * answers.length, 1)
  if (count <= MAX_COMBINATIONS) {
    return deciding.reduce<readonly Trial[]>(
      (trials, [path, answers]) => trials.flatMap((trial) => answers.map((answer) => withAnswer(trial, path, answer))),
      [new Map()],
    )
  }
  const trials: Trial[] = [new Map()]
  for (const [position, [path, answers]] of deciding.entries()) {
    for (const answer of answers) {
      trials.push(withAnswer(new Map(), path, answer))
      for (const [other, others] of deciding.slice(position + 1)) {
        for (const second of others) trials.push(withAnswer(withAnswer(new Map(), path, answer), other, second))
      }
    }
    if (trials.length > MAX_PAIRS) break
  }
  return trials.slice(0, MAX_PAIRS)
}

const FILLED = undefined

const withFilled = (answers: readonly Answer[]): readonly (Answer | undefined)[] =>
  answers.some((answer) => answer !== EMPTY) ? answers : [FILLED, ...answers]

const withAnswer = (trial: Trial, path: string, answer: Answer | undefined): Trial =>
  answer === undefined ? trial : new Map([...trial, [path, answer]])

function answersOf(index: FieldIndex, read: Read): readonly Answer[] | undefined {
  if (read.scope === 0) return undefined
  return read.field.kind === 'boolean' ? [true, false] : knownValues(index, read)
}

function leavesOf(test: Test): readonly { readonly read: Read; readonly named: readonly Json[] }[] {
  if (test.kind === 'oneOf') return [{ read: test.read, named: test.values }]
  if ('tests' in test) return test.tests.flatMap(leavesOf)
  if (test.kind === 'not') return leavesOf(test.test)
  return readsOfTest(test).map((read) => ({ read, named: [] }))
}

function testsIn(node: Node): readonly Test[] {
  switch (node.verb) {
    case 'when':
      return [node.test, ...testsIn(node.then), ...(node.otherwise ? testsIn(node.otherwise) : [])]
    case 'firstOf':
      return node.rules.flatMap(testsIn)
    case 'each':
      return testsIn(node.item)
    case 'object':
      return node.members.flatMap(([, member]) => testsIn(member))
    default:
      return []
  }
}

/** Each property with the fields its rule reads. */
function namedReads(node: Node, name = ''): readonly { readonly name: string; readonly read: Read }[] {
  switch (node.verb) {
    case 'object':
      return node.members.flatMap(([key, member]) => namedReads(member, key))
    case 'when':
      return [node.then, node.otherwise].flatMap((branch) => (branch ? namedReads(branch, name) : []))
    case 'firstOf':
      return node.rules.flatMap((rule) => namedReads(rule, name))
    case 'each':
      return [{ name, read: node.read }, ...namedReads(node.item, name)]
    case 'join':
    case 'const':
    case 'compute':
      return []
    default:
      return [{ name, read: node.read }]
  }
}
