/** The parts of a declaration, for whoever writes JavaScript: TypeScript says the same while it is typed. */
import { SettingsError } from '../base/errors.ts'
import type { Contract } from '../contract/index.ts'
import type { Form } from '../form/index.ts'
import type { Adapter } from './contract-v1.ts'

interface Given {
  readonly title?: unknown
  readonly form?: Partial<Form>
  readonly contract?: Partial<Contract>
  readonly mapping?: unknown
  readonly adapter?: Partial<Adapter>
}

const PARTS: readonly {
  readonly part: keyof Given
  isThere(given: Given): boolean
  readonly zh: string
  readonly en: string
}[] = [
  {
    part: 'title',
    isThere: ({ title }) =>
      (typeof title === 'string' && title !== '') || (typeof title === 'object' && title !== null),
    zh: '请写上名称，给人看的',
    en: 'give it, for people: a text, or { zh, en }',
  },
  {
    part: 'form',
    isThere: ({ form }) => typeof form?.name === 'string' && form.schema !== undefined,
    zh: '请用 defineForm 的结果，或 yibiao/schemas 里的表单',
    en: 'give what defineForm returns, or a form of yibiao/schemas',
  },
  {
    part: 'contract',
    isThere: ({ contract }) => typeof contract?.canonical === 'string',
    zh: '请写成 defineContract(JSON Schema)',
    en: 'write it as defineContract(JSON Schema)',
  },
  {
    part: 'mapping',
    isThere: ({ mapping }) => typeof mapping === 'object' && mapping !== null && !Array.isArray(mapping),
    zh: '应是对象：报文的每个属性写一条规则',
    en: 'it must be an object with a rule for each property of the payload',
  },
  {
    part: 'adapter',
    isThere: ({ adapter }) => adapter?.contract === 'v1' && typeof adapter.send === 'function',
    zh: '请用适配器函数的结果，例如 http({ … })',
    en: 'give what an adapter function returns, such as http({ … })',
  },
]

/** @throws {SettingsError} naming every part that is missing or was not made by its function */
export function checkParts(upstream: string, given: Given): void {
  const problems = PARTS.filter(({ isThere }) => !isThere(given)).map(
    ({ part, zh, en }) =>
      ({
        code: 'settings_invalid',
        who: 'author',
        upstream,
        params: { setting: `${upstream}.${part}`, detail: { zh, en } },
      }) as const,
  )
  if (problems.length > 0) throw new SettingsError(problems)
}
