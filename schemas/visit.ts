/**
 * 走访: one visit to one resident. An event: its records get a generated id, because the same visitor may truly come
 * twice; the same resident, day and visitor suggest that a visit was handed in twice (`sameEvent`).
 */
import { z } from 'zod'
import { defineForm, describeField, type Form } from '../src/form/index.ts'
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

const schema = z.strictObject({
  residentIdNumber: describeField(residentId, {
    title: { zh: '走访对象身份证号码', en: 'Resident id of the person visited' },
    aliases: [
      '被走访人身份证号',
      '走访对象身份证号',
      '对象身份证号',
      '身份证号码',
      '身份证号',
      '身份证',
      '公民身份号码',
      '证件号码',
      'idCard',
    ],
    example: '509999199001010015',
    concept: 'person.idNumber',
  }),
  residentName: describeField(personName, {
    title: { zh: '走访对象姓名', en: 'Name of the person visited' },
    aliases: ['被走访人', '被走访人姓名', '走访对象', '对象姓名', '姓名', 'xm'],
    example: '赵小测',
    concept: 'person.name',
  }),
  date: describeField(isoDate, {
    title: { zh: '走访日期', en: 'Date of the visit' },
    aliases: ['走访时间', '随访日期', '入户日期', '入户时间', '巡查日期', '日期', 'zfrq', 'visitDate'],
    example: '2024-03-05',
    notFuture: true,
    concept: 'visit.date',
  }),
  visitor: describeField(personName, {
    title: { zh: '走访人', en: 'Visitor' },
    aliases: ['走访干部', '走访人员', '走访人姓名', '随访人', '网格员', '巡查人', 'zfr'],
    example: '孙小测',
    concept: 'visit.staff',
  }),
  visitorPhone: describeField(phone, {
    title: { zh: '走访人电话', en: 'Visitor’s telephone' },
    aliases: ['走访人联系电话', '网格员电话', '走访干部电话'],
    example: '13900000003',
  }).optional(),
  residentPhone: describeField(phone, {
    title: { zh: '走访对象电话', en: 'Telephone of the person visited' },
    aliases: ['联系电话', '电话', '手机号码', '联系方式', 'lxdh'],
    example: '13900000001',
    concept: 'person.phone',
  }).optional(),
  address: describeField(address, {
    title: { zh: '走访地址', en: 'Address visited' },
    aliases: ['走访地点', '家庭住址', '现住址', '住址', '地址'],
    example: '示例市示例区示例路1号',
    concept: 'household.address',
  }).optional(),
  villageCode: describeField(villageCode, {
    title: { zh: '所属村（社区）代码', en: 'Village code' },
    aliases: ['村代码', '社区代码', '行政村代码', '区划代码', 'communityCode'],
    example: '509999001001',
    concept: 'region.village',
  }).optional(),
  grid: describeField(line(50), {
    title: { zh: '所属网格', en: 'Grid cell' },
    aliases: ['网格', '归属网格', '网格名称', 'gridName'],
    sensitivity: 'public',
    example: '第一网格',
    concept: 'region.grid',
  }).optional(),
  purpose: describeField(line(100), {
    title: { zh: '走访事由', en: 'Purpose' },
    aliases: ['走访目的', '走访类型', '走访事项', '事由', '目的'],
    sensitivity: 'public',
    example: '日常走访',
  }).optional(),
  findings: describeField(paragraph(1000), {
    title: { zh: '走访情况', en: 'Findings' },
    aliases: ['走访记录', '走访内容', '情况描述', '随访记录', '发现的问题', '内容', 'zfnr'],
    sensitivity: 'personal',
    example: '身体状况良好，家中电线已更换',
    concept: 'visit.content',
  }),
  needs: describeField(paragraph(500), {
    title: { zh: '困难诉求', en: 'Needs' },
    aliases: ['诉求', '困难和诉求', '群众诉求', '需求', '意见建议'],
    sensitivity: 'personal',
    example: '希望安装扶手',
  }).optional(),
  needsFollowUp: describeField(z.boolean(), {
    title: { zh: '是否需要跟进', en: 'Needs follow-up' },
    aliases: ['需要跟进', '是否跟进', '是否需要回访'],
    sensitivity: 'public',
    example: false,
  }).optional(),
  position: describeField(position, {
    title: { zh: '走访位置', en: 'Position' },
    aliases: ['经纬度', '坐标', '定位'],
  }).optional(),
  remark: describeField(paragraph(500), {
    title: { zh: '备注', en: 'Remark' },
    aliases: ['说明', 'bz', 'remarks'],
    sensitivity: 'personal',
    example: '无',
    concept: 'record.remark',
  }).optional(),
})

export interface Visit extends z.output<typeof schema> {}

export const visit: Form<Visit, 'visit', never> = defineForm({
  name: 'visit',
  title: { zh: '走访', en: 'Visit' },
  version: 1,
  key: 'generated',
  sameEvent: ['residentIdNumber', 'date', 'visitor'],
  schema,
})
