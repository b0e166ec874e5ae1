/** Reading through references: both engines, what is passed on, what an error is brought back to, what the check knows. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineContract } from '../contract/index.ts'
import { defineForm, describeField } from '../form/index.ts'
import {
  checkMapping,
  compileMapping,
  projectFaults,
  projectUpstreamFaults,
  type Referents,
  withReferents,
} from './index.ts'

const field = <S extends z.ZodType>(schema: S, zh: string) => describeField(schema, { title: { zh, en: zh } })
const person = defineForm({
  name: 'person',
  title: { zh: '人员', en: 'Person' },
  version: 1,
  key: ['id'],
  schema: z.strictObject({
    id: field(z.string(), '证号'),
    name: field(z.string().max(50), '姓名'),
    sex: field(z.enum(['1', '2']), '性别').optional(),
    address: z.strictObject({ street: field(z.string(), '街道') }).optional(),
  }),
})
const visit = defineForm({
  name: 'visit',
  title: { zh: '走访', en: 'Visit' },
  version: 1,
  key: ['code'],
  schema: z.strictObject({
    code: z.string(),
    personId: field(z.string(), '走访对象证号'),
    members: z.array(z.strictObject({ id: z.string(), relation: z.string() })).optional(),
    with: z.array(z.string()).optional(),
  }),
  references: {
    person: { key: 'personId', form: person, mode: 'freeze' },
    'members.*.person': { key: 'members.*.id', form: person, mode: 'follow' },
    'with.*.person': { key: 'with.*', form: person, mode: 'freeze' },
  },
})
const zhao = { id: '1', name: '赵小测', sex: '1', address: { street: '民族路' } }
const qian = { id: '2', name: '钱小样' }
const referents: Referents = new Map([
  ['person', { values: zhao, reference: 'P-1' }],
  ['members.0.person', { values: qian }],
  ['members.1.person', { values: zhao }],
  ['with.1.person', { values: qian }],
])
const record = {
  code: 'v1',
  personId: '1',
  members: [
    { id: '2', relation: '妻' },
    { id: '1', relation: '夫' },
  ],
  with: ['9', '2'],
}

const mapping = {
  xm: 'person.name',
  jd: { join: ['person.address.street', 'code'], with: '/' },
  xb: { code: 'person.sex', to: { '1': 'M', '2': 'F' } },
  bh: { refAt: 'person' },
  nan: { when: { path: 'person.sex', is: '1' }, then: { const: '是' }, else: { const: '否' } },
  cy: { each: 'members', item: { object: { xm: 'person.name', gx: 'relation', hz: '^.person.name' } } },
  tx: { each: 'with', item: { object: { zh: 'it', xm: 'person.name' } } },
  whole: 'members',
  plain: 'with',
  nl: { compute: 'greeting' },
}
const computed = { greeting: { reads: ['person.name'], version: 1, run: (name: string) => `${name}好` } }

test.each([true, false])('paths go through references at every level (codegen %s)', (codegen) => {
  const compiled = compileMapping({ form: visit, mapping, computed, codegen })
  expect(compiled.reads).toEqual({
    places: ['person', 'members.*.person', 'with.*.person'],
    refAt: ['person'],
    deciding: [],
    some: true,
  })
  const before = structuredClone(record)
  const { payload, faults } = compiled.toPayload(withReferents(visit, record, referents))
  expect(faults).toEqual([])
  expect(payload).toEqual({
    xm: '赵小测',
    jd: '民族路/v1',
    xb: 'M',
    bh: 'P-1',
    nan: '是',
    cy: [
      { xm: '钱小样', gx: '妻', hz: '赵小测' },
      { xm: '赵小测', gx: '夫', hz: '赵小测' },
    ],
    tx: [{ zh: '9' }, { zh: '2', xm: '钱小样' }],
    whole: record.members,
    plain: record.with,
    nl: '赵小测好',
  })
  // What hangs beside a value leaves with it in no way: not in JSON, not in a loop over its members.
  expect(JSON.parse(JSON.stringify(payload)).whole).toEqual(before.members)
  expect(record).toEqual(before)
  // Who isn't there leaves properties out, and throws nothing.
  expect(compiled.toPayload(withReferents(visit, record, new Map())).payload).toMatchObject({
    cy: [{ gx: '妻' }, { gx: '夫' }],
  })
})

test('a mapping that reads through none looks at the record itself', () => {
  expect(compileMapping({ form: visit, mapping: { a: 'personId' } }).reads.some).toBe(false)
  expect(
    compileMapping({ form: visit, mapping: { a: 'code' }, when: { path: 'person.sex', is: '2' } }).reads,
  ).toMatchObject({
    places: ['person'],
    deciding: ['person'],
  })
})

test('an error on such a value is the other record’s: its field, its form, and the key that leads there', () => {
  const contract = defineContract({
    required: ['xm'],
    properties: {
      xm: { type: 'string', maxLength: 2 },
      cy: { items: { properties: { xm: { maxLength: 2 } } } },
      bh: {},
      tx: {},
    },
  })
  const compiled = compileMapping({
    form: visit,
    contract,
    mapping: { xm: 'person.name', cy: mapping.cy, bh: mapping.bh, tx: { each: 'with', item: 'person.name' } },
    findings: [],
  })
  const faults = [
    { pointer: '/xm', keyword: 'maxLength', params: { limit: 2 } },
    { pointer: '/cy/1/xm', keyword: 'maxLength', params: { limit: 2 } },
  ]
  expect(projectFaults(compiled, visit, 'u', faults as never)).toMatchObject([
    {
      who: 'reporter',
      field: 'name',
      title: { zh: '姓名' },
      referent: { form: 'person', title: { zh: '人员' }, place: 'person', key: 'personId' },
    },
    { field: 'name', referent: { place: 'members.1.person', key: 'members.1.id' } },
  ])
  const refused = (pointer: string) => projectUpstreamFaults(compiled, visit, 'u', [{ pointer }])
  expect(refused('/tx/1')).toMatchObject([{ field: 'name', referent: { place: 'with.1.person', key: 'with.1' } }])
  // What the upstream itself calls the record can only be wrong here.
  expect(refused('/bh')).toEqual([
    {
      code: 'upstream_refused',
      who: 'reporter',
      upstream: 'u',
      field: 'personId',
      title: { zh: '走访对象证号', en: '走访对象证号' },
    },
  ])
  const missing = [{ pointer: '/xm', keyword: 'required', params: {} }]
  const nameless = withReferents(visit, record, new Map([['person', { values: { id: '1' } }]]))
  expect(projectFaults(compiled, visit, 'u', missing as never, [], nameless)).toMatchObject([
    { code: 'incomplete', who: 'reporter', field: 'name', referent: { form: 'person' } },
  ])
})

test('nothing of another record comes back into this one', () => {
  const compiled = compileMapping({ form: visit, mapping: { c: 'code', xm: 'person.name', bh: { refAt: 'person' } } })
  expect(compiled.restores).toEqual(['code'])
  expect(compiled.toRecord({ c: 'v1', xm: '赵小测', bh: 'P-1' })).toEqual({ values: { code: 'v1' }, faults: [] })
})

test.each<[string, unknown, object, string[]]>([
  ['a type', 'person.name', { type: 'number' }, ['mapping_type_mismatch /x']],
  ['a length', 'person.name', { type: 'string', maxLength: 20 }, ['mapping_too_long /x']],
  ['a table that isn’t total', { code: 'person.sex', to: { '1': 'M' } }, {}, ['mapping_crosswalk_gap /x/to']],
  ['a field the other form lacks', 'person.nmae', {}, ['mapping_path_unknown /x']],
  ['what the upstream calls it is text', { refAt: 'person' }, { type: 'integer' }, ['mapping_type_mismatch /x']],
  ['what isn’t a reference', { refAt: 'personId' }, {}, ['mapping_invalid /x/refAt']],
  [
    'items of a plain list',
    { each: 'with', item: 'person.name' },
    { items: { type: 'integer' } },
    ['mapping_type_mismatch /x/item'],
  ],
])('the check knows through a reference: %s', (_, rule, property, expected) => {
  const contract = defineContract({ type: 'object', properties: { x: property } })
  const found = checkMapping({ form: visit, mapping: { x: rule }, contract })
  expect(found.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(expected)
})

test('what a contract asks only sometimes is tried with the other record’s answers', () => {
  const contract = defineContract({
    properties: { xb: { enum: ['1', '2'] }, yz: {} },
    if: { properties: { xb: { const: '2' } }, required: ['xb'] },
    then: { required: ['yz'] },
  })
  const found = checkMapping({ form: visit, mapping: { xb: 'person.sex' }, contract })
  expect(found).toMatchObject([{ severity: 'error', code: 'mapping_property_missing_when', params: { given: 'yz' } }])
})
