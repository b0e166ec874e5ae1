/**
 * 住户: the people of one household and where they live. Known by the household number.
 *
 * The number, not the head's resident id, is the key: heads die, move and change while the household stays, and then
 * every system would see a new household and keep the old one. Villages without numbers give them out once
 * (`H0001` …); the head is the member whose relation is 0.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { familyRelationCodes, sexCodes } from './codes/index.ts'
import {
  address,
  isoDate,
  line,
  paragraph,
  personName,
  phone,
  position,
  residentId,
  villageCode,
} from './fields/index.ts'
import { contradictions } from './rules/id-agrees.ts'

const member = z
  .strictObject({
    name: describeField(personName, {
      title: { zh: '姓名', en: 'Name' },
      aliases: ['成员姓名', 'xm'],
      example: '赵小测',
      concept: 'person.name',
    }),
    relation: describeField(codeSchema(familyRelationCodes), {
      title: { zh: '与户主关系', en: 'Relation to the head' },
      aliases: ['与户主的关系', '家庭关系', 'yhzgx', 'familyRel'],
      sensitivity: 'personal',
      example: '0',
      concept: 'household.relationToHead',
    }),
    idNumber: describeField(residentId, {
      title: { zh: '公民身份号码', en: 'Resident id' },
      aliases: ['身份证号', '身份证号码', '身份证', '证件号码', 'idCard', 'zjhm'],
      example: '509999199001010015',
      concept: 'person.idNumber',
    }).optional(),
    sex: describeField(codeSchema(sexCodes), {
      title: { zh: '性别', en: 'Sex' },
      aliases: ['xb', 'gender'],
      sensitivity: 'personal',
      example: '1',
      concept: 'person.gender',
    }).optional(),
    birthDate: describeField(isoDate, {
      title: { zh: '出生日期', en: 'Date of birth' },
      aliases: ['csrq', 'birthday'],
      sensitivity: 'personal',
      example: '1990-01-01',
      notFuture: true,
      concept: 'person.birthDate',
    }).optional(),
    phone: describeField(phone, {
      title: { zh: '联系电话', en: 'Telephone' },
      aliases: ['手机号码', '人联系电话', 'rlxdh'],
      example: '13900000001',
      concept: 'person.phone',
    }).optional(),
  })
  .check((payload) => {
    payload.issues.push(...contradictions(payload.value, []))
  })

const schema = z
  .strictObject({
    householdNumber: describeField(line(40), {
      title: { zh: '户编号', en: 'Household number' },
      aliases: ['户号', '家庭编号', '户主编号', '家庭id', 'hbh', 'hh', 'familyNumber'],
      sensitivity: 'personal',
      example: 'H0001',
      concept: 'household.number',
    }),
    headName: describeField(personName, {
      title: { zh: '户主姓名', en: 'Name of the head' },
      aliases: ['户主', 'hzxm'],
      example: '赵小测',
      concept: 'household.headName',
    }),
    headIdNumber: describeField(residentId, {
      title: { zh: '户主身份证号码', en: 'Resident id of the head' },
      aliases: ['户主证件号码', '户主身份证号', '户主身份证', '户主公民身份号码', 'hzsfzh'],
      example: '509999199001010015',
      concept: 'household.headIdNumber',
    }).optional(),
    phone: describeField(phone, {
      title: { zh: '户联系电话', en: 'Household telephone' },
      aliases: ['家庭联系电话', '家庭电话', '联系电话', '户主电话', 'hlxdh', 'telephone'],
      example: '13900000001',
      concept: 'household.phone',
    }).optional(),
    address: describeField(address, {
      title: { zh: '家庭住址', en: 'Home address' },
      aliases: ['家庭地址', '现住址', '居住地址', '住址', 'jtzz', 'address'],
      example: '示例市示例区示例路1号',
      concept: 'household.address',
    }).optional(),
    villageCode: describeField(villageCode, {
      title: { zh: '所属村（社区）代码', en: 'Village code' },
      aliases: ['村代码', '社区代码', '行政村代码', '区划代码', 'orgCode', 'communityCode'],
      example: '509999001001',
      concept: 'region.village',
    }).optional(),
    group: describeField(line(50), {
      title: { zh: '村民小组', en: 'Village group' },
      aliases: ['组', '自然村', '自然村屯', '自然屯', '小组', 'zrc'],
      sensitivity: 'public',
      example: '1组',
      concept: 'region.group',
    }).optional(),
    grid: describeField(line(50), {
      title: { zh: '所属网格', en: 'Grid cell' },
      aliases: ['网格', '归属网格', '网格名称', 'gridName'],
      sensitivity: 'public',
      example: '第一网格',
      concept: 'region.grid',
    }).optional(),
    size: describeField(z.int().min(1).max(99), {
      title: { zh: '家庭人口数', en: 'Household size' },
      aliases: ['家庭人口', '人数', '人口数', '户人数', 'rs', 'totalPerson'],
      sensitivity: 'personal',
      example: 3,
      concept: 'household.size',
    }).optional(),
    householdType: describeField(line(50), {
      title: { zh: '户类型', en: 'Household type' },
      aliases: ['户属性', 'hlx', 'familyType'],
      sensitivity: 'sensitive',
      example: '一般户',
      concept: 'household.type',
    }).optional(),
    // Yuan with two decimals at most: 0.1 + 0.2 must not travel to an upstream as 0.30000000000000004.
    perCapitaIncome: describeField(z.number().min(0).max(100_000_000).refine(isCents), {
      title: { zh: '人均纯收入', en: 'Per-capita net income' },
      hint: { zh: '以元为单位的金额，最多两位小数', en: 'an amount in yuan with at most two decimals' },
      aliases: ['家庭人均纯收入', '人均收入', '人均可支配收入', 'rjcsr'],
      sensitivity: 'sensitive',
      example: 12000.5,
      concept: 'household.perCapitaIncome',
    }).optional(),
    position: describeField(position, {
      title: { zh: '住房位置', en: 'Position of the house' },
      aliases: ['经纬度', '坐标', 'lnglat'],
    }).optional(),
    members: describeField(z.array(member).min(1).max(99), {
      title: { zh: '家庭成员', en: 'Household members' },
      aliases: ['成员', '成员列表', 'familyMember'],
      sensitivity: 'personal',
    }).optional(),
    remark: describeField(paragraph(500), {
      title: { zh: '备注', en: 'Remark' },
      aliases: ['说明', 'bz', 'remarks'],
      sensitivity: 'personal',
      example: '无',
      concept: 'record.remark',
    }).optional(),
  })
  .check((payload) => {
    const heads = payload.value.members?.filter(({ relation }) => relation === '0').length ?? 1
    if (heads === 1) return
    const zh = heads === 0 ? '家庭成员里没有户主' : '家庭成员里有不止一位户主'
    const en =
      heads === 0 ? 'No member is the head of the household.' : 'More than one member is the head of the household.'
    payload.issues.push(breach(heads, ['members'], zh, en))
  })

function isCents(amount: number): boolean {
  return Number(amount.toFixed(2)) === amount
}

export interface Household extends z.output<typeof schema> {}

export const household: Form<Household, 'household', 'householdNumber'> = defineForm({
  name: 'household',
  title: { zh: '住户', en: 'Household' },
  version: 1,
  key: ['householdNumber'],
  schema,
})
