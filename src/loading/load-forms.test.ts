import { describe, expect, test } from 'vitest'
import { household, resident, vocabulary } from '../../schemas/index.ts'
import { syntheticId } from '../../test/synthetic.ts'
import { MappingError } from '../base/errors.ts'
import { fieldAt, fieldsOf, mergeEntry, recordKey, validateRecord } from '../form/index.ts'
import { loadForms } from './load-forms.ts'
import { folderOf } from './test-folder.ts'

const title = (zh: string, en: string) => ({ zh, en })

/** Nine fields that a county wants to know beyond the shipped ones: every way a field can be declared. */
const nineFields = {
  extends: 'resident',
  fields: {
    bankCard: {
      title: title('惠农卡号', 'Bank card'),
      rule: 'line',
      maxLength: 30,
      sensitivity: 'sensitive',
      aliases: ['一卡通号'],
    },
    guardian: { title: title('监护人', 'Guardian'), rule: 'person-name' },
    guardianId: { title: '监护人身份证号', rule: 'resident-id' },
    guardianPhone: { title: '监护人电话', rule: 'mobile', hint: title('11位手机号码', 'a mobile number of 11 digits') },
    checkedOn: { title: '核查日期', rule: 'iso-date', notFuture: true },
    water: { title: '饮水', codes: 'water' },
    rooms: { title: '房间数', schema: { type: 'integer', minimum: 0, maximum: 99 } },
    toilet: { title: '是否卫生厕所', schema: { type: 'boolean' } },
    plots: {
      title: '承包地块',
      items: {
        title: '地块',
        fields: {
          name: { title: '地名', rule: 'line', maxLength: 20, required: true },
          area: { title: '亩数', schema: { type: 'number', minimum: 0 } },
        },
      },
    },
  },
}
const waterCodes = {
  name: 'water',
  title: '饮水来源',
  source: '某县表式',
  year: 2024,
  codes: [
    { code: '1', zh: '自来水', en: 'Tap' },
    { code: '2', zh: '井水', aliases: ['水井'] },
  ],
}
const withCodes = { 'forms/codes/water.json': waterCodes }

const load = (files: Record<string, unknown>) =>
  loadForms(`${folderOf({ 'forms/codes/.keep': '', ...files })}/forms`, vocabulary)

async function faultsOf(form: unknown, files: Record<string, unknown> = withCodes): Promise<string[]> {
  try {
    await load({ 'forms/resident/form.json': form, ...files })
    return []
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    return error.describe('en').split('\n')
  }
}

describe('an extension', () => {
  const person = {
    name: '赵小测',
    idNumber: syntheticId(1),
    sex: '1',
    guardian: ' 钱　大测 ',
    water: '2',
    rooms: 0,
    toilet: false,
    plots: [{ name: '上坝', area: 1.5 }],
  }

  test('is the form with nine fields more; shipped rules normalise and refuse in their own words', async () => {
    const [form] = await load({ 'forms/resident/form.json': nineFields, ...withCodes })
    expect(form).toMatchObject({
      name: 'resident',
      version: resident.version,
      key: ['idNumber'],
      title: resident.title,
    })
    const before = new Set(fieldsOf(resident).map(({ path }) => path))
    expect(
      fieldsOf(form!)
        .filter(({ path }) => !before.has(path))
        .map(({ path }) => path),
    ).toEqual([
      'bankCard',
      'guardian',
      'guardianId',
      'guardianPhone',
      'checkedOn',
      'water',
      'rooms',
      'toilet',
      'plots',
      'plots.*',
      'plots.*.name',
      'plots.*.area',
    ])
    expect(fieldAt(form!, 'bankCard')).toMatchObject({
      optional: true,
      kind: 'text',
      meta: { title: title('惠农卡号', 'Bank card'), sensitivity: 'sensitive', aliases: ['一卡通号'] },
    })
    expect(fieldAt(form!, 'water')).toMatchObject({
      kind: 'code',
      meta: { codes: { name: 'water', codes: [{}, { code: '2', en: '井水' }] } },
    })
    expect(fieldAt(form!, 'guardianId')?.meta.standard).toMatch(/^GB 11643-1999/)
    const merged = mergeEntry(form!, undefined, person)
    const validated = validateRecord(form!, 'record' in merged ? merged.record : person)
    expect(validated).toMatchObject({ record: { guardian: '钱大测', rooms: 0, toilet: false } })
    expect(recordKey(form!, { idNumber: person.idNumber } as never)).toEqual(
      recordKey(resident, { idNumber: person.idNumber } as never),
    )
  })

  test('keeps the rules over several fields of what it extends', async () => {
    const [form] = await load({ 'forms/resident/form.json': nineFields, ...withCodes })
    const { problems } = validateRecord(form!, { ...person, guardian: '钱大测', sex: '2' }) as {
      problems: { field?: string }[]
    }
    expect(problems).toMatchObject([{ field: 'sex' }])
  })

  test('calls fields what sheets call them too, inside of others as well, and changes nothing else', async () => {
    const aliases = {
      phone: ['低保对象电话'],
      'position.longitude': ['东经'],
      'members.*.idNumber': ['成员证号'],
    }
    const before = fieldsOf(household)
    const [form] = await load({ 'forms/household/form.json': { extends: 'household', aliases, fields: {} } })
    for (const [index, field] of fieldsOf(form!).entries()) {
      const { aliases: known, ...meta } = field.meta
      const { aliases: old = [], ...same } = before[index]!.meta
      expect([field.path, field.kind, field.optional, meta]).toEqual([
        before[index]!.path,
        before[index]!.kind,
        before[index]!.optional,
        same,
      ])
      expect(known ?? []).toEqual([...old, ...(aliases[field.path as keyof typeof aliases] ?? [])])
    }
  })

  test('refuses what the shipped rule refuses', async () => {
    const [form] = await load({ 'forms/resident/form.json': nineFields, ...withCodes })
    const wrong = {
      ...person,
      guardian: '钱大测',
      guardianId: '509999199001010010',
      rooms: 1.5,
      water: '3',
      plots: [{ area: 1 }],
    }
    const { problems } = validateRecord(form!, wrong) as { problems: { field?: string }[] }
    expect(problems.map(({ field }) => field).sort()).toEqual(['guardianId', 'plots.0.name', 'rooms', 'water'])
  })
})

test('a form of its own, an event', async () => {
  const [form] = await load({
    'forms/drill/form.json': {
      name: 'drill',
      title: '演练',
      version: 2,
      key: 'generated',
      sameEvent: ['date', 'place'],
      fields: {
        date: { title: '日期', rule: 'iso-date', required: true },
        place: { title: '地点', rule: 'address', required: true },
      },
    },
  })
  expect(form).toMatchObject({
    name: 'drill',
    version: 2,
    key: [],
    sameEvent: ['date', 'place'],
    title: title('演练', '演练'),
  })
})

test.each<[string, unknown, string]>([
  [
    'an unknown form',
    { extends: 'residnet', fields: {} },
    'forms/resident/form.json:2 /extends: there is no form “residnet”. Did you mean “resident”?',
  ],
  [
    'an unknown rule',
    { extends: 'resident', fields: { a: { title: 'A', rule: 'mobil' } } },
    '/fields/a/rule: there is no rule “mobil”. Did you mean “mobile”?',
  ],
  [
    'an unknown code list',
    { extends: 'resident', fields: { a: { title: 'A', codes: 'watr' } } },
    '/fields/a/codes: there is no code list “watr”. Did you mean “water”?',
  ],
  [
    'two kinds at once',
    { extends: 'resident', fields: { a: { title: 'A', codes: 'water', rule: 'mobile' } } },
    '/fields/a: it needs exactly one of rule, codes',
  ],
  ['no kind', { extends: 'resident', fields: { a: { title: 'A' } } }, '/fields/a: it needs exactly one of'],
  [
    'a line without length',
    { extends: 'resident', fields: { a: { title: 'A', rule: 'line' } } },
    '/fields/a: the rule “line” needs maxLength',
  ],
  [
    'a length where none is asked for',
    { extends: 'resident', fields: { a: { title: 'A', rule: 'mobile', maxLength: 3 } } },
    '/fields/a/maxLength: the rule “mobile” knows its length',
  ],
  [
    'a field that is there already',
    { extends: 'resident', fields: { name: { title: 'A', rule: 'mobile' } } },
    '/fields/name: the form “resident” has this field already',
  ],
  [
    'a required field under the same name',
    { extends: 'resident', fields: { a: { title: 'A', rule: 'mobile', required: true } } },
    '/fields/a/required: records that are there already',
  ],
  [
    'another key under the same name',
    { extends: 'resident', key: ['name'], fields: {} },
    '/key: it stays the extended form’s',
  ],
  [
    'names for a field that isn’t there',
    { extends: 'resident', aliases: { idNumbr: ['证号'] }, fields: {} },
    '/aliases/idNumbr: there is no field “idNumbr”. Did you mean “idNumber”?',
  ],
  [
    'names beside fields of its own',
    { name: 'a', title: 'A', version: 1, key: 'generated', aliases: { c: ['C'] }, fields: {} },
    '/aliases: a form that extends no other has the names in the `aliases` of its fields',
  ],
  [
    'a form without name',
    { title: 'A', version: 1, key: 'generated', fields: {} },
    '/name: a form that extends no other needs it',
  ],
  [
    'a key that is no field',
    { name: 'a', title: 'A', version: 1, key: ['b'], fields: { c: { title: 'C', rule: 'mobile' } } },
    'key field does not exist',
  ],
  [
    'an object that lets anything through',
    { extends: 'resident', fields: { a: { title: 'A', schema: { type: 'object', properties: {} } } } },
    '/fields/a: use z.strictObject',
  ],
  [
    'a date that becomes a Date',
    { extends: 'resident', fields: { a: { title: 'A', schema: { type: 'string', default: 'x' } } } },
    '/fields/a: no .default()',
  ],
  [
    'a reference that leads nowhere',
    { extends: 'resident', fields: { a: { title: 'A', schema: { $ref: '#/$defs/b' } } } },
    '/fields/a/schema: it can’t be read as a field',
  ],
  [
    'a name that paths give a meaning',
    { extends: 'resident', fields: { 'a.b': { title: 'A', rule: 'mobile' } } },
    'a field name must not be empty, contain a dot',
  ],
  [
    '__proto__',
    '{ "extends": "resident", "fields": { "__proto__": { "title": "A", "rule": "mobile" } } }',
    '/fields/__proto__: this name can’t be used',
  ],
])('%s is refused at its place', async (_, form, message) => {
  expect(await faultsOf(form)).toContainEqual(expect.stringContaining(message))
})

test('code lists: broken ones are named', async () => {
  const twice = {
    ...waterCodes,
    codes: [
      { code: '1', zh: '自来水' },
      { code: '1', zh: '井水' },
    ],
  }
  expect(await faultsOf({ extends: 'resident', fields: {} }, { 'forms/codes/water.json': twice })).toEqual([
    expect.stringMatching(/^forms\/codes\/water\.json:\d+ \/codes: /),
  ])
})
