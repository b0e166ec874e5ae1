import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { age, civilContract, civilMapping, household, wang } from '../../test/fixtures/civil-affairs.ts'
import { compileContract } from '../contract/index.ts'
import { defineForm } from '../form/index.ts'
import { compileMapping, type MappingSpec } from './compile.ts'

const base = { form: household, contract: civilContract, computed: { age }, mapping: civilMapping }
const engines = [true, false] as const
const map = (mapping: Record<string, unknown>, record: unknown, more: Partial<MappingSpec> = {}) => {
  const [generated, closed] = engines.map((codegen) =>
    compileMapping({ form: household, mapping, codegen, ...more }).toPayload(record),
  )
  expect(generated).toEqual(closed)
  return closed ?? { payload: {}, faults: [] }
}

describe.each(engines)('codegen %s', (codegen) => {
  const civil = compileMapping({ ...base, codegen })

  test('every rule at once', () => {
    const { payload, faults } = civil.toPayload(wang)
    expect(faults).toEqual([])
    expect(payload).toEqual({
      xm: '王示例',
      sfzh: '110101199003070134',
      xb: 'F',
      csrq: '19900307',
      lxdh: null,
      nl: 1993,
      sr: 0,
      db: '否',
      ly: 'yibiao',
      dz: '重庆市 民族路 12 号',
      bz: '民族路 12 号',
      zz: { sheng: '重庆市', code: '500103001002' },
      cy: [
        { n: '李示例', gx: '1', hh: '110101199003070134', y: 1988 },
        { n: '王小例', gx: '2', hh: '110101199003070134' },
      ],
      tags: ['阿王'],
      jg: { lx: 'B', je: 300.5 },
    })
    expect(compileContract(civilContract).validate(payload)).toEqual([])
    expect(Object.keys(payload)).toEqual(Object.keys(civilMapping))
  })

  test('absent values leave their property out and are no fault', () => {
    const { payload, faults } = civil.toPayload({ name: '甲', idNumber: '11010119900307041X', size: 1 })
    expect(faults).toEqual([])
    expect(payload).toEqual({ xm: '甲', sfzh: '11010119900307041X', nl: 1, ly: 'yibiao', bz: '无' })
    expect(Object.keys(payload)).toEqual(['xm', 'sfzh', 'nl', 'ly', 'bz'])
  })

  test('the record is not changed, and constants are shared but frozen', () => {
    const before = structuredClone(wang)
    const list = compileMapping({ form: household, mapping: { a: { const: [1, { b: 2 }] } }, codegen })
    const first = list.toPayload(wang).payload.a as unknown[]
    expect(list.toPayload(wang).payload.a).toBe(first)
    expect(Object.isFrozen(first[1])).toBe(true)
    civil.toPayload(wang)
    expect(wang).toEqual(before)
  })

  test('names inherited by every object are not read as values', () => {
    const mapping = { constructor: { const: 1 }, toString: 'name' }
    const { payload } = compileMapping({ form: household, mapping, codegen }).toPayload(wang)
    expect(Object.entries(payload)).toEqual([
      ['constructor', 1],
      ['toString', '王示例'],
    ])
  })
})

test('faults: the property is left out, both places are named, the value is not quoted', () => {
  const mapping = {
    a: { date: 'name', as: 'yyyyMMdd' },
    b: { number: 'idNumber' },
    c: { number: 'income', decimals: 1 },
    d: { text: 'name', maxLength: 2 },
    e: { date: 'birthDate', as: 'yyyy-MM-dd HH:mm:ss' },
    f: { compute: 'broken' },
    l: { each: 'members', item: { object: { g: { number: 'name' }, r: 'relation' } } },
    n: { each: 'nicknames', item: { number: 'it' } },
  }
  const broken = {
    reads: ['name'],
    version: 1,
    run: (name: string) => {
      throw new TypeError(name)
    },
  }
  const record = {
    ...wang,
    name: '欧阳示例',
    income: 1.25,
    members: [wang.members?.[1], { name: '9.5', relation: 'other' }],
    nicknames: ['7', '08'],
  }
  const { payload, faults } = map(mapping, record, { computed: { broken } })
  expect(payload).toEqual({ e: '1990-03-07 00:00:00', l: [{ r: 'child' }, { g: 9.5, r: 'other' }], n: [7, null] })
  expect(faults).toEqual([
    { pointer: '/a', fields: ['name'], code: 'value_not_date', params: { format: 'yyyyMMdd' } },
    { pointer: '/b', fields: ['idNumber'], code: 'value_not_number' },
    { pointer: '/c', fields: ['income'], code: 'value_too_many_decimals', params: { decimals: 1 } },
    { pointer: '/d', fields: ['name'], code: 'value_too_long', params: { limit: 2 } },
    { pointer: '/f', fields: ['name'], code: 'compute_failed' },
    { pointer: '/l/0/g', fields: ['members.0.name'], code: 'value_not_number' },
    { pointer: '/n/1', fields: ['nicknames.1'], code: 'value_not_number' },
  ])
  for (const typed of ['欧阳', '08', '110101', '1.25']) expect(JSON.stringify(faults)).not.toContain(typed)
})

test('a computed value that JSON can’t hold is a fault; undefined leaves the property out', () => {
  for (const value of [Number.NaN, new Date(0), () => 1, { a: undefined }, 1n]) {
    const computed = { odd: { reads: ['size'], version: 1, run: () => value } }
    expect(map({ a: { compute: 'odd' } }, wang, { computed })).toMatchObject({
      payload: {},
      faults: [{ code: 'compute_failed' }],
    })
  }
  const computed = { none: { reads: ['size'], version: 1, run: () => undefined } }
  expect(map({ a: { compute: 'none' } }, wang, { computed })).toEqual({ payload: {}, faults: [] })
})

test('zero, false and empty text are values', () => {
  const mapping = {
    a: { firstOf: ['income', { const: 9 }] },
    b: { when: { path: 'lowIncome', present: true }, then: 'lowIncome' },
    c: { join: ['phone', 'size'], with: '-' },
    d: { text: 'income', decimals: 2 },
  }
  expect(map(mapping, { ...wang, phone: '' }).payload).toEqual({ a: 0, b: false, c: '-3', d: '0.00' })
})

test('null passes through a plain path only', () => {
  const mapping = {
    a: 'phone',
    b: { text: 'phone' },
    c: { join: ['phone'], with: '' },
    d: { firstOf: ['phone', 'name'] },
  }
  expect(map(mapping, wang)).toEqual({ payload: { a: null, d: '王示例' }, faults: [] })
})

test('conditions combine', () => {
  const when = (condition: unknown) =>
    map({ a: { when: condition, then: { const: 1 }, else: { const: 0 } } }, wang).payload.a
  expect(when({ all: [] })).toBe(1)
  expect(when({ any: [] })).toBe(0)
  expect(when({ all: [{ path: 'sex', oneOf: ['1', '2'] }, { not: { path: 'phone', present: true } }] })).toBe(1)
  expect(
    when({
      any: [
        { path: 'sex', is: '1' },
        { path: 'lowIncome', is: true },
      ],
    }),
  ).toBe(0)
  expect(when({ path: 'income', is: 0 })).toBe(1)
  expect(when({ path: 'address.street', present: false })).toBe(0)
})

test('an object without any property is left out; one in a list stays', () => {
  const mapping = {
    a: { object: { s: 'address.street', t: { object: { p: 'phone' } } } },
    b: { object: { s: 'address.street', k: { const: 1 } } },
    l: { each: 'members', item: { object: { y: 'birthYear' } } },
  }
  const { phone: _phone, address: _address, ...bare } = wang
  expect(map(mapping, bare).payload).toEqual({ b: { k: 1 }, l: [{ y: 1988 }, {}] })
})

test.each(['1.50', '9007199254740994', '1e3', '+1', '01', '.5', '-0', '', 'NaN', '１'])(
  '%j is text that no number stands for',
  (name) => {
    expect(map({ a: { number: 'name' } }, { ...wang, name })).toMatchObject({
      payload: {},
      faults: [{ code: 'value_not_number' }],
    })
  },
)

test.each(['0', '-1.25', '9007199254740991', '0.1'])('%j is the writing of a number', (name) => {
  expect(map({ a: { number: 'name' } }, { ...wang, name }).payload).toEqual({ a: Number(name) })
})

test('decimals are counted as written: 1.005 has three, a great whole number none', () => {
  const mapping = { a: { number: 'income', decimals: 2 } }
  for (const income of [0.1 + 0.2, 1.005, 1e-7]) expect(map(mapping, { ...wang, income }).faults).toHaveLength(1)
  for (const income of [1.01, 4.35, 1.1, 123_456_789_012_345_680, 1e300])
    expect(map(mapping, { ...wang, income }).faults).toEqual([])
})

test('text: no exponent, length in characters', () => {
  const mapping = { a: { text: 'income' }, b: { text: 'name', maxLength: 2 } }
  expect(map(mapping, { ...wang, income: 1e21, name: '𠮷𠮷' })).toMatchObject({
    payload: { b: '𠮷𠮷' },
    faults: [{ pointer: '/a', code: 'value_wrong_type' }],
  })
})

test('a field named like what every object inherits, and fields below null or in a union, are absent where they are', () => {
  const schema = z.strictObject({
    id: z.string(),
    valueOf: z.string().optional(),
    home: z.strictObject({ toString: z.string().optional(), city: z.string() }).nullable(),
    kind: z.discriminatedUnion('k', [
      z.strictObject({ k: z.literal(1), a: z.string() }),
      z.strictObject({ k: z.literal(2) }),
    ]),
  })
  const form = defineForm({ name: 'odd', title: 'odd', version: 1, key: ['id'], schema })
  const mapping = { a: 'valueOf', b: 'home.toString', c: 'home.city', d: 'kind.a', e: { object: { f: 'home.city' } } }
  expect(map(mapping, { id: '1', home: null, kind: { k: 2 } }, { form })).toStrictEqual({ payload: {}, faults: [] })
  expect(map(mapping, { id: '1', home: { city: '渝' }, kind: { k: 1, a: 'x' } }, { form })).toStrictEqual({
    payload: { c: '渝', d: 'x', e: { f: '渝' } },
    faults: [],
  })
  const keys = Object.keys(compileMapping({ form, mapping }).toPayload({ id: '1', home: null, kind: { k: 2 } }).payload)
  expect(keys).toEqual([])
})
