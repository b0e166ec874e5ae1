import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { age, civilMapping, household, wang } from '../../test/fixtures/civil-affairs.ts'
import { defineForm } from '../form/index.ts'
import { compileMapping } from './compile.ts'

const compile = (mapping: Record<string, unknown>) => compileMapping({ form: household, mapping, computed: { age } })
const back = (mapping: Record<string, unknown>, payload: unknown) => compile(mapping).toRecord(payload)

test('a whole payload comes back as the fields it was made from', () => {
  const compiled = compile(civilMapping)
  const { values, faults } = compiled.toRecord(compiled.toPayload(wang).payload)
  // 0 and 9 share a value, the street stands beside a province that may hold a space, the age is computed.
  const { sex: _sex, size: _size, address, ...rest } = wang
  expect(values).toEqual({ ...rest, address: { province: address?.province, code: address?.code } })
  expect(faults).toEqual([])
  expect(compiled.invertible).toBe(false)
  expect(compiled.restores).not.toContain('sex')
})

test.each<[string, unknown, boolean]>([
  ['path', 'name', true],
  ['constant', { const: 1 }, true],
  ['code, injective', { code: 'sex', to: { '0': 1, '1': 2, '2': 3, '9': 4 } }, true],
  ['code, shared value', { code: 'sex', to: { '0': 1, '1': 2, '2': 3, '9': 1 } }, false],
  ['day in a day field', { date: 'birthDate', as: 'yyyyMMdd' }, true],
  ['month of a day', { date: 'birthDate', as: 'yyyyMM' }, false],
  ['date over free text', { date: 'name', as: 'yyyyMMdd' }, false],
  ['flag', { flag: 'lowIncome', yes: '0', no: '1' }, true],
  ['flag with one value', { flag: 'lowIncome', yes: 1, no: 1 }, false],
  ['number', { number: 'income' }, true],
  ['text of a number', { text: 'size' }, true],
  ['join, all but one closed', { join: ['size', 'name', 'idNumber'], with: '|' }, false],
  ['join, one open', { join: ['size', 'name'], with: '|' }, true],
  ['join, empty separator', { join: ['size', 'name'], with: '' }, false],
  ['join, a separator that numbers hold', { join: ['size', 'name'], with: '-' }, false],
  ['join, a part may be absent', { join: ['sex', 'name'], with: '|' }, false],
  ['firstOf', { firstOf: ['name'] }, false],
  ['compute', { compute: 'age' }, false],
  [
    'when, told apart by a constant',
    { when: { path: 'sex', is: '1' }, then: { const: 'a' }, else: { const: 'b' } },
    true,
  ],
  ['when, not told apart', { when: { path: 'sex', is: '1' }, then: 'name', else: 'idNumber' }, false],
  [
    'when, told apart only by what may be absent',
    {
      when: { path: 'sex', is: '1' },
      then: { object: { k: { flag: 'lowIncome', yes: 1, no: 2 } } },
      else: { object: { k: { const: 3 } } },
    },
    false,
  ],
  ['each', { each: 'members', item: { object: { n: 'name' } } }, true],
  ['each over a lossy item', { each: 'members', item: { compute: 'age' } }, false],
])('%s: can be turned back is %s', (_, rule, expected) => {
  expect(compile({ x: rule }).invertible).toBe(expected)
})

test('join is taken apart at the closed parts', () => {
  const mapping = { x: { join: ['size', 'name', { const: '号' }], with: '/' } }
  expect(back(mapping, { x: '3/欧/阳/号' }).values).toEqual({ size: 3, name: '欧/阳' })
  for (const x of ['3/欧阳/楼', '三/欧阳/号', '3', '03/欧阳/号', 7]) {
    expect(back(mapping, { x })).toMatchObject({
      values: {},
      faults: [{ pointer: '/x', code: 'inverse_unreadable', fields: ['size', 'name'] }],
    })
  }
})

test('which branch it was says what the condition asked', () => {
  const mapping = {
    x: {
      when: { path: 'lowIncome', is: true },
      then: { object: { k: { const: 1 }, n: 'name' } },
      else: { object: { k: { const: 2 } } },
    },
  }
  expect(back(mapping, { x: { k: 1, n: '甲' } }).values).toEqual({ lowIncome: true, name: '甲' })
  // Absent is possible as well.
  expect(back(mapping, { x: { k: 2 } }).values).toEqual({})
  expect(back(mapping, { x: { k: 3 } }).faults).toMatchObject([{ code: 'inverse_unreadable' }])
})

describe('payloads that the mapping never writes', () => {
  test.each<[string, Record<string, unknown>, unknown, unknown]>([
    ['another constant', { a: { const: 1 } }, { a: 2 }, { pointer: '/a', fields: [] }],
    [
      'an unknown code',
      { a: { code: 'sex', to: { '0': 1, '1': 2, '2': 3, '9': 4 } } },
      { a: '1' },
      { pointer: '/a', fields: ['sex'] },
    ],
    [
      'no date',
      { a: { date: 'birthDate', as: 'yyyyMMdd' } },
      { a: '2024-02-29' },
      { pointer: '/a', fields: ['birthDate'] },
    ],
    [
      'no list',
      { a: { each: 'members', item: { object: { n: 'name' } } } },
      { a: {} },
      { pointer: '/a', fields: ['members'] },
    ],
    ['no object', { a: { object: { n: 'name' } } }, { a: 'x' }, { pointer: '/a' }],
    [
      'in a list',
      { a: { each: 'nicknames', item: { number: 'it' } } },
      { a: [1, 'x'] },
      { pointer: '/a/1', fields: ['nicknames.1'] },
    ],
  ])('%s', (_, mapping, payload, fault) => {
    expect(back(mapping, payload).faults).toMatchObject([fault as object])
  })

  test('two places that disagree about one field', () => {
    expect(back({ a: 'name', b: 'name' }, { a: '甲', b: '乙' })).toMatchObject({
      values: { name: '甲' },
      faults: [{ pointer: '/b', fields: ['name'], code: 'inverse_conflict' }],
    })
    expect(back({ a: 'name', b: 'name' }, { a: '甲', b: '甲' }).faults).toEqual([])
  })

  test('null is what upstreams say for nothing, unless the field takes it', () => {
    const mapping = {
      a: 'phone',
      b: 'name',
      c: { date: 'birthDate', as: 'yyyyMMdd' },
      d: { each: 'members', item: { object: { n: 'name' } } },
    }
    expect(back(mapping, { a: null, b: null, c: null, d: null })).toEqual({ values: { phone: null }, faults: [] })
  })

  test('own properties only', () => {
    expect(back({ toString: 'name', a: { object: { constructor: 'phone' } } }, { a: {} })).toEqual({
      values: {},
      faults: [],
    })
    expect(back({ a: 'name' }, 'text').faults).toHaveLength(1)
  })
})

test('instants come back to the second, in the field’s own writing', () => {
  const schema = z.strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    local: z.iso.datetime({ local: true, offset: true }).optional(),
  })
  const form = defineForm({ name: 'visit', title: 'visit', version: 1, key: ['id'], schema })
  const compiled = compileMapping({
    form,
    mapping: { t: { date: 'at', as: 'yyyy-MM-dd HH:mm:ss' }, u: { date: 'local', as: 'epochMs' } },
  })
  const { payload } = compiled.toPayload({
    id: '1',
    at: '2024-12-31T23:30:15.250Z',
    local: '2024-12-31T23:30:15+00:00',
  })
  expect(payload).toEqual({ t: '2025-01-01 07:30:15', u: 1_735_687_815_000 })
  expect(compiled.toRecord(payload).values).toEqual({ at: '2024-12-31T23:30:15Z', local: '2025-01-01T07:30:15' })
})

test('two rules may fill one list between them', () => {
  const item = (rules: object) => ({ each: 'members', item: { object: rules } })
  const mapping = { a: item({ n: 'name' }), b: item({ y: 'birthYear' }) }
  const { payload } = compile(mapping).toPayload(wang)
  expect(back(mapping, payload)).toEqual({
    values: { members: [{ name: '李示例', birthYear: 1988 }, { name: '王小例' }] },
    faults: [],
  })
})

test('two branches that can’t be told apart give nothing back', () => {
  const mapping = { a: { when: { path: 'sex', is: '1' }, then: 'name', else: 'idNumber' } }
  expect(back(mapping, { a: '甲' })).toEqual({ values: {}, faults: [] })
})
