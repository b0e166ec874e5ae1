/**
 * 住户: the people of one household and where they live. Known by the household number.
 *
 * The number, not the head's resident id, is the key: heads die, move and change while the household stays, and then
 * every system would see a new household and keep the old one. Villages without numbers give them out once
 * (`H0001` …). People are named by their number alone; a list of residents with 户编号 and 与户主关系 says the same, so members
 * are listed here or there, never twice.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { familyRelationCodes, householdTypeCodes } from './codes/index.ts'
import { address, isoDate, line, personNumber, phone, position, recordCode, yuan } from './fields/index.ts'
import { gridCell, houseReference, remark, village, villageGroup } from './fields/shared.ts'
import type { House } from './house.ts'
import type { Resident } from './resident.ts'
import { requiredWhen } from './rules/conditions.ts'

const member = z.strictObject({
  idNumber: describeField(personNumber, {
    title: { zh: '成员身份证号码', en: 'Member’s resident id' },
    aliases: ['身份证号', '身份证号码', '身份证', '公民身份号码', '证件号码', 'idCard', 'zjhm'],
    concept: 'person.idNumber',
  }),
  relation: describeField(codeSchema(familyRelationCodes), {
    title: { zh: '与户主关系', en: 'Relation to the head' },
    aliases: ['与户主的关系', '家庭关系', 'yhzgx', 'familyRel'],
    sensitivity: 'personal',
    example: '1',
    concept: 'household.relationToHead',
  }),
})

const schema = z
  .strictObject({
    householdNumber: describeField(recordCode(40), {
      title: { zh: '户编号', en: 'Household number' },
      aliases: ['户号', '家庭编号', '户主编号', '家庭id', 'hbh', 'hh', 'familyNumber'],
      sensitivity: 'personal',
      example: 'H0001',
      concept: 'household.number',
    }),
    headIdNumber: describeField(personNumber, {
      title: { zh: '户主身份证号码', en: 'Resident id of the head' },
      aliases: ['户主证件号码', '户主身份证号', '户主身份证', '户主公民身份号码', 'hzsfzh'],
      concept: 'household.headIdNumber',
    }),
    phone: describeField(phone, {
      title: { zh: '户联系电话', en: 'Household telephone' },
      aliases: ['家庭联系电话', '家庭电话', '联系电话', '户主电话', 'hlxdh', 'telephone'],
      example: '13900000001',
      concept: 'household.phone',
    }).optional(),
    address: describeField(address, {
      title: { zh: '家庭住址', en: 'Home address' },
      aliases: ['家庭地址', '现住址', '居住地址', '住址', 'jtzz', 'address'],
      concept: 'household.address',
    }).optional(),
    villageCode: village.optional(),
    group: villageGroup.optional(),
    grid: gridCell.optional(),
    houseCode: houseReference.optional(),
    size: describeField(z.int().min(1).max(99), {
      title: { zh: '家庭人口数', en: 'Household size' },
      aliases: ['家庭人口', '人数', '人口数', '户人数', 'rs', 'totalPerson'],
      sensitivity: 'personal',
      example: 3,
      concept: 'household.size',
    }).optional(),
    members: describeField(z.array(member).min(1).max(98), {
      title: { zh: '其他家庭成员', en: 'Other members' },
      aliases: ['家庭成员', '成员', '成员列表', 'familyMember'],
      sensitivity: 'personal',
      concept: null,
    }).optional(),
    householdType: describeField(codeSchema(householdTypeCodes), {
      title: { zh: '户类型', en: 'Household type' },
      aliases: ['户属性', 'hlx', 'familyType'],
      sensitivity: 'sensitive',
      example: 'ordinary',
      concept: 'household.type',
    }).optional(),
    annualIncome: describeField(yuan, {
      title: { zh: '家庭年收入', en: 'Household income in a year' },
      aliases: ['家庭收入', '家庭年总收入', '年收入'],
      sensitivity: 'sensitive',
      example: 36000,
      concept: 'household.income',
    }).optional(),
    perCapitaIncome: describeField(yuan, {
      title: { zh: '人均纯收入', en: 'Per-capita net income' },
      aliases: ['家庭人均纯收入', '人均收入', '人均可支配收入', 'rjcsr'],
      sensitivity: 'sensitive',
      example: 12000.5,
      concept: 'household.perCapitaIncome',
    }).optional(),
    isRelocated: describeField(z.boolean(), {
      title: { zh: '是否搬迁户', en: 'Was relocated' },
      aliases: ['是否易地搬迁户', '是否易地扶贫搬迁'],
      sensitivity: 'personal',
      example: false,
      concept: null,
    }).optional(),
    relocatedOn: describeField(isoDate, {
      title: { zh: '搬迁日期', en: 'Relocated on' },
      aliases: ['搬迁时间', '搬迁入住时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    relocationSite: describeField(line(100), {
      title: { zh: '搬迁安置点', en: 'Resettlement site' },
      aliases: ['安置区', '居住搬迁安置区', '安置点'],
      sensitivity: 'public',
      example: '示例安置区',
      concept: null,
    }).optional(),
    position: describeField(position, {
      title: { zh: '住房位置', en: 'Position of the house' },
      aliases: ['经纬度', '坐标', '定位', 'lnglat'],
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { headIdNumber, members = [], size, isRelocated } = payload.value
    for (const [at, { idNumber, relation }] of members.entries()) {
      if (idNumber === headIdNumber || relation === '0')
        payload.issues.push(
          breach(
            idNumber,
            ['members', at, 'idNumber'],
            '户主已在“户主身份证号码”中填写，这里只填其他成员',
            'The head is named above; only the other members belong here.',
          ),
        )
      if (members.findIndex((other) => other.idNumber === idNumber) < at)
        payload.issues.push(
          breach(idNumber, ['members', at, 'idNumber'], '这位成员填了两次', 'This member is listed twice.'),
        )
    }
    if (size !== undefined && size < members.length + 1)
      payload.issues.push(
        breach(
          size,
          ['size'],
          '家庭人口数少于已列出的人数',
          'The household size is smaller than the number of people listed.',
        ),
      )
    payload.issues.push(
      ...requiredWhen(
        isRelocated === true,
        payload.value,
        'relocatedOn',
        '是搬迁户的，请填写搬迁日期',
        'For a relocated household, please fill in when it moved.',
      ),
    )
  })

export interface Household extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface HouseholdReferents {
  readonly head: Resident
  readonly house: House
  readonly 'members.*.person': Resident
}

export const household: Form<Household, 'household', 'householdNumber', HouseholdReferents> = defineForm({
  name: 'household',
  title: { zh: '住户', en: 'Household' },
  version: 1,
  key: ['householdNumber'],
  references: {
    head: { key: 'headIdNumber', form: 'resident', mode: 'follow' },
    house: { key: 'houseCode', form: 'house', mode: 'follow' },
    'members.*.person': { key: 'members.*.idNumber', form: 'resident', mode: 'follow' },
  },
  schema,
})
