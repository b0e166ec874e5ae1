/** Laws of the way back, over generated records and sets of rules: what can be turned back comes back as it was. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { age, civilMapping, type Household, household } from '../../test/fixtures/civil-affairs.ts'
import { context, record, rule, some, throws } from '../../test/fixtures/household-arbitraries.ts'
import { compileMapping } from './compile.ts'

const restored: Record<string, unknown> = {
  ...civilMapping,
  xb: { code: 'sex', to: { '0': 'U', '1': 'M', '2': 'F', '9': 'X' } },
  sr: { number: 'income' },
  nm: { join: ['size', 'name', { const: '号' }], with: '·' },
  sz: { text: 'size' },
  it: { text: 'income' },
  nl: { compute: 'age' },
}

test('what can be turned back comes back as it was', () => {
  const compiled = compileMapping({ form: household, mapping: restored, computed: { age } })
  expect(compiled.restores).toEqual(
    expect.arrayContaining([
      'name',
      'sex',
      'birthDate',
      'lowIncome',
      'members.*.relation',
      'nicknames.*',
      'outcome.amount',
      'size',
    ]),
  )
  fc.assert(
    fc.property(record, (each) => {
      const { payload, faults } = compiled.toPayload(each)
      fc.pre(faults.length === 0)
      const back = compiled.toRecord(payload)
      expect(back.faults).toEqual([])
      // Only the street goes nowhere that can be read back, and the province alone doesn't make an address.
      const { address, ...rest } = each as Household
      const want = { ...rest, ...(address ? { address: { province: address.province, code: address.code } } : {}) }
      expect(back.values).toEqual(want)
    }),
    { numRuns: 1_000 },
  )
})

/** A canonical path of its own for each rule, so that no two rules speak of one field. */
const INVERTIBLE: Readonly<Record<string, readonly unknown[]>> = {
  name: [
    'name',
    { text: 'name' },
    { object: { n: 'name' } },
    [
      { split: 'name', from: 0, to: 1 },
      { split: 'name', from: 1 },
    ],
    [
      { split: 'name', from: 1 },
      { split: 'name', from: 0, to: 1 },
    ],
  ],
  idNumber: [
    'idNumber',
    [
      { object: { tail: { split: 'idNumber', from: 14, to: 17 }, area: { split: 'idNumber', from: 0, to: 6 } } },
      { split: 'idNumber', from: 17 },
      { split: 'idNumber', from: 6, to: 14 },
    ],
  ],
  sex: [
    'sex',
    { code: 'sex', to: { '0': 'U', '1': 'M', '2': 'F', '9': 0 } },
    { code: 'sex', to: { '0': 'U', '1': 'M', '2': 'F' }, refused: ['9'] },
    { pad: 'sex', length: 3, with: '0', side: 'end' },
    { case: 'sex', as: 'lower' },
    { trim: 'sex' },
    [{ split: 'sex', from: 0 }],
  ],
  birthDate: ['birthDate', { date: 'birthDate', as: 'yyyy年M月d日' }, { date: 'birthDate', as: 'epochMs' }],
  size: [
    'size',
    { pad: 'size', length: 6, with: '0' },
    { text: 'size' },
    { number: 'size', decimals: 0 },
    { join: [{ const: 'n' }, 'size'], with: '·' },
  ],
  income: ['income', { text: 'income' }, { number: 'income' }],
  lowIncome: ['lowIncome', { flag: 'lowIncome', yes: '0', no: '1' }, { text: 'lowIncome' }],
  address: ['address', { object: { a: 'address.province', b: 'address.code', c: 'address.street' } }],
  members: [
    'members',
    {
      each: 'members',
      item: {
        object: {
          n: 'name',
          r: { code: 'relation', to: { spouse: 1, child: 2, other: 3 } },
          y: { pad: 'birthYear', length: 5, with: '0' },
          by: '$by',
        },
      },
    },
  ],
  nicknames: [
    'nicknames',
    { each: 'nicknames', item: { text: 'it' } },
    { each: 'nicknames', item: { object: { n: 'it' } } },
  ],
  outcome: [
    'outcome',
    {
      when: { path: 'outcome.kind', is: 'granted' },
      then: { object: { lx: { const: 'B' }, je: 'outcome.amount' } },
      else: { object: { lx: { const: 'A' }, yy: 'outcome.reason' } },
    },
  ],
}

const ruleSet = fc.record(
  Object.fromEntries(Object.entries(INVERTIBLE).map(([field, rules]) => [field, fc.constantFrom(...rules)])),
  some,
)

/** A rule each, a list of rules under names of their own. */
const asMapping = (rules: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(rules).flatMap(([field, rule]) =>
      Array.isArray(rule) ? rule.map((each, index) => [`${field}${index}`, each]) : [[field, rule]],
    ),
  )

test('record → payload → record, for every set of rules that can be turned back', () => {
  fc.assert(
    fc.property(ruleSet, record, context, (rules, each, around) => {
      const compiled = compileMapping({ form: household, mapping: asMapping(rules) })
      expect(compiled.invertible).toBe(true)
      const { payload, faults } = compiled.toPayload(each, around)
      fc.pre(faults.length === 0)
      const fields = Object.entries(each).filter(([field]) => Object.hasOwn(rules, field))
      const back = compiled.toRecord(JSON.parse(JSON.stringify(payload)))
      // An outcome that isn't there makes an empty branch, which says nothing.
      expect(back).toEqual({ values: Object.fromEntries(fields), faults: [] })
    }),
    { numRuns: 2_000 },
  )
})

test('whatever the mapping: what comes back is what the record says', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), rule, { maxKeys: 5 }),
      record,
      context,
      (mapping, each, around) => {
        const compiled = compileMapping({ form: household, mapping, computed: { age, throws } })
        const { values } = compiled.toRecord(compiled.toPayload(each, around).payload)
        expect(each).toMatchObject(values as object)
      },
    ),
    { numRuns: 1_000 },
  )
})
