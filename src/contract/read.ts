/**
 * Reads a contract as it is: ordinary contracts carry words from other drafts, other tools and other languages' regular
 * expressions. What can be held to is rewritten into the draft's own words in a copy; what can't becomes a finding.
 */
import { MappingError } from '../base/errors.ts'
import type { Finding, Severity } from '../base/finding.ts'
import type { JsonObject } from '../base/json.ts'
import type { Text } from '../base/text.ts'
import { leadsBack } from './circle.ts'
import type { Contract } from './contract.ts'
import { declaredDraft } from './draft.ts'
import { compilePattern } from './pattern.ts'
import { contractFinding, contractProblem } from './problems.ts'
import { isSchemaObject, resolveLocal } from './refs.ts'
import { subschemas } from './walk.ts'

type Mutable = { -readonly [K in keyof JsonObject]: JsonObject[K] }

/** Which words the validator understands. */
export interface Vocabulary {
  readonly keywords: (keyword: string) => boolean
  readonly formats: (format: string) => boolean
}

/** Words without effect on validity, and those that only hold other words: never worth a finding. */
const SILENT: ReadonlySet<string> = new Set([
  ...['$schema', '$id', 'id', '$ref', '$anchor', '$comment', '$defs', '$vocabulary', 'definitions', 'components'],
  ...['title', 'description', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly', 'nullable'],
  ...['if', 'then', 'else', 'contentEncoding', 'contentMediaType', 'contentSchema'],
])

/**
 * A copy of the contract's schema that the validator takes, and what it couldn't keep.
 *
 * @throws {MappingError} naming each `$ref` that leads nowhere or in a circle, and each pattern that is no regular expression
 */
export function readSchema(
  contract: Contract,
  vocabulary: Vocabulary,
): { schema: JsonObject; findings: readonly Finding[] } {
  const root = structuredClone(contract.schema) as Mutable
  const findings: Finding[] = []
  const problems = []
  for (const { schema, pointer } of subschemas(root)) {
    const part = schema as Mutable
    const note = (keyword: string, detail: Text, severity: Severity = 'warning') =>
      findings.push(contractFinding(severity, contract.name, `${pointer}/${keyword}`, detail))
    if (typeof part.$ref === 'string') {
      const detail = refFault(root, part.$ref)
      if (detail) problems.push(contractProblem(contract.name, `${pointer}/$ref`, detail))
    }
    for (const pattern of patternsOf(part)) {
      const kind = compilePattern(pattern.source).kind
      if (kind === 'invalid') problems.push(contractProblem(contract.name, pointer + pattern.at, NOT_A_PATTERN))
      if (kind === 'legacy') note(pattern.at.slice(1), LEGACY_PATTERN, 'note')
    }
    if (contract.draft !== 'draft-04') readOldLimits(part, note)
    if (part.nullable !== undefined && part.type === undefined) {
      note('nullable', { zh: '没有 type 的 nullable 不起作用', en: '`nullable` without `type` has no effect' })
      delete part.nullable
    }
    // Draft 3 wrote `required` on the property itself; from draft 4 on, and in ajv, it is a list.
    if (typeof part.required === 'boolean') {
      note('required', {
        zh: '写在字段上的 required 不起作用，应列在上一级',
        en: '`required` on a property has no effect; list it one level up',
      })
      delete part.required
    }
    if (typeof part.format === 'string' && !vocabulary.formats(part.format)) {
      note('format', {
        zh: `不认识的格式“${part.format}”，不校验`,
        en: `unknown format “${part.format}” is not checked`,
      })
    }
    for (const keyword of Object.keys(part)) {
      if (SILENT.has(keyword) || keyword.startsWith('x-') || vocabulary.keywords(keyword)) continue
      note(keyword, { zh: `不认识的关键字“${keyword}”，不校验`, en: `unknown keyword “${keyword}” is not checked` })
    }
  }
  if (problems.length > 0) throw new MappingError(problems)
  if (typeof root.$schema === 'string' && !declaredDraft(root)) {
    const detail = { zh: `不认识的 $schema，按 ${contract.draft} 读`, en: `unknown $schema; read as ${contract.draft}` }
    findings.push(contractFinding('warning', contract.name, '/$schema', detail))
  }
  // The engine was chosen by the draft already; left in place, ajv looks for a meta-schema of that name.
  delete root.$schema
  return { schema: root, findings }
}

const NOT_A_PATTERN: Text = { zh: '不是有效的正则表达式', en: 'it is not a regular expression' }
const LEGACY_PATTERN: Text = {
  zh: '正则表达式不合 Unicode 写法，按旧写法读',
  en: 'the pattern is read without the `u` flag',
}

function patternsOf(part: JsonObject): { at: string; source: string }[] {
  const own = typeof part.pattern === 'string' ? [{ at: '/pattern', source: part.pattern }] : []
  const keys = isSchemaObject(part.patternProperties) ? Object.keys(part.patternProperties) : []
  return [...own, ...keys.map((source) => ({ at: '/patternProperties', source }))]
}

/** Draft 4's `minimum: 0, exclusiveMinimum: true` inside a newer draft: the same limit in the newer words. */
function readOldLimits(part: Mutable, note: (keyword: string, detail: Text, severity: Severity) => void): void {
  for (const [exclusive, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof part[exclusive] !== 'boolean') continue
    note(exclusive, { zh: '按 draft-04 的写法读', en: 'read as draft-04 wrote it' }, 'note')
    const bound = part[limit]
    if (part[exclusive] && typeof bound === 'number') {
      part[exclusive] = bound
      delete part[limit]
    } else delete part[exclusive]
  }
}

/** Why a reference can't be followed; undefined when it can, or when it is an anchor or id that ajv resolves itself. */
function refFault(root: JsonObject, ref: string): Text | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined
  const target = resolveLocal(root, ref)
  if (typeof target === 'boolean') return undefined
  if (!isSchemaObject(target)) return { zh: `引用“${ref}”没有对应的定义`, en: `the reference “${ref}” leads nowhere` }
  return leadsBack(root, target)
    ? { zh: `引用“${ref}”指回自己`, en: `the reference “${ref}” leads back to itself` }
    : undefined
}
