/** A law over generated records and rules: both engines agree. The laws of the way back are in inverse-laws.test.ts. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { age, civilContract, civilMapping, household } from '../../test/fixtures/civil-affairs.ts'
import { context, record, rule, throws } from '../../test/fixtures/household-arbitraries.ts'
import { validateRecord } from '../form/index.ts'
import { compileMapping } from './compile.ts'

test('generated code and closures give the same payload, order and faults', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), rule, { maxKeys: 5 }),
      fc.array(record, { minLength: 1, maxLength: 5 }),
      context,
      (mapping, records, around) => {
        const make = (codegen: boolean) =>
          compileMapping({ form: household, mapping, computed: { age, throws }, codegen })
        const [generated, closed] = [make(true), make(false)]
        for (const each of records) {
          expect(JSON.stringify(generated.toPayload(each, around))).toBe(JSON.stringify(closed.toPayload(each, around)))
          expect(generated.toPayload(each, around)).toStrictEqual(closed.toPayload(each, around))
        }
      },
    ),
    { numRuns: 1_000 },
  )
})

test('every generated record is one the form takes', () => {
  fc.assert(fc.property(record, (each) => validateRecord(household, each).ok))
})

test('the contract of the fixture takes what the mapping makes of it', () => {
  expect(() =>
    compileMapping({ form: household, mapping: civilMapping, computed: { age }, contract: civilContract }),
  ).not.toThrow()
})
