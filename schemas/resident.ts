/**
 * 居民: one person who lives in, or is registered in, the place. Known by the resident id.
 *
 * Fields that at least four of the lists collected from villages and communities ask for, plus what those lists need to
 * find the person's household and place. Sensitive categories of people (社区矫正, 信访 …) are left out on purpose.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import {
  educationCodes,
  ethnicGroupCodes,
  familyRelationCodes,
  maritalStatusCodes,
  politicalStatusCodes,
  sexCodes,
} from './codes/index.ts'
import { address, isoDate, line, paragraph, personName, phone, residentId, villageCode } from './fields/index.ts'
import { contradictions } from './rules/id-agrees.ts'

const schema = z
  .strictObject({
    idNumber: describeField(residentId, {
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
      example: '509999199001010015',
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
    politicalStatus: describeField(codeSchema(politicalStatusCodes), {
      title: { zh: '政治面貌', en: 'Political status' },
      aliases: ['zzmm'],
      sensitivity: 'personal',
      example: '13',
      concept: 'person.politicalStatus',
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
    householdNumber: describeField(line(40), {
      title: { zh: '户编号', en: 'Household number' },
      aliases: ['户号', '家庭编号', '户主编号', 'hbh', 'hh', 'familyNumber'],
      sensitivity: 'personal',
      example: 'H0001',
      concept: 'household.number',
    }).optional(),
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
    address: describeField(address, {
      title: { zh: '现住址', en: 'Current address' },
      aliases: ['家庭住址', '家庭地址', '居住地址', '现居住地', '住址', '地址', 'xzz', 'jtzz'],
      example: '示例市示例区示例路1号',
      concept: 'household.address',
    }).optional(),
    villageCode: describeField(villageCode, {
      title: { zh: '所属村（社区）代码', en: 'Village code' },
      aliases: ['村代码', '社区代码', '行政村代码', '行政区划代码', '区划代码', 'communityCode', 'xzcdm'],
      example: '509999001001',
      concept: 'region.village',
    }).optional(),
    grid: describeField(line(50), {
      title: { zh: '所属网格', en: 'Grid cell' },
      aliases: ['网格', '归属网格', '网格名称', '网格编号', 'gridName', 'gridCode'],
      sensitivity: 'public',
      example: '第一网格',
      concept: 'region.grid',
    }).optional(),
    isLowIncome: describeField(z.boolean(), {
      title: { zh: '是否低保', en: 'Receives minimum living allowance' },
      aliases: ['低保', '是否低保对象', '是否享受低保', '是否享受城乡居民最低生活保障', 'sfdb'],
      sensitivity: 'sensitive',
      example: false,
      concept: 'welfare.isLowIncome',
    }).optional(),
    contactName: describeField(personName, {
      title: { zh: '紧急联系人', en: 'Emergency contact' },
      aliases: ['联系人', '紧急联系人姓名', '监护人', 'emergencyContact'],
      example: '钱大测',
      concept: 'contact.name',
    }).optional(),
    contactPhone: describeField(phone, {
      title: { zh: '紧急联系电话', en: 'Emergency contact’s telephone' },
      aliases: ['紧急联系人电话', '联系人电话', '监护人电话', 'emergencyPhone'],
      example: '13900000002',
      concept: 'contact.phone',
    }).optional(),
    remark: describeField(paragraph(500), {
      title: { zh: '备注', en: 'Remark' },
      aliases: ['说明', '其他备注信息', 'bz', 'remarks'],
      sensitivity: 'personal',
      example: '无',
      concept: 'record.remark',
    }).optional(),
  })
  .check((payload) => {
    payload.issues.push(...contradictions(payload.value, []))
  })

export interface Resident extends z.output<typeof schema> {}

export const resident: Form<Resident, 'resident', 'idNumber'> = defineForm({
  name: 'resident',
  title: { zh: '居民', en: 'Resident' },
  version: 1,
  key: ['idNumber'],
  schema,
})
