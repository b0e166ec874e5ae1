/** Laws over generated records: both engines agree, and what can be turned back comes back. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { age, civilContract, civilMapping, type Household, household } from '../../test/fixtures/civil-affairs.ts'
import { validateRecord } from '../form/index.ts'
import { compileMapping } from './compile.ts'

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 6 }),
  fc.constantFrom('0', '-0', '1.50', '9.5', '110105194912310021', '2024-02-30'),
)
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))
const number = fc.oneof(
  fc.integer({ min: -999, max: 999 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
)
const some = { requiredKeys: [] as const }

const record = fc.record(
  {
    name: text,
    idNumber: fc.stringMatching(/^\d{17}[\dX]$/),
    sex: fc.constantFrom('0', '1', '2', '9'),
    birthDate: date,
    phone: fc.option(fc.string({ maxLength: 3 })),
    income: number,
    size: fc.integer({ min: 0, max: 20 }),
    lowIncome: fc.boolean(),
    address: fc.record({ province: text, code: text, street: fc.string() }, { requiredKeys: ['province', 'code'] }),
    members: fc.array(
      fc.record(
        {
          name: text,
          relation: fc.constantFrom('spouse', 'child', 'other'),
          birthYear: fc.integer({ min: 1900, max: 2030 }),
        },
        { requiredKeys: ['name', 'relation'] },
      ),
      { maxLength: 3 },
    ),
    nicknames: fc.array(text, { maxLength: 3 }),
    outcome: fc.oneof(
      fc.record({ kind: fc.constant('refused'), reason: text }),
      fc.record({ kind: fc.constant('granted'), amount: number }),
    ),
  },
  { ...some, requiredKeys: ['name', 'idNumber', 'size'] },
)

const path = fc.constantFrom(
  'name',
  'phone',
  'income',
  'lowIncome',
  'address',
  'address.street',
  'nicknames',
  'outcome.reason',
  'members',
)
const condition = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.record({ path, present: fc.boolean() }),
    fc.record({ path: fc.constant('sex'), is: fc.constantFrom('0', '1', '2') }),
    fc.record({ path: fc.constant('outcome.kind'), oneOf: fc.constant(['granted', 'refused']) }),
    fc.record({ not: tie('any') }),
    fc.record({ all: fc.array(tie('any'), { maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('any'), { maxLength: 2 }) }),
  ),
})).any

const rule = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    path,
    fc.record({ const: fc.jsonValue({ maxDepth: 1 }).filter((value) => !JSON.stringify(value).includes('__proto__')) }),
    fc.constant({ code: 'sex', to: { 0: 'U', 1: 'M', 2: 'F', 9: 'U' } }),
    fc.record({
      date: fc.constantFrom('birthDate', 'name'),
      as: fc.constantFrom('yyyyMMdd', 'yyyy年M月d日', 'epochMs', 'yyyy'),
    }),
    fc.record({ number: fc.constantFrom('income', 'name', 'size'), decimals: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ text: fc.constantFrom('income', 'name', 'lowIncome'), maxLength: fc.integer({ min: 0, max: 5 }) }),
    fc.record({
      join: fc
        .array(
          fc.oneof(
            path.filter((it) => it === 'name' || it === 'phone' || it === 'income'),
            fc.record({ const: text }),
          ),
          { maxLength: 3 },
        )
        .map((parts) => [...parts, 'size']),
      with: fc.constantFrom('', ' ', '"\n'),
    }),
    fc.record({ compute: fc.constantFrom('age', 'throws') }),
    fc.record({ firstOf: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ when: condition, then: tie('any'), else: tie('any') }, { requiredKeys: ['when', 'then'] }),
    fc.record({
      object: fc.dictionary(fc.constantFrom('a', 'b', '"', 'toString', '\u2028'), tie('any'), { maxKeys: 3 }),
    }),
    fc.record({
      each: fc.constant('members'),
      item: fc.constantFrom(
        'birthYear',
        { object: { n: { number: 'name' }, i: '^.idNumber', y: 'birthYear' } },
        { firstOf: ['birthYear', '^.phone'] },
      ),
    }),
    fc.record({
      each: fc.constant('nicknames'),
      item: fc.constantFrom('it', { number: 'it' }, { join: ['it', '^.phone'], with: '/' }),
    }),
  ),
})).any

const throws = {
  reads: ['name', 'phone'],
  version: 1,
  run: (name: string) => {
    if (name.length % 2) throw new TypeError(name)
    return name.length
  },
}

test('generated code and closures give the same payload, order and faults', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), rule, { maxKeys: 5 }),
      fc.array(record, { minLength: 1, maxLength: 5 }),
      (mapping, records) => {
        const make = (codegen: boolean) =>
          compileMapping({ form: household, mapping, computed: { age, throws }, codegen })
        const [generated, closed] = [make(true), make(false)]
        for (const each of records) {
          expect(JSON.stringify(generated.toPayload(each))).toBe(JSON.stringify(closed.toPayload(each)))
          expect(generated.toPayload(each)).toStrictEqual(closed.toPayload(each))
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('every generated record is one the form takes', () => {
  fc.assert(fc.property(record, (each) => validateRecord(household, each).ok))
})

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
    { numRuns: 500 },
  )
})

test('the contract of the fixture takes what the mapping makes of it', () => {
  expect(() =>
    compileMapping({ form: household, mapping: civilMapping, computed: { age }, contract: civilContract }),
  ).not.toThrow()
})
