/**
 * 房屋: one dwelling or other building, by the code the place gives it. The owner is named by number; nobody's name or
 * telephone is asked again here.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { dwellingSafetyCodes, houseStructureCodes, houseTypeCodes, houseUsageCodes } from './codes/index.ts'
import {
  address,
  creditCode,
  isoDate,
  line,
  personNumber,
  position,
  recordCode,
  squareMetres,
  year,
} from './fields/index.ts'
import { gridCell, remark, village } from './fields/shared.ts'
import type { Organisation } from './organisation.ts'
import type { Resident } from './resident.ts'
import { requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    houseCode: describeField(recordCode(40), {
      title: { zh: '房屋编号', en: 'House code' },
      aliases: ['房屋代码', '房屋编码', 'houseId', 'fwbh'],
      sensitivity: 'public',
      example: 'F0001',
      concept: 'house.code',
    }),
    address: describeField(address, {
      title: { zh: '房屋地址', en: 'House address' },
      aliases: ['房屋坐落', '坐落', '地址', 'fwdz'],
      concept: 'house.address',
    }),
    building: describeField(line(30), {
      title: { zh: '楼栋', en: 'Building' },
      aliases: ['幢号', '楼栋号', '建筑物名称', '楼号'],
      sensitivity: 'public',
      example: '2栋',
      concept: 'house.building',
    }).optional(),
    unit: describeField(line(20), {
      title: { zh: '单元', en: 'Unit' },
      aliases: ['单元号', 'unitNumber'],
      sensitivity: 'public',
      example: '1单元',
      concept: 'house.unit',
    }).optional(),
    floor: describeField(line(10), {
      title: { zh: '楼层', en: 'Floor' },
      aliases: ['所在楼层', '层'],
      sensitivity: 'public',
      example: '3',
      concept: 'house.floor',
    }).optional(),
    room: describeField(line(20), {
      title: { zh: '房间号', en: 'Room' },
      aliases: ['门牌号', '室号', '房号', 'houseNumber'],
      sensitivity: 'public',
      example: '301',
      concept: 'house.room',
    }).optional(),
    villageCode: village.optional(),
    grid: gridCell.optional(),
    houseType: describeField(codeSchema(houseTypeCodes), {
      title: { zh: '房屋类型', en: 'Kind of house' },
      aliases: ['房屋性质', 'fwlx'],
      sensitivity: 'public',
      example: 'self-built',
      concept: 'house.type',
    }).optional(),
    usage: describeField(codeSchema(houseUsageCodes), {
      title: { zh: '房屋用途', en: 'Usage' },
      aliases: ['使用方式', '使用情况', '使用性质'],
      sensitivity: 'public',
      example: 'own',
      concept: 'house.usage',
    }).optional(),
    structure: describeField(codeSchema(houseStructureCodes), {
      title: { zh: '房屋结构', en: 'Structure' },
      aliases: ['建筑结构', '结构类型'],
      sensitivity: 'public',
      example: 'brick-concrete',
      concept: null,
    }).optional(),
    floorArea: describeField(squareMetres, {
      title: { zh: '建筑面积', en: 'Floor area' },
      aliases: ['房屋建筑面积', '居住面积', '住房面积', '面积', 'jzmj'],
      sensitivity: 'public',
      example: 98.5,
      concept: 'house.area',
    }).optional(),
    storeys: describeField(z.int().min(1).max(200), {
      title: { zh: '总层数', en: 'Storeys' },
      aliases: ['层数', '建筑层数', '楼层数'],
      sensitivity: 'public',
      example: 2,
      concept: null,
    }).optional(),
    builtIn: describeField(year, {
      title: { zh: '建成年份', en: 'Built in' },
      aliases: ['建造年份', '建成时间', '建造年代'],
      example: '2012',
      concept: null,
    }).optional(),
    ownerIdNumber: describeField(personNumber, {
      title: { zh: '房主身份证号码', en: 'Owner’s resident id' },
      aliases: ['业主身份证号', '房主证件号', '房主身份证', '产权人身份证号', 'ownerIdcard'],
      concept: 'house.ownerIdNumber',
    }).optional(),
    ownerCreditCode: describeField(creditCode, {
      title: { zh: '产权单位统一社会信用代码', en: 'Owner’s credit code' },
      aliases: ['产权单位代码'],
      concept: null,
    }).optional(),
    safetyGrade: describeField(codeSchema(dwellingSafetyCodes), {
      title: { zh: '房屋安全等级', en: 'Safety grade' },
      aliases: ['危房等级', '鉴定等级', '住房安全等级'],
      sensitivity: 'public',
      example: 'A',
      concept: null,
    }).optional(),
    inspectedOn: describeField(isoDate, {
      title: { zh: '安全鉴定日期', en: 'Safety inspected on' },
      aliases: ['鉴定时间', '鉴定日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    position: describeField(position, {
      title: { zh: '房屋位置', en: 'Position' },
      aliases: ['经纬度', '坐标', '定位', 'lnglat'],
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { ownerIdNumber, ownerCreditCode, safetyGrade } = payload.value
    if (ownerIdNumber !== undefined && ownerCreditCode !== undefined)
      payload.issues.push(
        breach(
          ownerCreditCode,
          ['ownerCreditCode'],
          '房主是个人还是单位，只填一项',
          'The owner is a person or an organisation; fill in one of the two.',
        ),
      )
    payload.issues.push(
      ...requiredWhen(
        safetyGrade === 'C' || safetyGrade === 'D',
        payload.value,
        'inspectedOn',
        '鉴定为C级或D级的，请填写鉴定日期',
        'For grade C or D, please fill in when the house was inspected.',
      ),
    )
  })

export interface House extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface HouseReferents {
  readonly owner: Resident
  readonly ownerOrganisation: Organisation
}

export const house: Form<House, 'house', 'houseCode', HouseReferents> = defineForm({
  name: 'house',
  title: { zh: '房屋', en: 'House' },
  version: 1,
  key: ['houseCode'],
  references: {
    owner: { key: 'ownerIdNumber', form: 'resident', mode: 'follow' },
    ownerOrganisation: { key: 'ownerCreditCode', form: 'organisation', mode: 'follow' },
  },
  schema,
})
