/** How a schema's own rules speak: the sentence travels in the params, in both languages. */
import type { Text } from '../base/text.ts'

/**
 * What a `.refine` or a pushed issue says when its rule is broken; Zod's own words never reach a person.
 * The sentences are shown as they are and must not quote the value.
 *
 * @example z.string().refine(isCreditCode, says('统一社会信用代码的校验位不对', 'The check character is wrong.'))
 */
export const says = (zh: string, en: string): { params: { detail: Text } } => ({ params: { detail: { zh, en } } })

/**
 * An issue for `.check((payload) => payload.issues.push(breach(...)))`: a rule over several fields, shown at one of them.
 *
 * @param path - of the field, from the schema that carries the check
 */
export const breach = (input: unknown, path: readonly (string | number)[], zh: string, en: string) => ({
  code: 'custom' as const,
  input,
  path: [...path],
  continue: true,
  ...says(zh, en),
})
