import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MappingError } from '../base/errors.ts'
import type { Text } from '../base/text.ts'
import { defineForm } from './define-form.ts'

const spec = { name: 'sample', title: '样表', version: 1, key: ['id'] } as const

/** The faults of a form with one extra field, as `path: first words of the reason`. */
function faultsOf(field: z.ZodType): string[] {
  try {
    // The record type doesn't matter here: the schemas are wrong on purpose.
    const schema = z.strictObject({ id: z.string(), field }) as unknown as z.ZodType<{ id: string }, { id: string }>
    defineForm({ ...spec, schema })
    return []
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    for (const problem of error.problems) expect(problem.who).toBe('author')
    return error.problems.map(
      (problem) => `${problem.field ?? ''}: ${(problem.params?.detail as Text | undefined)?.en}`,
    )
  }
}

const only = (field: z.ZodType): string => {
  const faults = faultsOf(field)
  expect(faults, JSON.stringify(faults)).toHaveLength(1)
  return faults[0] as string
}

describe('defineForm refuses', () => {
  it('objects that strip or let through, however deep', () => {
    expect(only(z.object({ a: z.string() }))).toMatch(/^field: use z\.strictObject/)
    expect(only(z.looseObject({ a: z.string() }))).toMatch(/^field: use z\.strictObject/)
    expect(only(z.object({ a: z.string() }).catchall(z.string()))).toMatch(/^field: use z\.strictObject/)
    expect(only(z.array(z.strictObject({ a: z.object({}).optional() })))).toMatch(/^field\.\*\.a: use z\.strictObject/)
    expect(only(z.union([z.string(), z.object({})]))).toMatch(/^field: use z\.strictObject/)
    expect(only(z.lazy(() => z.object({})).readonly())).toMatch(/^field: use z\.strictObject/)
    expect(faultsOf(z.object({ a: z.string() }).catchall(z.never()))).toEqual([])
  })

  it('values that nobody filled in', () => {
    expect(only(z.string().default('x'))).toMatch(/no \.default\(\)/)
    expect(only(z.string().prefault('x'))).toMatch(/no \.prefault\(\)/)
    expect(only(z.string().catch('x'))).toMatch(/no \.catch\(\)/)
    expect(only(z.array(z.string().default('x').optional()))).toMatch(/^field\.\*: no \.default\(\)/)
  })

  it('coercion, dates and transforms', () => {
    expect(only(z.coerce.number())).toMatch(/no z\.coerce/)
    expect(only(z.coerce.string())).toMatch(/no z\.coerce/)
    expect(only(z.date())).toMatch(/no Date/)
    expect(only(z.string().transform(Number))).toMatch(/no transform/)
    expect(only(z.preprocess((value) => value, z.string()))).toMatch(/no transform/)
    expect(only(z.stringbool())).toMatch(/no transform/)
    expect(only(z.codec(z.string(), z.number(), { decode: Number, encode: String }))).toMatch(/no transform/)
  })

  it.each([
    ['bigint', z.bigint()],
    ['map', z.map(z.string(), z.string())],
    ['set', z.set(z.string())],
    ['symbol', z.symbol()],
    ['file', z.file()],
    ['undefined', z.undefined()],
    ['nan', z.nan()],
    ['bigint literal', z.literal(1n)],
    ['promise', z.promise(z.string())],
  ])('what JSON cannot hold: %s', (_name, schema) => {
    expect(only(schema)).toMatch(/no JSON form/)
  })

  it('schemas about whose inside nothing is known', () => {
    for (const schema of [z.any(), z.unknown(), z.custom<string>(), z.instanceof(URL)]) {
      expect(only(schema)).toMatch(/no any, unknown or custom/)
    }
    expect(only(z.record(z.string(), z.string()))).toMatch(/no z\.record/)
    expect(only(z.tuple([z.string()]))).toMatch(/no z\.tuple/)
    expect(only(z.intersection(z.strictObject({}), z.strictObject({})))).toMatch(/no z\.intersection/)
  })

  it('recursion', () => {
    const node = z.strictObject({
      get children() {
        return z.array(node).optional()
      },
    })
    expect(only(node)).toMatch(/^field\.children\.\*: it refers to itself/)
  })

  it('names that prototypes and paths give a meaning', () => {
    const named = (name: string) => only(z.strictObject(Object.fromEntries([[name, z.string()]])))
    for (const name of ['constructor', 'prototype']) expect(named(name)).toMatch(/must not be named __proto__/)
    const shape = Object.defineProperty({}, '__proto__', { value: z.string(), enumerable: true })
    expect(only(z.strictObject(shape))).toMatch(/must not be named __proto__/)
    for (const name of ['a.b', '', '12', '*', '^', '$by']) expect(named(name)).toMatch(/paths give these a meaning/)
    expect(faultsOf(z.strictObject({ 姓名: z.string(), line2: z.string() }))).toEqual([])
  })

  it('all faults at once', () => {
    const schema = z.strictObject({ a: z.date(), b: z.strictObject({ c: z.coerce.number(), d: z.any() }) })
    expect(faultsOf(schema)).toHaveLength(3)
  })
})

describe('the key', () => {
  const define =
    (key: unknown, more = {}) =>
    () =>
      defineForm({
        ...spec,
        schema: z.strictObject({
          id: z.string(),
          maybe: z.string().optional(),
          nil: z.string().nullable(),
          list: z.array(z.string()),
        }),
        key: key as never,
        ...more,
      })

  it('names required text, code, integer or date fields', () => {
    expect(define(['nope'])).toThrow(/nope: this key field does not exist/)
    expect(define(['maybe'])).toThrow(/maybe: a key field must be required/)
    expect(define(['nil'])).toThrow(/nil: a key field must be required/)
    expect(define(['list'])).toThrow(/list: a key field must be text/)
    expect(define(['id', 'id'])).toThrow(/id: this key field is named twice/)
    expect(define([])).toThrow(/without key fields write key: 'generated'/)
    expect(define(['id'])().key).toEqual(['id'])
  })

  it('may be generated, and then the same event may be told by fields', () => {
    expect(define('generated')().key).toEqual([])
    expect(define('generated', { sameEvent: ['id', 'maybe'] })().sameEvent).toEqual(['id', 'maybe'])
    expect(define('generated', { sameEvent: ['nope'] })).toThrow(/nope: this sameEvent field does not exist/)
    expect(define(['id'], { sameEvent: ['maybe'] })).toThrow(/sameEvent is only for/)
  })
})

describe('the form', () => {
  it('is an object with a proper name and version', () => {
    const schema = z.strictObject({ id: z.string() })
    expect(() => defineForm({ ...spec, schema, name: 'Not OK' })).toThrow(/the name must be/)
    expect(() => defineForm({ ...spec, schema, version: 0 })).toThrow(/the version must be/)
    expect(() => defineForm({ ...spec, key: 'generated', schema: z.string() as never })).toThrow(
      /a form must be a z\.strictObject/,
    )
    expect(() => defineForm({ ...spec, schema: schema.optional() as unknown as typeof schema })).toThrow(
      /a form must be a z\.strictObject/,
    )
  })

  it('keeps what it was given', () => {
    const schema = z.strictObject({ id: z.string().trim() }).check(() => {})
    const form = defineForm({ ...spec, schema })
    expect(form).toEqual({
      references: [],
      upgrade: {},
      name: 'sample',
      title: { zh: '样表', en: '样表' },
      version: 1,
      key: ['id'],
      sameEvent: [],
      schema,
    })
    expect(Object.isFrozen(form)).toBe(true)
  })

  it('speaks both languages', () => {
    try {
      defineForm({ ...spec, schema: z.strictObject({ id: z.string(), born: z.date() as never }) })
      expect.unreachable()
    } catch (error) {
      expect((error as MappingError).describe('zh-CN')).toMatch(/^表单 sample 的字段 born：不能用 Date/)
      expect((error as MappingError).message).toMatch(/^Form sample, field born: no Date/)
    }
  })
})
