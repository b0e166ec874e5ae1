/** mask, pad, trim, case, split and the context values: forward, faults, and the way back where there is one. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { resident } from '../../../schemas/index.ts'
import { syntheticId } from '../../../test/synthetic.ts'
import { defineForm, describeField } from '../../form/index.ts'
import { type CompiledMapping, compileMapping } from '../compile.ts'

const titled = <S extends z.ZodType>(schema: S, title: string): S =>
  describeField(schema, { title: { zh: title, en: title } })
const form = defineForm({
  name: 'odds',
  title: '杂项',
  version: 1,
  key: ['id'],
  schema: z.strictObject({
    id: titled(
      z.string().overwrite((text) => text.trim().toUpperCase()),
      '编号',
    ),
    free: titled(z.string(), '自由').optional(),
    count: titled(z.int(), '数').optional(),
    level: titled(z.enum(['a', 'B', '10']), '级').optional(),
    grid: titled(z.string(), '网格').optional(),
  }),
})

/** Both engines, which must agree. */
function map(rule: unknown, record: object, context = {}) {
  const [generated, closed] = [true, false].map((codegen) =>
    compileMapping({ form, mapping: { x: rule }, codegen }).toPayload({ id: 'I', ...record }, context),
  )
  expect(generated).toEqual(closed)
  const { payload, faults } = generated as ReturnType<CompiledMapping['toPayload']>
  return faults.length > 0 ? faults.map(({ code, params }) => [code, params]) : payload.x
}

describe('mask', () => {
  const id = '110105194912310021'
  test.each<[string, unknown, string]>([
    ['birthday hidden', { mask: 'free', keep: [6, 4] }, '110105********0021'],
    ['last eight hidden', { mask: 'free', keep: [10, 0] }, '1101051949********'],
    ['both ends', { mask: 'free', keep: [1, 1], with: 'X' }, '1XXXXXXXXXXXXXXXX1'],
    ['the last six alone', { mask: 'free', keep: [0, 6], with: '' }, '310021'],
    ['all of it', { mask: 'free', keep: [0, 0] }, '******************'],
    ['in parts', { split: 'free', from: 6, to: 14 }, '19491231'],
  ])('%s', (_, rule, expected) => {
    expect(map(rule, { free: id })).toBe(expected)
  })

  test('counts characters as people do', () => {
    expect(map({ mask: 'free', keep: [1, 0] }, { free: '𠮷野家' })).toBe('𠮷**')
  })

  test('never shows a text whole because it is short', () => {
    expect(map({ mask: 'free', keep: [6, 4] }, { free: '1101050021' })).toEqual([['value_too_short', { limit: 11 }]])
    expect(map({ mask: 'free', keep: [6, 4] }, {})).toBeUndefined()
  })
})

describe('pad', () => {
  test.each<[unknown, object, unknown]>([
    [{ pad: 'count', length: 4, with: '0' }, { count: 7 }, '0007'],
    [{ pad: 'count', length: 4, with: '0' }, { count: 0 }, '0000'],
    [{ pad: 'free', length: 12, with: '0', side: 'end' }, { free: '500103' }, '500103000000'],
    [{ pad: 'free', length: 3, with: '·' }, { free: '𠮷' }, '··𠮷'],
    [{ pad: 'count', length: 1, with: '0' }, { count: 12 }, [['value_too_long', { limit: 1 }]]],
    [{ pad: 'count', length: 4, with: '0' }, { count: -7 }, [['value_wrong_type', undefined]]],
  ])('%j', (rule, record, expected) => {
    expect(map(rule, record)).toEqual(expected)
  })
})

test.each<[unknown, object, unknown]>([
  [{ trim: 'free' }, { free: '　a b \n' }, 'a b'],
  [{ case: 'free', as: 'upper' }, { free: 'ab渝ß' }, 'AB渝ß'],
  [{ case: 'id', as: 'lower' }, { id: '11X' }, '11x'],
  [{ split: 'grid', with: '-', part: 2, of: 3 }, { grid: '1--3' }, ''],
  [
    { split: 'grid', with: '-', part: 2, of: 2 },
    { grid: '1-2-3' },
    [['value_not_in_parts', { parts: 2, separator: '-' }]],
  ],
  [{ split: 'free', from: 2 }, { free: 'ab𠮷c' }, '𠮷c'],
  [{ split: 'free', from: 2, to: 4 }, { free: 'abc' }, [['value_too_short', { limit: 4 }]]],
  [{ split: 'free', from: 2 }, { free: 'ab' }, [['value_too_short', { limit: 3 }]]],
])('%j of %j', (rule, record, expected) => {
  expect(map(rule, record)).toEqual(expected)
})

describe('context', () => {
  const context = { by: 'li', division: '500103001', period: '2026-11', task: 't1' }
  test.each<[unknown, unknown]>([
    ['$by', 'li'],
    [{ date: '$period', as: 'yyyyMM' }, '202611'],
    [{ pad: '$division', length: 12, with: '0', side: 'end' }, '500103001000'],
    [{ join: ['$task', 'id'], with: '/' }, 't1/I'],
    [{ when: { path: '$task', is: 't1' }, then: { const: 1 }, else: { const: 2 } }, 1],
    [{ when: { path: '$task', oneOf: ['t2'] }, then: { const: 1 }, else: { const: 2 } }, 2],
    [{ firstOf: ['free', '$division'] }, '500103001'],
  ])('%j', (rule, expected) => {
    expect(map(rule, {}, context)).toBe(expected)
  })

  test('what isn’t known is absent', () => {
    expect(map('$period', {})).toBeUndefined()
    expect(map({ when: { path: '$period', present: false }, then: { const: 1 } }, {})).toBe(1)
  })

  test('in items too, and traced to its own name', () => {
    const mapping = { l: { each: 'members', item: { object: { n: 'name', by: '$by' } } } }
    const members = z.array(z.strictObject({ name: z.string() }))
    const lists = defineForm({
      name: 'lists',
      title: '',
      version: 1,
      key: ['id'],
      schema: z.strictObject({ id: z.string(), members }),
    })
    const compiled = compileMapping({ form: lists, mapping })
    const { payload } = compiled.toPayload({ id: '1', members: [{ name: 'a' }] }, context)
    expect(payload).toEqual({ l: [{ n: 'a', by: 'li' }] })
    expect(compiled.sources('/l/0/by')).toEqual(['$by'])
    expect(compiled.toRecord(payload)).toEqual({ values: { members: [{ name: 'a' }] }, faults: [] })
    expect(compiled.invertible).toBe(true)
  })
})

describe('the way back', () => {
  const back = (mapping: Record<string, unknown>, payload: object) => {
    const compiled = compileMapping({ form, mapping })
    return [compiled.invertible, compiled.toRecord(payload)]
  }
  test.each<[Record<string, unknown>, object, unknown]>([
    [{ x: { pad: 'count', length: 4, with: '0' } }, { x: '0070' }, { count: 70 }],
    [{ x: { pad: 'level', length: 3, with: '0' } }, { x: '0a0' }, 'unreadable'],
    [{ x: { pad: 'level', length: 3, with: '0' } }, { x: '00B' }, { level: 'B' }],
    [{ x: { trim: 'id' } }, { x: 'AB   ' }, { id: 'AB' }],
    [{ x: { case: 'id', as: 'lower' } }, { x: '11x' }, { id: '11X' }],
    [{ x: { case: 'id', as: 'lower' } }, { x: '11X' }, 'unreadable'],
    [{ x: { case: 'level', as: 'upper' } }, { x: 'A' }, { level: 'a' }],
    [{ a: { split: 'grid', from: 0, to: 2 }, b: { split: 'grid', from: 2 } }, { a: '12', b: '3' }, { grid: '123' }],
    [
      { b: { split: 'grid', with: '-', part: 2, of: 2 }, a: { split: 'grid', with: '-', part: 1, of: 2 } },
      { a: '1', b: '2' },
      { grid: '1-2' },
    ],
    [{ a: { split: 'grid', from: 0, to: 2 }, b: { split: 'grid', from: 2 } }, { a: '1', b: '3' }, 'unreadable'],
    [{ a: { split: 'grid', from: 0, to: 2 }, b: { split: 'grid', from: 2 } }, { a: '12' }, {}],
  ])('%j from %j', (mapping, payload, expected) => {
    const [invertible, { values, faults }] = back(mapping, payload) as [
      boolean,
      ReturnType<CompiledMapping['toRecord']>,
    ]
    expect(invertible).toBe(true)
    if (expected === 'unreadable') expect(faults).toMatchObject([{ code: 'inverse_unreadable' }])
    else expect({ values, faults }).toEqual({ values: expected, faults: [] })
  })

  test.each<[Record<string, unknown>]>([
    [{ x: { mask: 'id', keep: [1, 1] } }],
    [{ x: { pad: 'free', length: 9, with: '0' } }],
    [{ x: { pad: 'count', length: 9, with: '0', side: 'end' } }],
    [{ x: { trim: 'free' } }],
    [{ x: { case: 'free', as: 'lower' } }],
    [{ a: { split: 'grid', from: 0, to: 2 }, b: { split: 'grid', from: 3 } }],
    [{ a: { split: 'grid', with: '-', part: 1, of: 2 } }],
  ])('%j has none, and nothing is guessed', (mapping) => {
    const [invertible, result] = back(mapping, { x: 'abc', a: '12', b: '4' })
    expect([invertible, result]).toEqual([false, { values: {}, faults: [] }])
  })

  test('an id in pieces, of the form as it ships', () => {
    const idNumber = syntheticId(1)
    const mapping = {
      area: { split: 'idNumber', from: 0, to: 6 },
      birth: { split: 'idNumber', from: 6, to: 14 },
      rest: { case: 'idNumber', as: 'lower' },
      end: { split: 'idNumber', from: 14 },
    }
    const compiled = compileMapping({ form: resident, mapping })
    const { payload } = compiled.toPayload({ idNumber, name: '赵小测' })
    expect(compiled.toRecord(payload)).toEqual({ values: { idNumber }, faults: [] })
    expect(compiled.restores).toEqual(['idNumber'])
  })
})
