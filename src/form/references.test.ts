import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineForm, namedRecords, placeOf, recordKey, referentOf, relateForms, titleAt } from './index.ts'
import type { ReferenceSpecs } from './references.ts'

const person = defineForm({
  name: 'person',
  title: '人员',
  version: 1,
  key: ['id'],
  schema: z.strictObject({ id: z.string(), name: z.string() }),
})
const schema = z.strictObject({
  number: z.string(),
  headId: z.string(),
  size: z.int().optional(),
  members: z.array(z.strictObject({ id: z.string() })).optional(),
  tenants: z.array(z.string()).optional(),
})
const family = (references: ReferenceSpecs) =>
  defineForm({ name: 'family', title: '家庭', version: 1, key: ['number'], schema, references })

const follow = { form: 'person', mode: 'follow' } as const
const whole = family({
  head: { ...follow, key: 'headId' },
  'members.*.person': { ...follow, key: 'members.*.id' },
  'tenants.*.person': { ...follow, key: 'tenants.*' },
})

describe('a reference', () => {
  test('names every record whose key is filled in, as that record’s own key is written', () => {
    const record = { number: 'h', headId: '1', members: [{ id: '2' }, { id: '' }], tenants: ['3'] }
    const named = namedRecords(whole, record).map(({ place, keyPath, key }) => [place, keyPath, key])
    expect(named).toEqual([
      ['head', 'headId', recordKey(person, { id: '1' })],
      ['members.0.person', 'members.0.id', recordKey(person, { id: '2' })],
      ['tenants.0.person', 'tenants.0', recordKey(person, { id: '3' })],
    ])
    expect(namedRecords(whole, undefined)).toEqual([])
  })

  test.each<[string, ReferenceSpecs]>([
    ['without such a key', { head: { ...follow, key: 'headID' } }],
    ['to a key of numbers', { head: { ...follow, key: 'size' } }],
    ['under a field’s name', { size: { ...follow, key: 'headId' } }],
    ['away from its key', { person: { ...follow, key: 'members.*.id' } }],
    ['beside a plain list', { 'tenants.person': { ...follow, key: 'tenants.*' } }],
    ['called as items are', { 'tenants.*.it': { ...follow, key: 'tenants.*' } }],
  ])('%s is refused', (_, references) => {
    expect(() => family(references)).toThrow(/reference/)
  })

  test('may hold the form itself, or be told later which one is meant', () => {
    const [reference] = whole.references
    if (!reference) throw new RangeError('no reference')
    expect(referentOf(whole, reference)).toBe(undefined)
    relateForms([whole, person])
    expect(referentOf(whole, reference)).toBe(person)
    const direct = family({ head: { ...follow, form: person, key: 'headId' } })
    expect(direct.references).toEqual([{ place: 'head', key: 'headId', form: 'person', mode: 'follow' }])
    expect(direct.references.map((one) => referentOf(direct, one))).toEqual([person])
    // A portal's own form of that name stands for it from then on.
    const own = defineForm({ ...person, schema: z.strictObject({ id: z.string(), nickname: z.string() }) } as never)
    relateForms([whole, own])
    expect(referentOf(whole, reference)).toBe(own)
    relateForms([whole, person])
  })

  test('leads nowhere where the other form has two keys, or two forms have one name', () => {
    const two = defineForm({
      ...person,
      key: ['id', 'name'],
      schema: z.strictObject({ id: z.string(), name: z.string() }),
    } as never)
    expect(() => relateForms([whole, two])).toThrow(/not one field/)
    expect(() => relateForms([person, whole, { ...person }])).toThrow(/two forms/)
  })

  test('is found in a path, with its key; titles say which form', () => {
    expect(placeOf(whole, 'members.3.person.name')).toMatchObject({
      place: 'members.3.person',
      key: 'members.3.id',
      rest: 'name',
    })
    expect(placeOf(whole, 'tenants.*.person')).toMatchObject({ key: 'tenants.*', rest: '' })
    expect(placeOf(whole, 'headId')).toBe(undefined)
    expect(titleAt(whole, 'head.name')).toEqual({ zh: '人员·name', en: '人员: name' })
  })
})
