import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { defineForm } from './define-form.ts'
import { describeField } from './meta.ts'
import { recordKey, sameEventKey, validateRecord } from './record.ts'
import { breach } from './says.ts'
import type { Entry, Form, RecordOf } from './types.ts'

const schema = z.strictObject({ village: z.string().trim(), number: z.int(), note: z.string().optional() })
const numbered = defineForm({ name: 'numbered', title: '样表', version: 1, key: ['village', 'number'], schema })
const event = defineForm({
  name: 'event',
  title: '样表',
  version: 1,
  key: 'generated',
  sameEvent: ['village', 'note'],
  schema,
})

describe('validateRecord', () => {
  it('gives the normalised record', () => {
    const result = validateRecord(numbered, { village: ' 东 ', number: 0 })
    expect(result).toEqual({ ok: true, record: { village: '东', number: 0 } })
    if (result.ok) expectTypeOf(result.record).toEqualTypeOf<RecordOf<typeof numbered>>()
  })
})

describe('a text of many megabytes', () => {
  const pattern = z.string().regex(/^(?:[a-z]|[A-Z]|甲)*$/)
  const lines = z.array(z.strictObject({ note: pattern }))
  const form = defineForm({ name: 'f', title: '样表', version: 1, key: 'generated', schema: z.strictObject({ lines }) })

  it('is too long before any pattern sees it, wherever it stands', () => {
    const result = validateRecord(form, { lines: [{ note: 'a' }, { note: '甲'.repeat(20_000_000) }] })
    expect(result).toMatchObject({ problems: [{ code: 'text_too_long', field: 'lines.1.note' }] })
    expect(validateRecord(form, { lines: [{ note: '甲'.repeat(10_000) }] }).ok).toBe(true)
  })
})

describe('days in the future', () => {
  const day = describeField(z.string().check(z.iso.date()), { title: { zh: '日期', en: 'Date' }, notFuture: true })
  const dated = defineForm({
    name: 'dated',
    title: '样表',
    version: 1,
    key: ['on'],
    schema: z.strictObject({
      on: day,
      due: z.iso.date().optional(),
      items: z.array(z.strictObject({ on: day.optional() })).optional(),
    }),
  })
  const record = { on: '2024-03-05', due: '2030-01-01', items: [{}, { on: '2024-03-06' }] }

  it('are refused in marked fields, once the day is known', () => {
    const result = validateRecord(dated, record, { today: '2024-03-05' })
    expect(result).toEqual({
      ok: false,
      problems: [
        {
          code: 'in_future',
          who: 'reporter',
          field: 'items.1.on',
          title: { zh: 'items（第2项）·日期', en: 'items, item 2: Date' },
        },
      ],
    })
    expect(validateRecord(dated, record, { today: '2024-03-06' }).ok).toBe(true)
    expect(validateRecord(dated, record).ok).toBe(true)
  })

  it('are noticed inside a value too', () => {
    const number = describeField(z.string(), {
      title: { zh: '号码', en: 'Number' },
      dayIn: (text) => (text.length > 10 ? text.slice(-10) : undefined),
    })
    const carrying = defineForm({
      name: 'carrying',
      title: '样表',
      version: 1,
      key: ['number'],
      schema: z.strictObject({ number }),
    })
    const check = (value: string) => validateRecord(carrying, { number: value }, { today: '2024-03-05' })
    expect(check('A-2024-03-06')).toMatchObject({ problems: [{ code: 'day_inside_in_future', field: 'number' }] })
    expect(check('A-2024-03-05').ok).toBe(true)
    expect(check('short').ok).toBe(true)
  })
})

describe('recordKey', () => {
  it('is the key’s values in the form’s order', () => {
    expect(recordKey(numbered, { number: 0, note: 'x', village: '东' })).toBe('["东",0]')
    expect(recordKey(numbered, { village: '东', number: 1 })).not.toBe(
      recordKey(numbered, { village: '东', number: '1' }),
    )
    expect(recordKey(numbered, { village: '东","', number: 1 })).toBe('["东\\",\\"",1]')
  })

  it('is not there while a part is missing, and never for generated keys', () => {
    for (const record of [{ village: '东' }, { village: '', number: 1 }, { village: null, number: 1 }, null, 'x', []]) {
      expect(recordKey(numbered, record)).toBeUndefined()
    }
    expect(recordKey(event, { village: '东', number: 1 })).toBeUndefined()
    const heir = Object.create({ village: '东', number: 1 })
    expect(recordKey(numbered, heir)).toBeUndefined()
  })
})

describe('sameEventKey', () => {
  it('needs every part', () => {
    expect(sameEventKey(event, { village: '东', number: 1, note: 'x' })).toBe('["东","x"]')
    expect(sameEventKey(event, { village: '东', number: 1 })).toBeUndefined()
    expect(sameEventKey(numbered, { village: '东', number: 1 })).toBeUndefined()
  })
})

describe('types', () => {
  it('tell key, record and entry', () => {
    expectTypeOf(numbered).toExtend<Form>()
    expectTypeOf(event).toExtend<Form>()
    expectTypeOf<Entry<typeof numbered>>().toExtend<{ village: string; number: number }>()
    expectTypeOf<{ village: string; number: number; note: null }>().toExtend<Entry<typeof numbered>>()
    expectTypeOf<{ note: string }>().not.toExtend<Entry<typeof numbered>>()
    expectTypeOf<{ note: string }>().toExtend<Entry<typeof event>>()
  })

  it('refuse a key field that does not exist, and a schema that transforms', () => {
    // @ts-expect-error no such field
    expect(() => defineForm({ name: 'x', title: '', version: 1, key: ['nope'], schema })).toThrow()
    const bent = z.strictObject({ village: z.string().transform(Number) })
    // @ts-expect-error what comes out is not what went in
    expect(() => defineForm({ name: 'x', title: '', version: 1, key: ['village'], schema: bent })).toThrow()
  })
})

describe('all at once: what several fields say together, while others are faulty', () => {
  const visit = defineForm({
    name: 'stay',
    title: '居住',
    version: 1,
    key: ['code'],
    schema: z
      .strictObject({
        code: z.string().min(2),
        from: z.iso.date().optional(),
        to: z.iso.date().optional(),
        phone: z.string().min(7).optional(),
        address: z.string().optional(),
      })
      .check(({ value, issues }) => {
        if (value.from && value.to && value.to < value.from)
          issues.push(breach(value, ['to'], '止早于起', 'ends before it starts'))
        if (!value.phone && !value.address)
          issues.push(breach(value, ['address'], '缺联系方式', 'no way to reach them'))
        // Written for whole records: a missing code can't be read.
        if (value.code.startsWith('X') && value.phone)
          issues.push(breach(value, ['phone'], 'X 不留电话', 'X has no telephone'))
      }),
  })
  const fieldsOf = (values: object, unread?: Record<string, string>) => {
    const result = validateRecord(visit, values, unread ? { unread } : {})
    return result.ok ? [] : result.problems.map(({ field }) => field)
  }
  const backwards = { from: '2026-02-02', to: '2026-01-01', phone: '1234567' }

  it.each<[name: string, values: object, unread: Record<string, string> | undefined, fields: string[]]>([
    ['nothing wrong', { code: 'AB', phone: '1234567' }, undefined, []],
    ['two of several fields alone', { code: 'X1', ...backwards }, undefined, ['to', 'phone']],
    ['a field of another kind beside them', { code: 'AB', ...backwards, address: 7 }, undefined, ['address', 'to']],
    ['a cell that could not be read beside them', { code: 'AB', ...backwards }, { address: '?' }, ['to']],
    [
      'one of the two is faulty: no word about both',
      { code: 'AB', from: 'soon', to: '2026-01-01', phone: '1234567' },
      undefined,
      ['from'],
    ],
    ['one of the two could not be read', { code: 'AB', to: '2026-01-01', phone: '1234567' }, { from: '2027' }, []],
    ['what stands there unread is not missing', { code: 'AB' }, { phone: '?' }, []],
    ['a faulty one is not missing', { code: 'AB', phone: '1' }, undefined, ['phone']],
    ['a required one unread is not asked for', { ...backwards, phone: '1' }, { code: '?' }, ['phone', 'to']],
  ])('%s', (_, values, unread, fields) => {
    expect(fieldsOf(values, unread)).toEqual(fields)
  })
})
