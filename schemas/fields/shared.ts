/** Fields that many forms ask in the same words, and references to the records of other forms. */
import { describeField } from '../../src/form/index.ts'
import { personNumber } from './identity.ts'
import { recordCode } from './number-text.ts'
import { personName, phone } from './person.ts'
import { villageCode } from './place.ts'
import { line, paragraph } from './text.ts'

/** The resident whom a record is about, by number alone. */
export const residentReference = describeField(personNumber, {
  title: { zh: '居民身份证号码', en: 'Resident id' },
  aliases: ['身份证号', '身份证号码', '身份证', '公民身份号码', '证件号码', '居民身份证号码', 'sfzh', 'zjhm', 'idCard'],
  concept: 'person.idNumber',
})

/** The household that a record is about, or that somebody belongs to. */
export const householdReference = describeField(recordCode(40), {
  title: { zh: '户编号', en: 'Household number' },
  aliases: ['户号', '家庭编号', '户主编号', '家庭id', 'hbh', 'hh', 'familyNumber'],
  sensitivity: 'personal',
  example: 'H0001',
  concept: 'household.number',
})

export const houseReference = describeField(recordCode(40), {
  title: { zh: '房屋编号', en: 'House code' },
  aliases: ['房屋代码', '房屋编码', 'houseId', 'fwbh'],
  sensitivity: 'public',
  example: 'F0001',
  concept: 'house.code',
})

export const hazardReference = describeField(recordCode(40), {
  title: { zh: '隐患点编号', en: 'Code of the hazard point' },
  aliases: ['隐患编号', '灾害点编号', '编号', 'yhdbh'],
  sensitivity: 'public',
  example: 'Y0001',
  concept: 'event.code',
})

export const village = describeField(villageCode, {
  title: { zh: '所属村（社区）代码', en: 'Village code' },
  aliases: ['村代码', '社区代码', '行政村代码', '行政区划代码', '区划代码', 'orgCode', 'communityCode', 'xzcdm'],
  concept: 'region.village',
})

export const villageGroup = describeField(line(50), {
  title: { zh: '村民小组', en: 'Village group' },
  aliases: ['组', '自然村', '自然村屯', '自然屯', '小组', 'zrc'],
  sensitivity: 'public',
  example: '1组',
  concept: 'region.group',
})

export const gridCell = describeField(line(50), {
  title: { zh: '所属网格', en: 'Grid cell' },
  aliases: ['网格', '归属网格', '网格名称', '网格编号', 'gridName', 'gridCode'],
  sensitivity: 'public',
  example: '第一网格',
  concept: 'region.grid',
})

/** Who looks after somebody in need, for the office. */
export const helperName = describeField(personName, {
  title: { zh: '帮扶责任人', en: 'Person responsible' },
  aliases: ['帮扶人', '帮扶干部', '结对干部', '责任人'],
  example: '孙小测',
  concept: 'responsible.name',
})

export const helperPhone = describeField(phone, {
  title: { zh: '帮扶责任人电话', en: 'Telephone of the person responsible' },
  aliases: ['帮扶人电话', '帮扶人联系电话', '责任人电话'],
  example: '13900000003',
  concept: 'responsible.phone',
})

export const remark = describeField(paragraph(500), {
  title: { zh: '备注', en: 'Remark' },
  aliases: ['说明', '其他备注信息', 'bz', 'remarks'],
  sensitivity: 'personal',
  example: '无',
  concept: 'record.remark',
})
