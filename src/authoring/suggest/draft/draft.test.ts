/** Drafts are held against what they are for: the mapping compiles against the drafted contract and the form. */
import { describe, expect, it } from 'vitest'
import { household, resident, visit } from '../../../../schemas/index.ts'
import { defineContract } from '../../../contract/index.ts'
import { fieldsOf } from '../../../form/index.ts'
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
  pathOf: (heading: string) =>
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
    const { $doubtful } = files.get('upstreams/civil/mapping.json') as { $doubtful: Record<string, string> }
    expect(Object.keys($doubtful)).toEqual(['/xb'])
    expect($doubtful['/xb']).toContain('未说明的性别')
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
