/**
 * 隐患点: a place that may hurt people: what it is, where, whom it threatens, who watches it. Inspections and repairs name it
 * by its code; the households it threatens are named by number.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { hazardScaleCodes, hazardTypeCodes } from './codes/index.ts'
import {
  address,
  count,
  isoDate,
  line,
  paragraph,
  personName,
  phone,
  position,
  recordCode,
  yuan,
} from './fields/index.ts'
import { gridCell, remark, village, villageGroup } from './fields/shared.ts'
import type { Household } from './household.ts'
import { notBefore } from './rules/conditions.ts'

const threatened = describeField(recordCode(40), {
  title: { zh: '户编号', en: 'Household number' },
  sensitivity: 'personal',
  example: 'H0001',
  concept: null,
})

const schema = z
  .strictObject({
    hazardCode: describeField(recordCode(40), {
      title: { zh: '隐患点编号', en: 'Code of the hazard point' },
      aliases: ['隐患编号', '灾害点编号', '编号', 'yhdbh'],
      sensitivity: 'public',
      example: 'Y0001',
      concept: 'event.code',
    }),
    name: describeField(line(100), {
      title: { zh: '隐患点名称', en: 'Name' },
      aliases: ['名称', '灾害点名称', 'dangerName'],
      sensitivity: 'public',
      example: '示例村后山滑坡',
      concept: 'event.title',
    }),
    hazardType: describeField(codeSchema(hazardTypeCodes), {
      title: { zh: '隐患类型', en: 'Kind of hazard' },
      aliases: ['类型', '灾害类型', '隐患类别', 'dangerType'],
      sensitivity: 'public',
      example: 'landslide',
      concept: 'event.type',
    }),
    place: describeField(address, {
      title: { zh: '隐患点位置描述', en: 'Place' },
      aliases: ['地址', '地点', '详细位置', '地理位置'],
      sensitivity: 'public',
      example: '示例村1组后山',
      concept: 'event.place',
    }),
    villageCode: village.optional(),
    group: villageGroup.optional(),
    grid: gridCell.optional(),
    position: describeField(position, {
      title: { zh: '坐标', en: 'Position' },
      aliases: ['经纬度', '坐标位置', '定位', 'lnglat'],
      concept: null,
    }).optional(),
    foundOn: describeField(isoDate, {
      title: { zh: '发现日期', en: 'Found on' },
      aliases: ['发现时间', '登记日期', '排查发现时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'event.occurredAt',
    }).optional(),
    description: describeField(paragraph(1000), {
      title: { zh: '隐患情况', en: 'Description' },
      aliases: ['简介', '隐患描述', '基本情况', '描述'],
      sensitivity: 'public',
      example: '坡面有裂缝',
      concept: 'event.content',
    }).optional(),
    scale: describeField(codeSchema(hazardScaleCodes), {
      title: { zh: '险情等级', en: 'Scale' },
      aliases: ['规模等级', '隐患等级', '灾害规模'],
      sensitivity: 'public',
      example: 'small',
      concept: 'event.severity',
    }).optional(),
    threatenedHouseholds: describeField(count(100_000), {
      title: { zh: '威胁户数', en: 'Households threatened' },
      aliases: ['受威胁户数', '影响户数'],
      sensitivity: 'public',
      example: 3,
      concept: null,
    }).optional(),
    threatenedPeople: describeField(count(1_000_000), {
      title: { zh: '威胁人数', en: 'People threatened' },
      aliases: ['受威胁人数', '影响人数'],
      sensitivity: 'public',
      example: 11,
      concept: 'event.peopleCount',
    }).optional(),
    threatenedProperty: describeField(yuan, {
      title: { zh: '威胁财产', en: 'Property threatened' },
      aliases: ['威胁财产（元）', '潜在经济损失'],
      sensitivity: 'public',
      example: 500000,
      concept: null,
    }).optional(),
    households: describeField(z.array(threatened).min(1).max(2000), {
      title: { zh: '受威胁住户编号', en: 'Households threatened, by number' },
      aliases: ['受威胁住户', '受威胁户编号'],
      sensitivity: 'personal',
      concept: null,
    }).optional(),
    responsibleName: describeField(personName, {
      title: { zh: '责任人', en: 'Person responsible' },
      aliases: ['责任人姓名', '防灾责任人', '包保责任人', 'manageProper'],
      example: '孙小测',
      concept: 'responsible.name',
    }).optional(),
    responsiblePhone: describeField(phone, {
      title: { zh: '责任人电话', en: 'Telephone of the person responsible' },
      aliases: ['防灾责任人电话', '责任人联系电话', 'managePhone'],
      example: '13900000003',
      concept: 'responsible.phone',
    }).optional(),
    monitorName: describeField(personName, {
      title: { zh: '监测人', en: 'Monitor' },
      aliases: ['监测员', '监测责任人', '安全员', 'safeProper'],
      example: '周春试',
      concept: null,
    }).optional(),
    monitorPhone: describeField(phone, {
      title: { zh: '监测人电话', en: 'Monitor’s telephone' },
      aliases: ['监测员电话', '监测责任人电话', '安全员电话', 'safePhone'],
      example: '13900000004',
      concept: null,
    }).optional(),
    warningSignal: describeField(line(50), {
      title: { zh: '预警信号', en: 'Warning signal' },
      aliases: ['报警信号', '预警方式'],
      sensitivity: 'public',
      example: '敲锣',
      concept: null,
    }).optional(),
    shelter: describeField(line(100), {
      title: { zh: '避险场所', en: 'Shelter' },
      aliases: ['避灾地点', '安置场所', '撤离地点'],
      sensitivity: 'public',
      example: '村小学',
      concept: null,
    }).optional(),
    route: describeField(paragraph(500), {
      title: { zh: '撤离路线', en: 'Way out' },
      aliases: ['疏散路线', '转移路线'],
      sensitivity: 'public',
      example: '沿村道向东',
      concept: null,
    }).optional(),
    measures: describeField(paragraph(1000), {
      title: { zh: '防治措施', en: 'Measures' },
      aliases: ['防范措施', '管控措施'],
      sensitivity: 'public',
      example: '设立警示牌',
      concept: null,
    }).optional(),
    clearedOn: describeField(isoDate, {
      title: { zh: '销号日期', en: 'Cleared on' },
      aliases: ['核销日期', '消除日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { threatenedHouseholds, households = [] } = payload.value
    if (threatenedHouseholds !== undefined && threatenedHouseholds < households.length)
      payload.issues.push(
        breach(
          threatenedHouseholds,
          ['threatenedHouseholds'],
          '威胁户数少于已列出的住户',
          'Fewer households are said to be threatened than are listed.',
        ),
      )
    payload.issues.push(
      ...notBefore(
        payload.value,
        'clearedOn',
        'foundOn',
        '销号日期不能早于发现日期',
        'The day of clearing must not be before the day of finding.',
      ),
    )
  })

export interface HazardPoint extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface HazardPointReferents {
  readonly 'households.*.household': Household
}

export const hazardPoint: Form<HazardPoint, 'hazard-point', 'hazardCode', HazardPointReferents> = defineForm({
  name: 'hazard-point',
  title: { zh: '隐患点', en: 'Hazard point' },
  version: 1,
  key: ['hazardCode'],
  references: {
    'households.*.household': { key: 'households.*', form: 'household', mode: 'follow' },
  },
  schema,
})
