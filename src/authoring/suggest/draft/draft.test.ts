/** Drafts are held against what they are for: the mapping compiles against the drafted contract and the form. */
import { describe, expect, it } from 'vitest'
import { household, resident, visit } from '../../../../schemas/index.ts'
import type { Text } from '../../../base/text.ts'
import { defineContract } from '../../../contract/index.ts'
import { type Form, fieldsOf } from '../../../form/index.ts'
import { compileMapping, type MappingData } from '../../../mapping/index.ts'
import type { ContractList } from '../read/read.ts'
import { sayReason } from '../reasons.ts'
import { suggest } from '../suggest.ts'
import { draft } from './draft.ts'

const forms = [resident, household, visit]
const options = {
  name: 'civil',
  outFolder: 'out/civil',
  year: 2026,
  toLetters: (text: string) => text,
  pathOf: (_form: Form, heading: string) =>
    fieldsOf(resident).find(({ meta }) => [meta.title.zh, ...(meta.aliases ?? [])].includes(heading))?.path,
  sayReason: ({ reason }: { reason: Parameters<typeof sayReason>[0] }) => sayReason(reason),
}
const drafted = async (list: ContractList) => draft(list, await suggest(list, forms), options)
const mappingOf = (files: ReadonlyMap<string, unknown>): MappingData => {
  const { $schema: _s, $doubtful: _d, ...rules } = files.get('upstreams/civil/mapping.json') as Record<string, unknown>
  return rules
}

describe('of a list', () => {
  const list: ContractList = {
    kind: 'list',
    title: '居民登记',
    fields: [
      { name: 'xm', label: '姓名', type: 'string', maxLength: 50, required: true },
      { name: 'sfzh', label: '身份证号', type: 'string', maxLength: 18, required: true },
      {
        name: 'xb',
        label: '性别',
        type: 'string',
        codes: [
          { code: '1', title: '男' },
          { code: '2', title: '女' },
          { code: '9', title: '未知' },
        ],
      },
      { name: 'csrq', label: '出生日期', type: 'date', format: 'yyyymmdd' },
      {
        name: 'sfdb',
        label: '是否低保',
        type: 'integer',
        codes: [
          { code: '0', title: '否' },
          { code: '1', title: '是' },
        ],
      },
      {
        name: 'yszk',
        label: '饮水状况',
        type: 'string',
        codes: [
          { code: '1', title: '自来水' },
          { code: '2', title: '井水' },
        ],
      },
      { name: 'cjsj', label: '创建时间', type: 'datetime' },
    ],
  }

  it('maps a record into the drafted contract', async () => {
    const { files } = await drafted(list)
    const schema = files.get('upstreams/civil/contract.schema.json') as object
    const { yszk: _own, ...rules } = mappingOf(files)
    const compiled = compileMapping({ form: resident, mapping: rules, contract: defineContract(schema) })
    const record = {
      name: '赵小测',
      idNumber: '509999199001010015',
      sex: '2',
      birthDate: '1990-01-01',
      isLowIncome: true,
    }
    expect(compiled.toPayload(record).payload).toEqual({
      xm: '赵小测',
      sfzh: '509999199001010015',
      xb: '2',
      csrq: '19900101',
      sfdb: 1,
    })
  })

  it('puts what no form has into an extension, the upstream’s own columns aside', async () => {
    const { files, extension } = await drafted(list)
    expect(extension.map(({ name }) => name)).toEqual(['yszk'])
    expect(files.get('forms/resident/form.json')).toMatchObject({
      extends: 'resident',
      fields: { yszk: { title: { zh: '饮水状况', en: 'yszk' }, codes: 'civil-yszk' } },
    })
    expect(files.get('forms/codes/civil-yszk.json')).toMatchObject({
      codes: [
        { code: '1', zh: '自来水' },
        { code: '2', zh: '井水' },
      ],
    })
    expect(mappingOf(files).yszk).toBe('yszk')
    expect(mappingOf(files).cjsj).toBeUndefined()
  })

  it('marks what a person should look at', async () => {
    const { files } = await drafted(list)
    const { $doubtful } = files.get('upstreams/civil/mapping.json') as { $doubtful: Record<string, Text> }
    expect(Object.keys($doubtful)).toEqual(['/xb'])
    expect($doubtful['/xb']).toEqual({
      zh: expect.stringContaining('其他”：未说明的性别'),
      en: expect.not.stringMatching(/未说明/),
    })
  })
})

describe('of a list whose words are the form’s and whose codes aren’t', () => {
  const codes = (...pairs: readonly string[]) =>
    pairs.map((pair) => ({ code: pair.split(' ')[0] ?? '', title: pair.split(' ')[1] ?? '' }))
  const list = (...more: ContractList['fields'][number][]): ContractList => ({
    kind: 'list',
    title: '人员登记',
    fields: [
      { name: 'xm', label: '姓名', type: 'string', required: true },
      { name: 'sfzh', label: '登记对象证件号', type: 'string', required: true },
      ...more,
    ],
  })
  const one = async (...more: ContractList['fields'][number][]) => {
    const { files } = await drafted(list(...more))
    const { $doubtful = {}, ...rules } = files.get('upstreams/civil/mapping.json') as Record<string, unknown>
    return { rules, $doubtful, form: files.get('forms/resident/form.json') as Record<string, object>, files }
  }

  it('makes a field of its own, to be looked at', async () => {
    const jkzk = { name: 'jkzk', label: '健康状况', type: 'string', codes: codes('A 绿码', 'B 红码') } as const
    const { rules, $doubtful, form } = await one(jkzk)
    expect(rules.jkzk).toBe('healthStatus2')
    expect(form.fields).toMatchObject({ healthStatus2: { title: { zh: '人员登记·健康状况' }, aliases: ['jkzk'] } })
    expect($doubtful).toEqual({
      '/jkzk': {
        zh: expect.stringContaining('另设了一个字段'),
        en: expect.stringContaining('a field of its own'),
      },
    })
  })

  it('does so where most of them have no partner', async () => {
    const wx = { name: 'hyzk', label: '婚姻状况', type: 'string', codes: codes('1 未婚', '2 热恋', '3 订婚') } as const
    expect((await one(wx)).rules.hyzk).toBe('maritalStatus2')
    const half = { ...wx, codes: codes('1 未婚', '2 离异', '3 订婚', '9 其他') } as const
    expect((await one(half)).rules.hyzk).toMatchObject({ code: 'maritalStatus' })
  })

  it('does so for a yes or no that has more to say, and for a place’s name where the form has its code', async () => {
    const sfdb = { name: 'sfdb', label: '是否低保', type: 'string', codes: codes('1 城市', '2 农村') } as const
    const szc = { name: 'szc', label: '所在村', type: 'string' } as const
    const { rules } = await one(sfdb, szc)
    expect(rules).toMatchObject({ sfdb: 'isLowIncome2', szc: 'village' })
    expect((await one({ ...szc, label: '所在村代码' })).rules.szc).toBe('villageCode')
  })

  it('does so where codes are asked for and the form has words of our own, or longer codes', async () => {
    const ldjn = { name: 'ldjn', label: '劳动能力', type: 'string', maxLength: 1 } as const
    const hyzk = { name: 'hyzk', label: '婚姻状况', type: 'string', maxLength: 1 } as const
    const { rules } = await one(ldjn, hyzk)
    expect(rules).toMatchObject({ ldjn: 'laborSkill', hyzk: 'maritalStatus2' })
    expect((await one({ ...hyzk, maxLength: 2 })).rules.hyzk).toBe('maritalStatus')
  })

  it('keeps a guardian apart from whom to call', async () => {
    const { rules, form } = await one({ name: 'jhr', label: '监护人姓名', type: 'string', maxLength: 20 })
    expect(rules.jhr).toBe('jhr')
    expect(form.fields).toMatchObject({ jhr: { title: { zh: '监护人姓名' }, rule: 'line' } })
  })

  it('names a list’s codes apart', async () => {
    const zt = { name: 'zt', label: '饮水', type: 'integer', codes: codes('1 其他', '2 其他', '3 井水') } as const
    const { rules, files } = await one(zt)
    expect(rules.zt).toEqual({ code: 'zt', to: { '1': 1, '2': 2, '3': 3 } })
    expect(files.get('forms/codes/civil-zt.json')).toMatchObject({
      codes: [
        { code: '1', zh: '其他' },
        { code: '2', zh: '其他（2）' },
        { code: '3', zh: '井水' },
      ],
    })
  })

  it('teaches the form a name that only one column has', async () => {
    expect((await one()).form).toMatchObject({ extends: 'resident', aliases: { idNumber: ['登记对象证件号'] } })
    const twice = await one(
      { name: 'xb', label: '性别名称', type: 'string' },
      { name: 'xbdm', label: '性别代号', type: 'string' },
    )
    expect(twice.form.aliases).toEqual({ idNumber: ['登记对象证件号'] })
  })
})

it('of a nested schema keeps the schema and its shape', async () => {
  const schema = {
    type: 'object',
    required: ['hh'],
    properties: {
      hh: { type: 'string', title: '户编号' },
      hz: { type: 'object', properties: { sfzh: { type: 'string', title: '户主身份证号码' } } },
      cy: {
        type: 'array',
        title: '家庭成员',
        items: {
          type: 'object',
          properties: {
            sfzh: { type: 'string', title: '身份证号码' },
            gx: { type: 'string', title: '与户主关系代码' },
          },
        },
      },
    },
  }
  const fields = [
    { name: 'hh', label: '户编号', type: 'string', required: true },
    { name: 'hz.sfzh', label: '户主身份证号码', type: 'string' },
    { name: 'cy.*.sfzh', label: '身份证号码', type: 'string' },
    { name: 'cy.*.gx', label: '与户主关系代码', type: 'string' },
  ] as const
  const list: ContractList = { kind: 'schema', title: '住户', fields, schema }
  const { files } = await drafted(list)
  expect(mappingOf(files)).toEqual({
    hh: 'householdNumber',
    hz: { object: { sfzh: 'headIdNumber' } },
    cy: { each: 'members', item: { object: { sfzh: 'idNumber', gx: 'relation' } } },
  })
  expect(files.get('upstreams/civil/contract.schema.json')).toBe(schema)
  compileMapping({ form: household, mapping: mappingOf(files), contract: defineContract(schema) })
  expect(files.get('upstreams/civil/upstream.json')).toMatchObject({
    form: 'household',
    adapter: { settings: { format: 'jsonl' } },
  })
})
