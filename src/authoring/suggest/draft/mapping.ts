/** The mapping of a draft: a rule per property, nested as the contract is, with what is doubtful beside it. */
import { toPointer } from '../../../base/json-pointer.ts'
import type { Text } from '../../../base/text.ts'
import type { Field } from '../../../form/index.ts'
import { SURE } from '../recognise/recognise.ts'
import type { SuggestedField } from '../suggest.ts'
import type { ListedField } from '../types.ts'
import type { ExtensionField } from './extension.ts'
import { ruleFor } from './rule.ts'

export interface DraftedMapping {
  /** As `mapping.json` has it, without `$doubtful`. */
  readonly rules: Readonly<Record<string, unknown>>
  /** What to look at, by JSON pointer into the rules. */
  readonly doubts: Readonly<Record<string, readonly Text[]>>
}

export interface DraftedField extends SuggestedField {
  /** Would be the form's field, whose code list shares nothing with the list's: it became one of its own. */
  readonly unlike?: Field
}

interface Tree {
  [step: string]: Tree | { readonly leaf: unknown }
}

export function draftMapping(
  fields: readonly DraftedField[],
  extension: readonly ExtensionField[],
  sayReason: (field: SuggestedField) => Text,
  /** Columns that the upstream fills itself. */
  leftOut: ReadonlySet<ListedField>,
): DraftedMapping {
  const tree: Tree = {}
  const lists = new Map<string, string>()
  const doubts: Record<string, readonly Text[]> = {}
  for (const field of fields) {
    const { listed, match, score } = field
    const steps = listed.name.split('.')
    if (!match) {
      const own = extension.find(({ suggested }) => suggested === field)
      if (own) put(tree, steps, own.rule)
      if (own && field.unlike) doubts[pointerOf(steps)] = [unlikeText(field.unlike)]
      continue
    }
    const { rule, doubts: about } = ruleFor(listed, match.field, pathWithin(match.field.path))
    put(tree, steps, rule)
    const list = steps.indexOf('*')
    if (list > 0) lists.set(steps.slice(0, list).join('.'), match.field.path.split('.*')[0] ?? '')
    const all = score < SURE ? [sayReason(field), ...about] : about
    if (all.length > 0) doubts[pointerOf(steps)] = all
  }
  const demanded = [...leftOut].filter(({ required }) => required)
  // No rule stands for them: it is said of the mapping as a whole.
  return {
    rules: rulesOf(tree, '', lists),
    doubts: demanded.length > 0 ? { '': [leftOutText(demanded)], ...doubts } : doubts,
  }
}

const unlikeText = ({ meta: { title } }: Field): Text => ({
  zh: `上级的代码和表单“${title.zh}”的代码对不上，另设了一个字段；能对照的话，改成 code 规则`,
  en: `their codes don’t match those of the form’s “${title.en}”, so it is a field of its own; with a crosswalk, use a code rule`,
})

function leftOutText(fields: readonly ListedField[]): Text {
  const names = fields.map(({ label, name }) => label || name)
  return {
    zh: `${names.join('、')}像是上级系统自己填的列：没有报，接口约定里也没有列为必填`,
    en: `${names.join(', ')}: columns that the upstream seems to fill itself, not sent, and not required in the contract`,
  }
}

/** A list's item has its own scope: `members.*.name` is `name` in there. */
const pathWithin = (path: string): string => path.split('.*.').at(-1) ?? path

function put(tree: Tree, steps: readonly string[], rule: unknown): void {
  let here = tree
  for (const step of steps.slice(0, -1)) {
    const next = here[step]
    const below: Tree = next && !('leaf' in next) ? (next as Tree) : {}
    here[step] = below
    here = below
  }
  here[steps.at(-1) ?? ''] = { leaf: rule }
}

function rulesOf(tree: Tree, at: string, lists: ReadonlyMap<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([step, below]): [string, unknown] => {
      if (isLeaf(below)) return [step, below.leaf]
      const here = at === '' ? step : `${at}.${step}`
      const item = below['*']
      const list = lists.get(here)
      if (item && !isLeaf(item) && list !== undefined) {
        return [step, { each: list, item: { object: rulesOf(item, `${here}.*`, lists) } }]
      }
      return [step, { object: rulesOf(below, here, lists) }]
    }),
  )
}

const isLeaf = (tree: Tree[string]): tree is { readonly leaf: unknown } =>
  'leaf' in tree && Object.keys(tree).length === 1

/** Where the rule stands in `mapping.json`. */
const pointerOf = (steps: readonly string[]): string =>
  toPointer(
    steps.flatMap((step, index) =>
      step === '*' ? ['item', 'object'] : index > 0 && steps[index - 1] !== '*' ? ['object', step] : [step],
    ),
  )
