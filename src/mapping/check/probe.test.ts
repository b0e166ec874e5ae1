/** Conditional requirements: produced, or produced under the same condition. Each way to say it in a contract, each way to miss it. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { resident } from '../../../schemas/index.ts'
import { describeFinding, type Finding } from '../../base/finding.ts'
import { defineContract } from '../../contract/index.ts'
import { defineForm, describeField } from '../../form/index.ts'
import { checkMapping } from '../index.ts'

const titled = <S extends z.ZodType>(schema: S, zh: string, en: string): S =>
  describeField(schema, { title: { zh, en } })
const form = defineForm({
  name: 'case',
  title: '事项',
  version: 1,
  key: ['id'],
  schema: z.strictObject({
    id: z.string(),
    sex: titled(z.enum(['1', '2', '9']), '性别', 'Sex'),
    pregnant: titled(z.boolean(), '怀孕', 'Pregnant').optional(),
    weeks: titled(z.int(), '孕周', 'Weeks').optional(),
    note: titled(z.string(), '备注', 'Note').optional(),
    people: z.array(z.strictObject({ kind: z.enum(['a', 'b']), left: z.string().optional() })).optional(),
    result: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('no'), reason: z.string() }),
        z.strictObject({ kind: z.literal('yes'), amount: z.number() }),
      ])
      .optional(),
  }),
})

const XB = { code: 'sex', to: { '1': 'M', '2': 'F', '9': 'U' } }
const text = { type: 'string' }
const base = { xb: text, yz: { type: 'integer' }, bz: text, hy: {} }
const check = (mapping: Record<string, unknown>, contract: object, when?: unknown): readonly Finding[] =>
  checkMapping({ form, mapping, contract: defineContract({ type: 'object', properties: base, ...contract }), when })
const brief = (found: readonly Finding[]) =>
  found
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, code, pointer, params }) => `${severity} ${code} ${pointer} ${params.given}`)

// Draft-07, and the same requirement in the other drafts' words.
const WOMEN = { if: { properties: { xb: { const: 'F' } }, required: ['xb'] }, then: { required: ['yz'] } }
const WAYS: [string, object][] = [
  ['if/then', WOMEN],
  ['if/then in allOf', { allOf: [WOMEN] }],
  [
    'oneOf',
    { oneOf: [{ properties: { xb: { const: 'F' } }, required: ['yz'] }, { properties: { xb: { enum: ['M', 'U'] } } }] },
  ],
  [
    'draft-04, behind a $ref',
    {
      $schema: 'http://json-schema.org/draft-04/schema#',
      anyOf: [{ $ref: '#/definitions/other' }, { required: ['yz'] }],
      definitions: { other: { properties: { xb: { enum: ['M', 'U'] } } } },
    },
  ],
  [
    'OpenAPI 3 components',
    { allOf: [{ $ref: '#/components/schemas/Women' }], components: { schemas: { Women: WOMEN } } },
  ],
  [
    'Swagger 2 definitions with draft-04 words',
    {
      definitions: { Women: { anyOf: [{ properties: { xb: { enum: ['M', 'U'] } } }, { required: ['yz'] }] } },
      $ref: '#/definitions/Women',
    },
  ],
]

describe.each(WAYS)('%s', (_, contract) => {
  test('given always, or under the same condition', () => {
    expect(brief(check({ xb: XB, yz: 'weeks' }, contract))).toEqual([])
    expect(brief(check({ xb: XB, yz: { when: { path: 'sex', is: '2' }, then: 'weeks' } }, contract))).toEqual([])
    const wider = { when: { path: 'sex', oneOf: ['2', '9'] }, then: 'weeks' }
    expect(brief(check({ xb: XB, yz: wider }, contract))).toEqual([])
  })

  test('never given', () => {
    const [found] = check({ xb: XB }, contract)
    expect(brief([found as Finding])).toEqual(['error mapping_property_missing_when  yz'])
    expect(describeFinding(found as Finding, 'en')).toBe(
      'Mapping : when “Sex” is 2, the contract requires “yz”, and no rule gives it.',
    )
  })

  test('given under another condition', () => {
    const [found] = check({ xb: XB, yz: { when: { path: 'sex', is: '9' }, then: 'weeks' } }, contract)
    expect(brief([found as Finding])).toEqual(['error mapping_condition_gap /yz yz'])
    expect(describeFinding(found as Finding)).toBe('映射 /yz：接口约定“性别”为 2时要求“yz”，这条规则却不给出它')
  })
})

test('always required, and one code without a partner: the record is turned back, the mapping is not', () => {
  const rule = { code: 'sex', to: { '1': 'M', '2': 'F' }, refused: ['9'] }
  const found = check({ xb: rule }, { required: ['xb'] })
  expect(found.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`)).toEqual([
    'warning mapping_codes_without_partner /xb/refused',
  ])
  expect(describeFinding(found[0] as Finding, 'en')).toBe(
    'Mapping /xb/refused: the upstream has no partner for these codes of “sex”: 9. A record with one is turned back at this field before anything is sent.',
  )
})

describe('all faults at once', () => {
  const contract = {
    ...WOMEN,
    required: ['bz', 'lx'],
    properties: { ...base, bz: { type: 'integer' }, lx: text, sl: text },
  }
  const lines = (mapping: Record<string, unknown>, when?: unknown) =>
    check(mapping, contract, when).flatMap(({ severity, code, pointer }) =>
      severity === 'error' ? [`${code} ${pointer}`] : [],
    )

  test('what can’t be read, what never fits, what is missing, and what is missing sometimes', () => {
    expect(lines({ xb: XB, bz: 'note', sl: 'nmae' })).toEqual([
      'mapping_path_unknown /sl',
      'mapping_type_mismatch /bz',
      'mapping_property_missing ',
      'mapping_property_missing_when ',
    ])
  })

  test('a rule that couldn’t be read isn’t missing too', () => {
    expect(lines({ xb: XB, bz: 'weeks', lx: 'nmae', yz: { number: 'wekes' } })).toEqual([
      'mapping_path_unknown /lx',
      'mapping_path_unknown /yz/number',
    ])
  })

  test('where what decides is wrong, or nobody knows which records are meant, nothing is guessed', () => {
    const wrong = { code: 'sex', to: { '1': 'M', '2': 'F' } }
    expect(lines({ xb: wrong, bz: 'weeks', lx: 'note' })).toEqual(['mapping_crosswalk_gap /xb/to'])
    expect(lines({ xb: XB, bz: 'weeks', lx: 'note' }, { path: 'sxe', is: '1' })).toEqual([])
  })
})

test('a value that leads nowhere is a warning', () => {
  const contract = { anyOf: [{ properties: { xb: { not: { const: 'F' } } } }, { required: ['yz'] }] }
  const [found] = check({ xb: XB }, contract)
  expect(brief([found as Finding])).toEqual(['warning mapping_records_refused /xb xb'])
  expect(describeFinding(found as Finding, 'en')).toBe(
    'Mapping /xb: when “Sex” is 2, the contract always refuses “xb”.',
  )
  expect(brief(check({ xb: XB, yz: 'weeks' }, contract))).toEqual([])
})

test('what only some records are for is tried on those', () => {
  expect(brief(check({ xb: XB }, WOMEN, { path: 'sex', is: '1' }))).toEqual([])
  expect(brief(check({ xb: XB }, WOMEN, { path: 'sex', is: '2' }))).toEqual(['error mapping_property_missing_when  yz'])
})

test('always required, given under a condition', () => {
  const mapping = { yz: { when: { path: 'pregnant', is: true }, then: 'weeks' } }
  expect(brief(check(mapping, { required: ['yz'] }))).toEqual(['error mapping_condition_gap /yz yz'])
  const present = { yz: { when: { path: 'weeks', present: true }, then: 'weeks' } }
  expect(brief(check(present, { required: ['yz'] }))).toEqual([])
  expect(brief(check({ yz: { ...mapping.yz, else: { const: 0 } } }, { required: ['yz'] }))).toEqual([])
})

test('one property calls for another', () => {
  const contract = { dependentRequired: { bz: ['hy'] } }
  expect(brief(check({ bz: 'note' }, contract))).toEqual(['error mapping_property_missing_when  hy'])
  expect(brief(check({ bz: 'note', hy: 'weeks' }, contract))).toEqual([])
  expect(
    brief(check({ bz: 'note' }, { $schema: 'http://json-schema.org/draft-07/schema#', dependencies: { bz: ['hy'] } })),
  ).toEqual(['error mapping_property_missing_when  hy'])
})

test('in the items of a list', () => {
  const item = {
    properties: { lx: text, qt: text },
    if: { properties: { lx: { const: 'B' } } },
    then: { required: ['qt'] },
  }
  const contract = { properties: { l: { type: 'array', items: item } } }
  const lx = { code: 'kind', to: { a: 'A', b: 'B' } }
  const list = (object: object) => ({ l: { each: 'people', item: { object } } })
  expect(brief(check(list({ lx }), contract))).toEqual(['error mapping_property_missing_when /l/item/object qt'])
  expect(brief(check(list({ lx, qt: 'left' }), contract))).toEqual([])
  const wrong = { lx, qt: { when: { path: 'kind', is: 'a' }, then: 'left' } }
  expect(brief(check(list(wrong), contract))).toEqual(['error mapping_condition_gap /l/item/object/qt qt'])
})

test('branches of the form beside branches of the contract', () => {
  const jg = {
    oneOf: [
      { properties: { lx: { const: 'A' }, yy: text }, required: ['lx', 'yy'] },
      { properties: { lx: { const: 'B' }, je: { type: 'number' } }, required: ['lx', 'je'] },
    ],
  }
  const both = {
    when: { path: 'result.kind', is: 'yes' },
    then: { object: { lx: { const: 'B' }, je: 'result.amount' } },
    else: { object: { lx: { const: 'A' }, yy: 'result.reason' } },
  }
  const mapping = { jg: { when: { path: 'result', present: true }, then: both } }
  expect(brief(check(mapping, { properties: { jg } }))).toEqual([])
  const crossed = { jg: { object: { lx: { code: 'result.kind', to: { no: 'A', yes: 'B' } }, yy: 'result.reason' } } }
  expect(brief(check(crossed, { properties: { jg } }))).toEqual(['error mapping_property_missing_when /jg/object je'])
})

test('who, where and when decide too', () => {
  const contract = { required: ['bz'] }
  const rule = { when: { path: '$task', is: 'spring' }, then: 'note' }
  const [found] = check({ bz: rule }, contract)
  expect(brief([found as Finding])).toEqual(['error mapping_condition_gap /bz bz'])
  expect(brief(check({ bz: rule }, contract, { path: '$task', is: 'spring' }))).toEqual([])
})

test('a property that no branch takes is refused always', () => {
  const closed = { type: 'object', properties: { bz: text }, additionalProperties: false }
  const contract = { properties: {}, allOf: [closed, { properties: { xb: text } }] }
  expect(brief(check({ bz: 'note', xb: XB }, contract))).toEqual(['error mapping_property_refused /xb xb'])
})

test('a guess about the branch is a warning, what nobody filled in nothing', () => {
  const anyOf = [
    { required: ['bz'], properties: { bz: { pattern: '^\\d+$' } } },
    { required: ['hy'], properties: { hy: { const: 1 } } },
  ]
  const found = brief(check({ bz: 'note' }, { anyOf }))
  expect(found.filter((line) => line.startsWith('error'))).toEqual([])
})

test('many deciding fields are tried in pairs, in bounded time', () => {
  const mapping = {
    a: { code: 'ethnicity', to: Object.fromEntries(codesOf('ethnicity').map((code) => [code, code])) },
    b: 'education',
    c: 'maritalStatus',
    d: 'politicalStatus',
    e: 'relationToHead',
    f: { when: { path: 'sex', is: '2' }, then: 'phone' },
  }
  const properties = Object.fromEntries('abcdef'.split('').map((name) => [name, {}]))
  const contract = defineContract({
    properties,
    anyOf: 'abcde'.split('').map((name) => ({ properties: { [name]: { const: '10' } } })),
    if: { properties: { b: { const: '20' }, c: { const: '20' } }, required: ['b', 'c'] },
    then: { required: ['f'] },
  })
  const found = checkMapping({ form: resident, mapping, contract })
  expect(brief(found)).toEqual(['error mapping_condition_gap /f f'])
})

const codesOf = (path: string): string[] =>
  Object.values(
    (resident.schema as unknown as z.ZodObject<Record<string, z.ZodOptional<z.ZodEnum>>>).shape[path]?.unwrap().enum ??
      {},
  ).map(String)
