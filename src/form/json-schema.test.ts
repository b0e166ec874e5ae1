import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { codeSchema, defineCodes } from './codes.ts'
import { defineForm } from './define-form.ts'
import { formJsonSchema } from './json-schema.ts'
import { describeField } from './meta.ts'

const sexes = defineCodes({
  name: 'sex',
  title: { zh: '性别代码', en: 'Sex' },
  source: 'GB/T 2261.1-2003',
  year: 2003,
  codes: [
    { code: '1', zh: '男', en: 'Male' },
    { code: '2', zh: '女', en: 'Female' },
  ],
})
const form = defineForm({
  name: 'sample',
  title: { zh: '样表', en: 'Sample' },
  version: 1,
  key: ['name'],
  schema: z.strictObject({
    name: describeField(z.string().trim().min(1), {
      title: { zh: '姓名', en: 'Name' },
      hint: { zh: '真实姓名', en: 'the real name' },
      example: '赵小测',
      sensitivity: 'personal',
    }),
    sex: describeField(codeSchema(sexes), { title: { zh: '性别', en: 'Sex' } }).optional(),
    born: z.string().check(z.iso.date()).optional(),
    members: z
      .array(z.strictObject({ name: z.string(), sex: codeSchema(sexes) }))
      .min(1)
      .optional(),
  }),
})

describe('formJsonSchema', () => {
  it('has titles, hints, examples, and code lists as oneOf', () => {
    expect(formJsonSchema(form)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: '样表',
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', title: '姓名', description: '真实姓名', examples: ['赵小测'], minLength: 1 },
        sex: {
          title: '性别',
          oneOf: [
            { const: '1', title: '男' },
            { const: '2', title: '女' },
          ],
        },
        born: { type: 'string', format: 'date' },
        members: { items: { properties: { sex: { title: '性别代码', oneOf: [{ const: '1' }, { const: '2' }] } } } },
      },
    })
    const { properties } = formJsonSchema(form) as { properties: { sex: object } }
    expect(properties.sex).not.toHaveProperty('enum')
  })

  it('speaks English when asked', () => {
    expect(formJsonSchema(form, 'en')).toMatchObject({ title: 'Sample', properties: { name: { title: 'Name' } } })
  })

  it('is a schema that a validator agrees with', () => {
    const ajv = new Ajv2020({ strict: true })
    addFormats.default(ajv)
    const validate = ajv.compile(formJsonSchema(form))
    expect(validate({ name: '赵小测', sex: '1', born: '2024-02-29', members: [{ name: 'x', sex: '2' }] })).toBe(true)
    for (const wrong of [
      {},
      { name: '' },
      { name: 'x', sex: '3' },
      { name: 'x', born: '2023-02-29' },
      { name: 'x', y: 1 },
    ]) {
      expect(validate(wrong), JSON.stringify(wrong)).toBe(false)
    }
  })
})
