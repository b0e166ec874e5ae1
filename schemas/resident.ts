/**
 * 居民: one person who lives in, or is registered in, the place. Known by the number of the resident id; somebody without
 * one by another document's, with its kind.
 *
 * Other forms name people by this number and ask nothing about them again. What the household says (address, village,
 * grid) is asked here only of people whose own differs. Sensitive categories of people (社区矫正, 信访 …) are left out on
 * purpose: docs/forms.md says which and why.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import {
  educationCodes,
  ethnicGroupCodes,
  familyRelationCodes,
  healthStatusCodes,
  idTypeCodes,
  labourCapabilityCodes,
  maritalStatusCodes,
  politicalStatusCodes,
  sexCodes,
} from './codes/index.ts'
import {
  address,
  bankAccount,
  divisionCode,
  documentFaults,
  isoDate,
  line,
  personName,
  personNumber,
  phone,
} from './fields/index.ts'
import { gridCell, householdReference, remark, village } from './fields/shared.ts'
import type { Household } from './household.ts'
import { notBefore } from './rules/conditions.ts'
import { contradictions } from './rules/id-agrees.ts'

const schema = z
  .strictObject({
    idNumber: describeField(personNumber, {
      title: { zh: '公民身份号码', en: 'Resident id' },
      aliases: [
        '身份证号',
        '身份证号码',
        '身份证',
        '证件号码',
        '居民身份证号码',
        '公民身份证号码',
        'idCard',
        'zjhm',
        'sfzh',
        'gmsfhm',
      ],
      concept: 'person.idNumber',
    }),
    name: describeField(personName, {
      title: { zh: '姓名', en: 'Name' },
      aliases: ['人员姓名', '居民姓名', '成员姓名', 'xm'],
      example: '赵小测',
      concept: 'person.name',
    }),
    sex: describeField(codeSchema(sexCodes), {
      title: { zh: '性别', en: 'Sex' },
      aliases: ['xb', 'gender'],
      sensitivity: 'personal',
      example: '1',
      concept: 'person.gender',
    }).optional(),
    birthDate: describeField(isoDate, {
      title: { zh: '出生日期', en: 'Date of birth' },
      aliases: ['出生年月日', '生日', 'csrq', 'birthday'],
      sensitivity: 'personal',
      example: '1990-01-01',
      notFuture: true,
      concept: 'person.birthDate',
    }).optional(),
    idType: describeField(codeSchema(idTypeCodes), {
      title: { zh: '证件类型', en: 'Kind of document' },
      aliases: ['证件种类', '证件类别', '身份证件类型', 'zjlx'],
      sensitivity: 'personal',
      example: '01',
      concept: 'person.idType',
    }).optional(),
    formerName: describeField(personName, {
      title: { zh: '曾用名', en: 'Former name' },
      aliases: ['曾用姓名', 'cym'],
      example: '赵大测',
      concept: 'person.formerName',
    }).optional(),
    ethnicity: describeField(codeSchema(ethnicGroupCodes), {
      title: { zh: '民族', en: 'Ethnic group' },
      aliases: ['mz', 'nation'],
      sensitivity: 'sensitive',
      example: '01',
      concept: 'person.ethnicity',
    }).optional(),
    phone: describeField(phone, {
      title: { zh: '联系电话', en: 'Telephone' },
      aliases: ['手机', '手机号', '手机号码', '电话', '联系方式', '本人电话', '人联系电话', 'lxdh', 'telephone'],
      example: '13900000001',
      concept: 'person.phone',
    }).optional(),
    maritalStatus: describeField(codeSchema(maritalStatusCodes), {
      title: { zh: '婚姻状况', en: 'Marital status' },
      aliases: ['婚姻', '婚否', 'hyzk', 'marriage'],
      sensitivity: 'personal',
      example: '20',
      concept: 'person.maritalStatus',
    }).optional(),
    education: describeField(codeSchema(educationCodes), {
      title: { zh: '文化程度', en: 'Education' },
      aliases: ['学历', '受教育程度', '最高学历', 'whcd', 'xl'],
      sensitivity: 'personal',
      example: '70',
      concept: 'person.education',
    }).optional(),
    studentStatus: describeField(line(30), {
      title: { zh: '在校生状况', en: 'School enrolment' },
      aliases: ['在校生情况', '是否在校', '就读情况'],
      sensitivity: 'personal',
      example: '在读',
      concept: 'person.studentStatus',
    }).optional(),
    politicalStatus: describeField(codeSchema(politicalStatusCodes), {
      title: { zh: '政治面貌', en: 'Political status' },
      aliases: ['zzmm'],
      sensitivity: 'personal',
      example: '13',
      concept: 'person.politicalStatus',
    }).optional(),
    healthStatus: describeField(codeSchema(healthStatusCodes), {
      title: { zh: '健康状况', en: 'Health' },
      aliases: ['身体状况', '健康情况', 'jkzk', 'health'],
      sensitivity: 'sensitive',
      example: '1',
      concept: 'person.healthStatus',
    }).optional(),
    occupation: describeField(line(50), {
      title: { zh: '职业', en: 'Occupation' },
      aliases: ['从事职业', '工种', 'zy'],
      sensitivity: 'personal',
      example: '教师',
      concept: 'person.occupation',
    }).optional(),
    employer: describeField(line(100), {
      title: { zh: '工作单位', en: 'Employer or school' },
      aliases: ['服务处所', '务工单位', '工作单位或就读学校', 'gzdw'],
      sensitivity: 'personal',
      example: '示例小学',
      concept: 'person.employer',
    }).optional(),
    labourCapability: describeField(codeSchema(labourCapabilityCodes), {
      title: { zh: '劳动能力', en: 'Labour capability' },
      aliases: ['劳动技能', '劳动力状况'],
      sensitivity: 'personal',
      example: 'ordinary',
      concept: 'person.laborSkill',
    }).optional(),
    householdNumber: householdReference.optional(),
    relationToHead: describeField(codeSchema(familyRelationCodes), {
      title: { zh: '与户主关系', en: 'Relation to the head' },
      aliases: ['与户主的关系', '家庭关系', 'yhzgx', 'relationship'],
      sensitivity: 'personal',
      example: '0',
      concept: 'household.relationToHead',
    }).optional(),
    domicileAddress: describeField(address, {
      title: { zh: '户籍地址', en: 'Registered address' },
      aliases: ['户籍地', '户口所在地', '户籍所在地', 'hjdz', 'hkszd', 'domicile'],
      example: '示例县示例乡示例村1组',
      concept: 'person.domicileAddress',
    }).optional(),
    domicileDivision: describeField(divisionCode, {
      title: { zh: '户籍地区划代码', en: 'Registered division' },
      aliases: ['户籍地行政区划', '户籍区划', 'hjdqh'],
      example: '509999',
      concept: 'person.domicileRegion',
    }).optional(),
    address: describeField(address, {
      title: { zh: '现住址', en: 'Current address' },
      aliases: ['家庭住址', '家庭地址', '居住地址', '现居住地', '住址', '地址', 'xzz', 'jtzz'],
      concept: 'household.address',
    }).optional(),
    villageCode: village.optional(),
    grid: gridCell.optional(),
    isLowIncome: describeField(z.boolean(), {
      title: { zh: '是否低保', en: 'Receives minimum living allowance' },
      aliases: ['低保', '是否低保对象', '是否享受低保', '是否享受城乡居民最低生活保障', 'sfdb'],
      sensitivity: 'sensitive',
      example: false,
      concept: 'welfare.isLowIncome',
    }).optional(),
    medicalInsurance: describeField(z.boolean(), {
      title: { zh: '是否参加基本医疗保险', en: 'Has basic medical insurance' },
      aliases: ['医疗保险', '基本医疗保险', '医保', '是否参保', '是否参加城乡居民基本医疗保险'],
      sensitivity: 'personal',
      example: true,
      concept: 'person.medicalInsurance',
    }).optional(),
    pensionInsurance: describeField(z.boolean(), {
      title: { zh: '是否参加基本养老保险', en: 'Has basic pension insurance' },
      aliases: ['养老保险', '基本养老保险', '是否参加城乡居民基本养老保险'],
      sensitivity: 'personal',
      example: true,
      concept: 'person.pensionInsurance',
    }).optional(),
    bankAccount: describeField(bankAccount, {
      title: { zh: '银行账号', en: 'Bank account' },
      aliases: ['银行卡号', '一卡通账号', '社保卡银行账号', '开户账号', 'yhkh'],
      concept: 'person.bankAccount',
    }).optional(),
    contactName: describeField(personName, {
      title: { zh: '紧急联系人', en: 'Emergency contact' },
      aliases: ['联系人', '紧急联系人姓名', 'emergencyContact'],
      example: '钱大测',
      concept: 'contact.name',
    }).optional(),
    contactPhone: describeField(phone, {
      title: { zh: '紧急联系电话', en: 'Emergency contact’s telephone' },
      aliases: ['紧急联系人电话', '联系人电话', 'emergencyPhone'],
      example: '13900000002',
      concept: 'contact.phone',
    }).optional(),
    movedOutOn: describeField(isoDate, {
      title: { zh: '迁出日期', en: 'Moved out on' },
      aliases: ['迁出时间', '户口迁出日期'],
      sensitivity: 'personal',
      example: '2024-03-05',
      notFuture: true,
      concept: 'residence.moveOutDate',
    }).optional(),
    diedOn: describeField(isoDate, {
      title: { zh: '死亡日期', en: 'Died on' },
      aliases: ['死亡时间', '去世日期'],
      sensitivity: 'personal',
      example: '2024-03-05',
      notFuture: true,
      concept: 'person.deathDate',
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { idType, idNumber } = payload.value
    payload.issues.push(
      ...contradictions(payload.value, []),
      ...documentFaults(idType, idNumber, ['idNumber']),
      ...notBefore(
        payload.value,
        'diedOn',
        'birthDate',
        '死亡日期不能早于出生日期',
        'The date of death must not be before the date of birth.',
      ),
    )
  })

export interface Resident extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface ResidentReferents {
  readonly household: Household
}

export const resident: Form<Resident, 'resident', 'idNumber', ResidentReferents> = defineForm({
  name: 'resident',
  title: { zh: '居民', en: 'Resident' },
  version: 1,
  key: ['idNumber'],
  references: {
    household: { key: 'householdNumber', form: 'household', mode: 'follow' },
  },
  schema,
})
