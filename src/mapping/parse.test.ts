import { describe, expect, test } from 'vitest'
import { age, civilContract, civilMapping, household } from '../../test/fixtures/civil-affairs.ts'
import { MappingError } from '../base/errors.ts'
import { defineContract } from '../contract/index.ts'
import { compileMapping, type MappingSpec } from './compile.ts'
import { compileCondition } from './conditions.ts'

const faultsOf = (run: () => unknown): string[] => {
  try {
    run()
  } catch (error) {
    if (error instanceof MappingError) return error.problems.map(({ code, params }) => `${code} ${params?.pointer}`)
    throw error
  }
  return []
}
const compile = (mapping: Record<string, unknown>, more: Partial<MappingSpec> = {}) =>
  compileMapping({ form: household, mapping, computed: { age }, ...more })
const faults = (mapping: Record<string, unknown>, more: Partial<MappingSpec> = {}) =>
  faultsOf(() => compile(mapping, more))

describe('what is wrong is named with its place', () => {
  const sex = { '0': 'U', '1': 'M', '2': 'F', '9': 'U' }
  test.each<[string, unknown, string[]]>([
    ['a field that doesn’t exist', 'nmae', ['mapping_path_unknown /x']],
    ['a nested field', 'address.provnce', ['mapping_path_unknown /x']],
    ['an inherited name', 'constructor', ['mapping_path_unknown /x']],
    ['a list position in a path', 'members.*.name', ['mapping_path_unknown /x']],
    ['climbing out of the record', '^.name', ['mapping_path_unknown /x']],
    ['no rule at all', 7, ['mapping_invalid /x']],
    ['a list as a rule', ['name'], ['mapping_invalid /x']],
    ['a mistyped verb', { dat: 'birthDate', as: 'yyyyMMdd' }, ['mapping_verb_unknown /x']],
    ['an inherited verb', { constructor: 'name' }, ['mapping_verb_unknown /x']],
    ['two verbs', { date: 'birthDate', text: 'name' }, ['mapping_verb_many /x']],
    ['a stray member', { date: 'birthDate', as: 'yyyyMMdd', sa: 1 }, ['mapping_invalid /x/sa']],
    ['a date format', { date: 'birthDate', as: 'yyyymmdd' }, ['mapping_invalid /x/as']],
    ['a crosswalk with a gap', { code: 'sex', to: { '0': 'U', '1': 'M' } }, ['mapping_crosswalk_gap /x/to']],
    [
      'a crosswalk with a code too many',
      { code: 'sex', to: { ...sex, '3': 'X' } },
      ['mapping_crosswalk_unknown /x/to/3'],
    ],
    ['a crosswalk that names what it refuses', { code: 'sex', to: { '1': 'M', '2': 'F' }, refused: ['0', '9'] }, []],
    ['a code in neither', { code: 'sex', to: { '1': 'M' }, refused: ['0', '9'] }, ['mapping_crosswalk_gap /x/to']],
    ['a code in both', { code: 'sex', to: sex, refused: ['9'] }, ['mapping_invalid /x/refused/0']],
    [
      'a refused code that doesn’t exist',
      { code: 'sex', to: sex, refused: ['3'] },
      ['mapping_crosswalk_unknown /x/refused/0'],
    ],
    ['every code refused', { code: 'sex', to: {}, refused: ['0', '1', '2', '9'] }, ['mapping_invalid /x/refused']],
    ['refused codes that are no list', { code: 'sex', to: sex, refused: '9' }, ['mapping_invalid /x/refused']],
    ['a crosswalk over free text', { code: 'name', to: {} }, ['mapping_invalid /x/code']],
    ['a crosswalk to nothing', { code: 'sex', to: { ...sex, '9': undefined } }, ['mapping_invalid /x/to/9']],
    ['a flag over text', { flag: 'name', yes: 1, no: 0 }, ['mapping_invalid /x/flag']],
    ['a flag without no', { flag: 'lowIncome', yes: 1 }, ['mapping_invalid /x/no']],
    ['decimals that are none', { number: 'income', decimals: 1.5 }, ['mapping_invalid /x/decimals']],
    ['a join without a separator', { join: ['name'] }, ['mapping_invalid /x/with']],
    ['a join part', { join: ['name', 'adress.street'], with: '' }, ['mapping_path_unknown /x/join/1']],
    ['a join over an object', { join: ['address'], with: '' }, ['mapping_invalid /x/join/0']],
    ['a join of constants', { join: [{ const: 'a' }], with: '' }, ['mapping_invalid /x/join']],
    ['each over no list', { each: 'name', item: 'it' }, ['mapping_invalid /x/each']],
    [
      'a path in an item',
      { each: 'members', item: { object: { n: 'nmae' } } },
      ['mapping_path_unknown /x/item/object/n'],
    ],
    ['an item without item', { each: 'members' }, ['mapping_invalid /x/item']],
    ['an unknown computed value', { compute: 'aeg' }, ['mapping_compute_unknown /x/compute']],
    ['an inherited computed value', { compute: 'toString' }, ['mapping_compute_unknown /x/compute']],
    [
      'a condition on a code that doesn’t exist',
      { when: { path: 'sex', is: '3' }, then: 'name' },
      ['mapping_invalid /x/when/is'],
    ],
    ['a condition of no shape', { when: { path: 'sex', si: '1' }, then: 'name' }, ['mapping_invalid /x/when']],
    [
      'a nested condition',
      { when: { all: [{ not: { path: 'sx', is: '1' } }] }, then: 'name' },
      ['mapping_path_unknown /x/when/all/0/not/path'],
    ],
    ['a constant JSON can’t hold', { const: Number.NaN }, ['mapping_invalid /x/const']],
    ['a mask over a number', { mask: 'size', keep: [1, 1] }, ['mapping_invalid /x/mask']],
    ['a mask that keeps half a character', { mask: 'name', keep: [0.5, 1] }, ['mapping_invalid /x/keep']],
    ['a mask with one side', { mask: 'name', keep: [1] }, ['mapping_invalid /x/keep']],
    ['a mask with two characters', { mask: 'name', keep: [1, 1], with: '**' }, ['mapping_invalid /x/with']],
    ['a mask that leaves nothing', { mask: 'name', keep: [0, 0], with: '' }, ['mapping_invalid /x/keep']],
    ['padding without a length', { pad: 'name', with: '0' }, ['mapping_invalid /x/length']],
    ['padding with nothing', { pad: 'name', length: 3, with: '' }, ['mapping_invalid /x/with']],
    ['padding on no side', { pad: 'name', length: 3, with: '0', side: 'left' }, ['mapping_invalid /x/side']],
    ['padding an amount', { pad: 'income', length: 3, with: '0' }, ['mapping_invalid /x/pad']],
    ['trimming a list', { trim: 'members' }, ['mapping_invalid /x/trim']],
    ['a case that isn’t one', { case: 'name', as: 'title' }, ['mapping_invalid /x/as']],
    ['a piece from nowhere', { split: 'name' }, ['mapping_invalid /x/from']],
    ['a piece that ends before it starts', { split: 'name', from: 3, to: 3 }, ['mapping_invalid /x/to']],
    ['a part of unknown many', { split: 'name', with: '-', part: 1 }, ['mapping_invalid /x/of']],
    ['a part beyond the last', { split: 'name', with: '-', part: 3, of: 2 }, ['mapping_invalid /x/part']],
    ['a part between nothing', { split: 'name', with: '', part: 1, of: 2 }, ['mapping_invalid /x/with']],
    ['a part and a range', { split: 'name', with: '-', part: 1, of: 2, to: 3 }, ['mapping_invalid /x']],
    ['a context value that doesn’t exist', '$perod', ['mapping_path_unknown /x']],
    ['an inherited context value', '$toString', ['mapping_path_unknown /x']],
    ['a crosswalk over a context value', { code: '$task', to: {} }, ['mapping_invalid /x/code']],
    ['an object that is none', { object: 'name' }, ['mapping_invalid /x/object']],
  ])('%s', (_, rule, expected) => {
    expect(faults({ x: rule })).toEqual(expected)
  })

  test('all faults at once, with the nearest name in the message', () => {
    const mapping = { a: 'nmae', 'b/c': { dat: 'birthDate' }, d: { code: 'sex', to: {} } }
    expect(faults(mapping)).toEqual([
      'mapping_path_unknown /a',
      'mapping_verb_unknown /b~1c',
      'mapping_crosswalk_gap /d/to',
    ])
    expect(() => compile(mapping)).toThrow('“nmae”. Did you mean “name”?')
    expect(() => compile({ a: { each: 'members', item: '^.idNmber' } })).toThrow('Did you mean “^.idNumber”?')
  })

  test('__proto__ can’t be a property', () => {
    expect(faults(JSON.parse('{"__proto__": "name", "a": {"object": {"__proto__": "name"}}}'))).toEqual([
      'mapping_invalid /__proto__',
      'mapping_invalid /a/object/__proto__',
    ])
  })

  test('a mapping too deep to be one', () => {
    let rule: unknown = 'name'
    for (let depth = 0; depth < 5000; depth++) rule = { object: { a: rule } }
    expect(faults({ a: rule })).toHaveLength(1)
  })

  test('computed values read fields that exist', () => {
    const computed = { bad: { reads: ['nmae'], version: 1, run: () => 1 } }
    expect(faults({ a: { compute: 'bad' } }, { computed })).toEqual(['mapping_path_unknown /a/compute'])
  })

  test('a condition by itself', () => {
    expect(faultsOf(() => compileCondition(household, { path: 'sex', is: '7' }))).toEqual(['mapping_invalid /when/is'])
    expect(compileCondition(household, { path: 'sex', oneOf: ['1', '2'] })({ sex: '2' })).toBe(true)
    expect(compileCondition(household, { path: 'address.street', present: false })({ address: {} })).toBe(true)
  })

  test('union branches share the values of their discriminator', () => {
    const granted = compileCondition(household, { path: 'outcome.kind', is: 'granted' })
    expect(granted({ outcome: { kind: 'granted', amount: 1 } })).toBe(true)
    expect(faultsOf(() => compileCondition(household, { path: 'outcome.kind', is: 'grantd' }))).toHaveLength(1)
  })
})

describe('the contract’s side', () => {
  const against = (change: Record<string, unknown>) =>
    faults({ ...civilMapping, ...change }, { contract: civilContract })

  test('properties, required ones, constants and tables', () => {
    expect(against({})).toEqual([])
    expect(against({ xmm: 'name' })).toEqual(['mapping_property_unknown /xmm'])
    expect(against({ ly: { const: 'yibao' } })).toEqual(['mapping_value_refused /ly/const'])
    expect(against({ xb: { code: 'sex', to: { '0': 'U', '1': 'M', '2': 'W', '9': 'U' } } })).toEqual([
      'mapping_value_refused /xb/to/2',
    ])
    expect(against({ db: { flag: 'lowIncome', yes: '是', no: 0 } })).toEqual(['mapping_value_refused /db/no'])
    expect(against({ cy: { each: 'members', item: { object: { n: 'name', gx: { const: '1' } } } } })).toEqual([
      'mapping_property_missing /cy/item/object',
    ])
    const { sfzh: _sfzh, ...rest } = civilMapping
    expect(faults(rest, { contract: civilContract })).toEqual(['mapping_property_missing '])
  })

  test('every branch of a union counts; an open object takes any property', () => {
    expect(against({ jg: { object: { lx: { const: 'C' } } } })).toEqual(['mapping_value_refused /jg/object/lx/const'])
    const open = defineContract({ properties: { a: {} }, additionalProperties: { type: 'string' } })
    expect(faults({ b: 'name' }, { contract: open })).toEqual([])
  })
})
