/** A configuration as it was exported, member by member: every fault at once, each with what to write instead. */
import { SettingsError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'
import { type Config, makerOf } from '../batch/index.ts'
import type { Form } from '../form/index.ts'
import type { Upstream } from '../upstream/index.ts'
import { hintOf } from './usage-error.ts'

const MEMBERS = ['ledger', 'forms', 'upstreams', 'by', 'division']

/** @throws {SettingsError} */
export function checkConfig(value: unknown, file: string): Config {
  if (value === null || typeof value !== 'object') {
    throw new SettingsError([{ code: 'config_default_missing', who: 'operator', params: { file } }])
  }
  if (makerOf(value) === 'other')
    throw new SettingsError([{ code: 'config_other_copy', who: 'operator', params: { file } }])
  const members = value as Readonly<Record<string, unknown>>
  const problems: Problem[] = []
  const wrong = (member: string, zh: string, en: string) => {
    const detail: Text = { zh, en }
    problems.push({ code: 'config_member_wrong', who: 'operator', params: { file, member, detail } })
  }
  for (const member of Object.keys(members).filter((name) => !MEMBERS.includes(name))) {
    problems.push({
      code: 'config_member_unknown',
      who: 'operator',
      params: { file, member, hint: hintOf(member, MEMBERS) },
    })
  }
  const { ledger, forms = [], upstreams = [], by, division } = members
  if (ledger === 'memory:')
    wrong(
      'ledger',
      '命令行每次结束都会丢掉内存台账，请写 file:yibiao.db',
      'a command would forget it at its end. Write file:yibiao.db.',
    )
  else if (typeof ledger !== 'string' || !/^(file:.|postgres(ql)?:\/\/.)/.test(ledger))
    wrong(
      'ledger',
      '请写 file:路径，例如 file:yibiao.db，或 postgres://用户@主机/库名',
      'write file:PATH, for example file:yibiao.db, or postgres://USER@HOST/DATABASE.',
    )
  if (!Array.isArray(forms) || !forms.every(isForm))
    wrong('forms', '应是 defineForm 做出的表单的列表', 'it must be a list of forms made by defineForm.')
  if (!Array.isArray(upstreams) || !upstreams.every(isUpstream))
    wrong(
      'upstreams',
      '应是 defineUpstream 做出的上级接口的列表',
      'it must be a list of upstreams made by defineUpstream.',
    )
  for (const [member, given] of Object.entries({ by, division })) {
    if (given !== undefined && (typeof given !== 'string' || given.trim() === ''))
      wrong(member, '应是文字', 'it must be text.')
  }
  if (problems.length > 0) throw new SettingsError(problems)
  const all = allForms(forms as Form[], upstreams as Upstream[])
  const twins = all
    .filter((form) => all.some((other) => other !== form && other.name === form.name))
    .map(({ name }) => name)
  if (twins.length > 0) wrong('forms', `有两张表单都叫“${twins[0]}”`, `two forms are named “${twins[0]}”.`)
  if (all.length === 0) wrong('forms', '还没有表单', 'there is no form yet.')
  if (problems.length > 0) throw new SettingsError(problems)
  return { ...(members as unknown as Config), forms: all, upstreams: upstreams as Upstream[] }
}

/** Those that are listed and those that upstreams take. */
const allForms = (forms: readonly Form[], upstreams: readonly Upstream[]): Form[] => [
  ...new Set([...forms, ...upstreams.map(({ form }) => form)]),
]

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object'

const isForm = (value: unknown): boolean =>
  isObject(value) && isObject(value.schema) && Array.isArray(value.key) && typeof value.name === 'string'

const isUpstream = (value: unknown): boolean =>
  isObject(value) &&
  isForm(value.form) &&
  isObject(value.adapter) &&
  isObject(value.contract) &&
  isObject(value.mapping)
