/** A form as JSON Schema (draft 2020-12), for form elements, documentation and other languages. */
import { z } from 'zod'
import { inLang, type Lang } from '../base/text.ts'
import { metaOf } from './meta.ts'
import type { Form } from './types.ts'

/**
 * The form's schema with titles, hints (`description`), examples, and code lists as `oneOf` of `const` and `title`.
 * Rules written as code (check digits, rules over several fields) have no JSON Schema and are not in it.
 */
export function formJsonSchema(form: Form, lang: Lang = 'zh-CN'): Record<string, unknown> {
  const schema = z.toJSONSchema(form.schema, {
    target: 'draft-2020-12',
    // An empty registry: nothing of the application's own metadata belongs in here.
    metadata: z.registry(),
    override: ({ zodSchema, jsonSchema }) => {
      const meta = metaOf(zodSchema as unknown as z.ZodType)
      if (!meta) return
      jsonSchema.title = inLang(meta.title, lang)
      if (meta.hint) jsonSchema.description = inLang(meta.hint, lang)
      if (meta.example !== undefined) jsonSchema.examples = [meta.example]
      if (meta.codes && jsonSchema.enum) {
        const allowed = new Set(jsonSchema.enum)
        delete jsonSchema.enum
        jsonSchema.oneOf = meta.codes.codes
          .filter(({ code }) => allowed.has(code))
          .map((code) => ({ const: code.code, title: inLang(code, lang) }))
      }
    },
  })
  const { $schema, ...rest } = schema
  return { $schema, title: inLang(form.title, lang), ...rest }
}
