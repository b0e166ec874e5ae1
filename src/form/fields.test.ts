import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { codeSchema, defineCodes } from './codes.ts'
import { defineForm } from './define-form.ts'
import { fieldAt, fieldsOf, titleAt } from './fields.ts'
import { describeField, metaOf } from './meta.ts'

const sexes = defineCodes({
  name: 'sex',
  title: { zh: '性别', en: 'Sex' },
  source: 'GB/T 2261.1-2003',
  year: 2003,
  codes: [
    { code: '1', zh: '男', en: 'Male' },
    { code: '2', zh: '女', en: 'Female' },
  ],
})
const name = describeField(z.string(), { title: { zh: '姓名', en: 'Name' }, sensitivity: 'personal', aliases: ['xm'] })

const form = defineForm({
  name: 'sample',
  title: '样表',
  version: 1,
  key: ['id'],
  schema: z.strictObject({
    id: z.string(),
    born: z.string().check(z.iso.date()).optional(),
    sex: codeSchema(sexes).nullish(),
    count: z.number().int(),
    share: z.number(),
    low: z.boolean(),
    members: describeField(z.array(z.strictObject({ name, tags: z.array(z.string()).readonly() })), {
      title: { zh: '家庭成员', en: 'Members' },
    }).optional(),
    outcome: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('refused'), reason: z.string() }),
      z.strictObject({ kind: z.literal('granted'), amount: z.number() }),
    ]),
  }),
})

describe('fieldsOf', () => {
  it('lists every field in document order, with its kind', () => {
    expect(fieldsOf(form).map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'id text',
      'born date',
      'sex code',
      'count integer',
      'share number',
      'low boolean',
      'members list',
      'members.* object',
      'members.*.name text',
      'members.*.tags list',
      'members.*.tags.* text',
      'outcome union',
      'outcome.kind code',
      'outcome.reason text',
      'outcome.amount number',
    ])
  })

  it('knows what may be absent and what may be null', () => {
    expect(fieldAt(form, 'sex')).toMatchObject({ optional: true, nullable: true })
    expect(fieldAt(form, 'born')).toMatchObject({ optional: true, nullable: false })
    expect(fieldAt(form, 'id')).toMatchObject({ optional: false, nullable: false })
  })

  it('is worked out once', () => {
    expect(fieldsOf(form)).toBe(fieldsOf(form))
  })
})

describe('fieldAt', () => {
  it('takes list positions as numbers or stars', () => {
    expect(fieldAt(form, 'members.12.name')).toBe(fieldAt(form, 'members.*.name'))
    expect(fieldAt(form, 'members.1')?.kind).toBe('object')
    expect(fieldAt(form, 'members.1.tags.0')?.path).toBe('members.*.tags.*')
  })

  it('knows no other paths', () => {
    for (const path of ['', 'nope', 'members.name', 'id.x', '__proto__', 'constructor', 'toString']) {
      expect(fieldAt(form, path), path).toBeUndefined()
    }
  })
})

describe('titleAt', () => {
  it('tells which item of a list', () => {
    expect(titleAt(form, 'members.1.name')).toEqual({ zh: '家庭成员（第2项）·姓名', en: 'Members, item 2: Name' })
    expect(titleAt(form, 'members.0')).toEqual({ zh: '家庭成员（第1项）', en: 'Members, item 1' })
    expect(titleAt(form, 'outcome.amount').zh).toBe('outcome·amount')
  })
})

describe('metadata', () => {
  it('is found through every wrapper', () => {
    const wrapped = [
      name.optional(),
      name.nullable(),
      name.nullish().readonly(),
      name.optional().nonoptional(),
      z.lazy(() => name),
      z.string().pipe(name),
      name.min(2),
      name.trim().max(3).optional(),
    ]
    for (const schema of wrapped) expect(metaOf(schema)?.title.zh).toBe('姓名')
    expect(metaOf(z.array(name))).toBeUndefined()
  })

  it('lets the outer word win and leaves the shared schema as it was', () => {
    const head = describeField(name, { title: { zh: '户主姓名', en: 'Head' } })
    expect(metaOf(head)).toEqual({ title: { zh: '户主姓名', en: 'Head' }, sensitivity: 'personal' })
    expect(metaOf(name)?.title.zh).toBe('姓名')
    expect(metaOf(describeField(name.optional(), { title: { zh: '曾用名', en: 'Former name' } }))?.title.zh).toBe(
      '曾用名',
    )
    expect(head.parse('赵小测')).toBe('赵小测')
  })

  it('does not inherit what belongs to one field', () => {
    const full = { title: { zh: '日期', en: 'Date' }, standard: 'GB/T 7408.1-2023', example: '2024-03-05' }
    const date = describeField(z.string(), {
      ...full,
      aliases: ['rq'],
      concept: 'x',
      notFuture: true,
    })
    expect(metaOf(describeField(date, full))).toEqual(full)
  })

  it('never touches Zod’s own registry', () => {
    expect(z.globalRegistry.get(name)).toBeUndefined()
  })

  it('falls back to the field’s name as its title', () => {
    expect(fieldAt(form, 'id')?.meta.title).toEqual({ zh: 'id', en: 'id' })
    expect(fieldAt(form, 'sex')?.meta.codes).toBe(sexes)
  })
})
