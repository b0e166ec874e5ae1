import { describe, expect, it } from 'vitest'
import { buildLexicons } from '../vocabulary/index.ts'
import { recogniseList } from './recognise.ts'

const lexicons = buildLexicons()

/** Concepts of fields written `name|label`, or `label` alone. */
function concepts(fields: readonly string[], title = ''): Record<string, string | null> {
  const listed = fields.map((field) => {
    const [name = '', label = ''] = field.split('|')
    return { name, label }
  })
  const found = recogniseList({ title, fields: listed }, lexicons)
  return Object.fromEntries(fields.map((field, index) => [field, found.fields[index]?.concept ?? null]))
}

describe('the holder decides', () => {
  it('户主, 监护人, 房东, 当事人, 责任人 are not the subject', () => {
    expect(
      concepts([
        '姓名',
        '户主姓名',
        '户主身份证号',
        '紧急联系人电话',
        '房东姓名',
        '当事人姓名',
        '责任人电话',
        '配偶姓名',
        '父亲电话',
      ]),
    ).toEqual({
      姓名: 'person.name',
      户主姓名: 'household.headName',
      户主身份证号: 'household.headIdNumber',
      紧急联系人电话: 'contact.phone',
      房东姓名: 'house.ownerName',
      当事人姓名: 'event.partyName',
      责任人电话: 'responsible.phone',
      配偶姓名: null,
      父亲电话: null,
    })
  })

  it('a column name says whose it is where the label does not', () => {
    expect(concepts(['姓名', 'ownerPhone|联系电话', 'spousePhone|联系电话', 'contactPhone|联系方式'])).toMatchObject({
      'ownerPhone|联系电话': 'house.ownerPhone',
      'spousePhone|联系电话': null,
      'contactPhone|联系方式': 'person.phone',
    })
  })

  it('a plain field after another person is that person’s, where the subject has had its own', () => {
    const found = concepts(['a|姓名', 'b|联系电话', 'c|监护人', 'd|联系电话', 'e|现住址'])
    expect(found).toMatchObject({
      'b|联系电话': 'person.phone',
      'd|联系电话': 'contact.phone',
      'e|现住址': 'household.address',
    })
  })
})

describe('what is not the fact itself has no concept', () => {
  it.each([
    ...[
      '创建人',
      '修改时间',
      '主键',
      '租户id',
      '参保时间',
      '开始享受低保时间',
      '务工地点',
      '是否有联系电话',
      '与监护人关系',
    ],
    ...['目前居住小区是否有确诊病例', '假期去过的省市', '户口登记日期', '民族类型', '审核人姓名', '序号'],
  ])('%s', (label) => {
    expect(concepts(['姓名', label])[label]).toBeNull()
  })

  it('填报, 登记, 建档 are the record’s own', () => {
    expect(concepts(['姓名', '填报人', '登记日期', '建档机构', '录入人员单位'])).toMatchObject({
      填报人: 'record.reporterName',
      登记日期: 'record.reportDate',
      建档机构: 'record.reporterOrg',
      录入人员单位: 'record.reporterOrg',
    })
  })
})

describe('what the list is about', () => {
  it.each([
    ['地址', ['姓名', '性别', '身份证号', '地址'], 'household.address'],
    ['地址', ['隐患名称', '隐患等级', '发现时间', '地址'], 'event.place'],
    ['地址', ['房屋编号', '房屋类型', '房主姓名', '地址'], 'house.address'],
    ['联系电话', ['户主姓名', '家庭人口数', '联系电话'], 'household.phone'],
    ['身份证号', ['户主姓名', '身份证号', '家庭人口数'], 'household.headIdNumber'],
    ['名称', ['隐患编号', '名称', '发现时间'], 'event.title'],
    ['名称', ['姓名', '性别', '名称'], null],
    ['dangerType|类型', ['dangerType|类型', 'dangerName|名称'], 'event.type'],
    ['联系电话', ['联系电话', '成立时间'], null],
    ['风险类型', ['户主姓名', '家庭人口数', '风险类型'], null],
    ['单位', ['户主姓名', '家庭人口数', '单位'], null],
    ['单位', ['姓名', '性别', '单位'], 'person.employer'],
  ])('%s in %j is %s', (label, fields, concept) => {
    expect(concepts(fields)[label]).toBe(concept)
  })
})

describe('names without labels', () => {
  it.each([
    ...(['xm', 'SFZH', 'hjdz', 'lxdh', 'csrq', 'yhzgx', 'AAC003', 'dateOfBirth', 'ID_CARD_NO', 'ethnicGroup'] as const),
  ])('%s is known', (name) => {
    expect(concepts([name, 'xb|性别', 'x|民族'])[name]).not.toBeNull()
  })

  it('a prefix that most names have says nothing', () => {
    expect(concepts(['RK_XM', 'RK_XB', 'RK_CSRQ', 'RK_HZXM'])).toEqual({
      RK_XM: 'person.name',
      RK_XB: 'person.gender',
      RK_CSRQ: 'person.birthDate',
      RK_HZXM: 'household.headName',
    })
  })

  it.each(['foo', 'villAGE2X', 'message', 'imageage', 's1', 'tenantId'])('%s is not guessed at', (name) => {
    expect(concepts([name, 'xm|姓名'])[name]).toBeNull()
  })
})

it.each([
  ['性别1男0女', 'person.gender'],
  ['政治面貌code: 01 中共党员', 'person.politicalStatus'],
  ['(户籍)详址', 'person.domicileAddress'],
  ['工作单位/服务处所', 'person.employer'],
  ['联系人1电话', 'contact.phone'],
  ['姓名/电话', null],
])('%s is read without what isn’t its name', (label, concept) => {
  expect(concepts(['姓名', label])[label]).toBe(concept)
})

it('a label that is not understood is not overruled by the name alone', () => {
  expect(concepts(['title|职级', 'xm|姓名', 'education|受教育年限情况'])).toMatchObject({ 'title|职级': null })
})

it('says the same every time', () => {
  const list = { title: '居民', fields: ['姓名', '电话', '现住址'].map((name) => ({ name, label: '' })) }
  expect(recogniseList(list, lexicons)).toEqual(recogniseList(list, buildLexicons()))
})
