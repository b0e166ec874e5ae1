/** A fixture for each way in which a rule and its place in the contract can disagree, with the exact finding. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { age, civilContract, civilMapping, household } from '../../../test/fixtures/civil-affairs.ts'
import { MappingError } from '../../base/errors.ts'
import { describeFinding, type Finding } from '../../base/finding.ts'
import { defineContract } from '../../contract/index.ts'
import { codeSchema, defineCodes, defineForm, describeField } from '../../form/index.ts'
import { checkMapping, compileMapping } from '../index.ts'

const codes = defineCodes({
  name: 'marriage',
  title: '婚姻',
  source: 'GB/T 2261.2-2003',
  year: 2003,
  codes: [
    { code: '10', zh: '未婚', en: 'single' },
    { code: '20', zh: '已婚', en: 'married' },
  ],
})
const titled = <S extends z.ZodType>(schema: S, title: string, example?: string): S =>
  describeField(schema, { title: { zh: title, en: title }, ...(example === undefined ? {} : { example }) })

const form = defineForm({
  name: 'person',
  title: '人',
  version: 1,
  key: ['id'],
  schema: z.strictObject({
    id: titled(z.string().regex(/^\d{17}[\dX]$/), '身份证号', '509999199001010015'),
    name: titled(z.string().min(1).max(50), '姓名', '赵小测'),
    remark: titled(z.string(), '备注').optional(),
    phone: titled(z.string().regex(/^1[3-9]\d{9}$/), '电话', '13900000001').optional(),
    marriage: codeSchema(codes).optional(),
    born: titled(z.iso.date(), '出生').optional(),
    income: titled(z.number().min(0).max(9_000_000), '收入').optional(),
    floor: titled(z.int(), '楼层').optional(),
    poor: titled(z.boolean(), '低保').optional(),
    place: z.strictObject({ town: z.string().max(30), street: z.string().max(80).optional() }).optional(),
    tags: z.array(z.string().max(10)).max(5).optional(),
  }),
})

const check = (rule: unknown, property: object, more: object = {}): readonly Finding[] =>
  checkMapping({
    form,
    mapping: { x: rule },
    contract: defineContract({ type: 'object', properties: { x: property }, ...more }, { name: 'c' }),
  })
const brief = ({ severity, code, pointer }: Finding) => `${severity} ${code} ${pointer}`

test.each<[string, unknown, object, string[]]>([
  ['text where a number is wanted', 'name', { type: 'number' }, ['error mapping_type_mismatch /x']],
  ['a number where text is wanted', 'income', { type: 'string' }, ['error mapping_type_mismatch /x']],
  ['true or false where text is wanted', 'poor', { type: 'string' }, ['error mapping_type_mismatch /x']],
  ['a list where text is wanted', 'tags', { type: 'string' }, ['error mapping_type_mismatch /x']],
  ['an object where text is wanted', 'place', { type: 'string' }, ['error mapping_type_mismatch /x']],
  [
    'a list’s items',
    { each: 'tags', item: 'it' },
    { items: { type: 'integer' } },
    ['error mapping_type_mismatch /x/item'],
  ],
  ['text into a nullable type', 'name', { type: ['string', 'null'] }, []],
  ['text into OpenAPI’s nullable', 'name', { type: 'string', nullable: true }, []],

  ['50 characters into 20', 'name', { type: 'string', maxLength: 20 }, ['warning mapping_too_long /x']],
  ['50 characters into 50', 'name', { type: 'string', maxLength: 50 }, []],
  ['cut off by the rule’s own limit', { text: 'name', maxLength: 20 }, { maxLength: 20 }, []],
  ['text without a limit', 'remark', { maxLength: 20 }, ['note mapping_length_unknown /x']],
  ['a length that follows from the form’s pattern', 'phone', { maxLength: 11, minLength: 11 }, []],
  ['18 characters into 15', 'id', { maxLength: 15 }, ['error mapping_never_fits /x']],
  ['11 characters where 12 are the least', 'phone', { minLength: 12 }, ['error mapping_never_fits /x']],
  ['a name of one character', 'name', { minLength: 2 }, ['note mapping_too_short /x']],
  ['joined lengths', { join: ['name', 'place.town'], with: ' ' }, { maxLength: 80 }, ['warning mapping_too_long /x']],
  ['joined lengths that fit', { join: ['name', 'place.town'], with: ' ' }, { maxLength: 81 }, []],
  [
    'characters that fit, bytes that don’t',
    'name',
    { maxLength: 50, 'x-maxBytes': 60 },
    ['warning mapping_too_many_bytes /x'],
  ],
  ['bytes in GB18030', 'name', { 'x-maxBytes': 100, 'x-encoding': 'GB18030' }, []],
  ['the same in UTF-8', 'name', { 'x-maxBytes': 100 }, ['warning mapping_too_many_bytes /x']],
  ['digits are bytes', 'phone', { 'x-maxBytes': 11 }, []],
  ['bytes of open text', 'remark', { 'x-maxBytes': 11 }, ['note mapping_shape_unproven /x']],

  ['codes the list has', 'marriage', { enum: ['10', '20', '90'] }, []],
  ['some codes the list lacks', 'marriage', { enum: ['10', '21'] }, ['warning mapping_codes_refused /x']],
  ['no code of the list', 'marriage', { enum: ['1', '2'] }, ['error mapping_never_fits /x']],
  ['free text into a list', 'remark', { enum: ['1', '2'] }, ['warning mapping_open_into_list /x']],
  ['free text where one value is wanted', 'remark', { const: '1' }, ['warning mapping_open_into_list /x']],
  [
    'a table to a value out of the list',
    { code: 'marriage', to: { '10': 'a', '20': 'b' } },
    { enum: ['a'] },
    ['error mapping_value_refused /x/to/20'],
  ],
  [
    'a table to a value out of the pattern',
    { code: 'marriage', to: { '10': 'a', '20': '7' } },
    { pattern: '^[a-z]$' },
    ['error mapping_value_refused /x/to/20'],
  ],
  [
    'a table to another type',
    { code: 'marriage', to: { '10': 1, '20': '2' } },
    { type: 'integer' },
    ['error mapping_value_refused /x/to/20'],
  ],
  [
    'a table without a partner for a code',
    { code: 'marriage', to: { '10': 'a' }, refused: ['20'] },
    { enum: ['a'] },
    ['warning mapping_codes_without_partner /x/refused'],
  ],
  ['a constant too long', { const: 'abc' }, { maxLength: 2 }, ['error mapping_value_refused /x/const']],
  [
    'a flag out of the list',
    { flag: 'poor', yes: '是', no: '无' },
    { enum: ['是', '否'] },
    ['error mapping_value_refused /x/no'],
  ],

  ['a date without its hyphens', { date: 'born', as: 'yyyyMMdd' }, { format: 'date' }, ['error mapping_never_fits /x']],
  ['a date as the format has it', 'born', { format: 'date' }, []],
  [
    'a date against a pattern',
    { date: 'born', as: 'yyyy/MM/dd' },
    { pattern: '^\\d{8}$' },
    ['error mapping_never_fits /x'],
  ],
  ['a date that fits the pattern', { date: 'born', as: 'yyyyMMdd' }, { pattern: '^\\d{8}$', maxLength: 8 }, []],
  [
    'a date in ten bytes',
    { date: 'born', as: 'yyyy年M月d日' },
    { 'x-maxBytes': 10 },
    ['warning mapping_too_many_bytes /x'],
  ],
  ['the form’s own example breaks the pattern', 'phone', { pattern: '^0\\d+$' }, ['warning mapping_shape_refused /x']],
  ['the same pattern on both sides', 'phone', { pattern: '^1[3-9]\\d{9}$' }, []],
  ['another pattern that the example fits', 'phone', { pattern: '^\\d{11}$' }, []],
  ['free text against a pattern', 'remark', { pattern: '^\\d+$' }, ['note mapping_shape_unproven /x']],
  ['free text against a format', 'remark', { format: 'uri' }, ['note mapping_shape_unproven /x']],
  ['a format nobody knows is the contract’s affair', 'remark', { format: 'huh' }, []],
  [
    'draft-04 bounds',
    'income',
    { type: 'number', maximum: 0, exclusiveMaximum: true },
    ['error mapping_never_fits /x'],
  ],

  ['decimals into whole numbers', 'income', { type: 'integer' }, ['warning mapping_not_whole /x']],
  ['whole numbers into whole numbers', 'floor', { type: 'integer' }, []],
  ['rounded by nobody, but without decimals', { number: 'income', decimals: 0 }, { type: 'integer' }, []],
  ['above the maximum', 'income', { type: 'number', maximum: 1000 }, ['warning mapping_out_of_range /x']],
  ['inside', 'income', { type: 'number', minimum: 0, maximum: 9_000_000 }, []],
  ['without a bound', 'floor', { type: 'integer', minimum: -5 }, ['note mapping_out_of_range /x']],
  [
    'items',
    { each: 'tags', item: 'it' },
    { minItems: 1, maxItems: 3, items: { maxLength: 5 } },
    [
      ...[
        'warning mapping_too_long /x/item',
        'note mapping_items_unproven /x/each',
        'note mapping_items_unproven /x/each',
      ],
    ],
  ],

  [
    'both branches of a when',
    { when: { path: 'poor', is: true }, then: 'income', else: 'name' },
    { type: 'string' },
    ['error mapping_type_mismatch /x/then'],
  ],
  [
    'each of firstOf',
    { firstOf: ['remark', 'income'] },
    { type: 'string' },
    ['error mapping_type_mismatch /x/firstOf/1'],
  ],
  ['through allOf and $ref', 'name', { allOf: [{ $ref: '#/$defs/short' }] }, ['warning mapping_too_long /x']],
  [
    'a whole object passed on',
    'place',
    { properties: { town: { maxLength: 20 } }, required: ['code'], additionalProperties: false },
    [...['error mapping_property_unknown /x', 'error mapping_property_missing /x', 'warning mapping_too_long /x']],
  ],
])('%s', (_, rule, property, expected) => {
  const found = check(rule, property, { $defs: { short: { maxLength: 9 } } })
  expect(found.map(brief).sort()).toEqual(expected.toSorted())
  for (const { fix } of found) expect([fix.zh, fix.en].join()).not.toMatch(/\{[a-z]\w*\}|请改正/)
  for (const each of found) expect(describeFinding(each) + describeFinding(each, 'en')).not.toMatch(/\{[a-z]\w*\}/)
})

test('what a contract asks of one branch holds where a constant picks that branch', () => {
  const branch = (lx: string, more: object) => ({
    properties: { lx: { const: lx }, ...more },
    required: ['lx', ...Object.keys(more)],
  })
  const property = {
    oneOf: [branch('A', { yy: { type: 'string', maxLength: 5 } }), branch('B', { je: { type: 'number' } })],
  }
  expect(check({ object: { lx: { const: 'A' }, yy: 'name' } }, property).map(brief)).toEqual([
    'warning mapping_too_long /x/object/yy',
  ])
  expect(check({ object: { lx: { const: 'B' }, je: 'name' } }, property).map(brief)).toEqual([
    'error mapping_type_mismatch /x/object/je',
  ])
  expect(check({ object: { lx: { const: 'B' } } }, property).map(brief)).toEqual([
    'error mapping_property_missing /x/object',
  ])
})

test('a finding says where, what and what to do in both languages', () => {
  const [found] = check('name', { type: 'string', maxLength: 20 })
  expect(found).toEqual({
    severity: 'warning',
    end: 'mapping',
    pointer: '/x',
    code: 'mapping_too_long',
    params: { path: 'name', given: 50, limit: 20, contract: '/properties/x' },
    fix: {
      zh: '更长的值会在报送前被退回给填报人：在表单上把长度限制为 20，或请对方放宽',
      en: expect.stringContaining('limit the field to 20 in the form'),
    },
  })
  expect(describeFinding({ ...(found as Finding), file: 'a/mapping.json' })).toBe(
    '映射 a/mapping.json /x：“name”最长 50 个字，接口约定最多 20 个字',
  )
})

test('an error is refused, a warning and a note are not', () => {
  const compile = (property: object) =>
    compileMapping({ form, mapping: { x: 'name' }, contract: defineContract({ properties: { x: property } }) })
  expect(() => compile({ type: 'number' })).toThrow(MappingError)
  expect(() => compile({ maxLength: 20 })).not.toThrow()
})

test('a good mapping has no error', () => {
  const found = checkMapping({ form: household, mapping: civilMapping, computed: { age }, contract: civilContract })
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
})
