/**
 * 网格事件: something a grid worker found or was told of, from report to end. Its records get a generated id; it is revised
 * under its 受理号. The people involved are named by number alone.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { caseStatusCodes, eventLevelCodes, eventTypeCodes } from './codes/index.ts'
import {
  address,
  clockTime,
  count,
  isoDate,
  line,
  paragraph,
  personName,
  personNumber,
  phone,
  position,
  recordCode,
} from './fields/index.ts'
import { gridCell, remark, village } from './fields/shared.ts'
import type { HazardPoint } from './hazard-point.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const party = describeField(personNumber, {
  title: { zh: '当事人身份证号码', en: 'Resident id' },
  concept: null,
})

const schema = z
  .strictObject({
    title: describeField(line(100), {
      title: { zh: '事件名称', en: 'Title' },
      aliases: ['名称', '事件标题', '主题', 'eventName'],
      sensitivity: 'public',
      example: '路灯损坏',
      concept: 'event.title',
    }),
    eventType: describeField(codeSchema(eventTypeCodes), {
      title: { zh: '事件类型', en: 'Kind of event' },
      aliases: ['类型', '事件类别', '事件分类'],
      sensitivity: 'public',
      example: 'facility',
      concept: 'event.type',
    }),
    occurredOn: describeField(isoDate, {
      title: { zh: '发生日期', en: 'Occurred on' },
      aliases: ['发生时间', '发现时间', '上报时间', 'happenTime'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'event.occurredAt',
    }),
    occurredAt: describeField(clockTime, {
      title: { zh: '发生时刻', en: 'Time' },
      aliases: ['时刻', '几点'],
      concept: null,
    }).optional(),
    place: describeField(address, {
      title: { zh: '发生地点', en: 'Place' },
      aliases: ['事件发生地点', '地点', '地址', 'eventPlace'],
      sensitivity: 'public',
      example: '示例路1号',
      concept: 'event.place',
    }),
    villageCode: village.optional(),
    grid: gridCell.optional(),
    content: describeField(paragraph(2000), {
      title: { zh: '事件描述', en: 'Description' },
      aliases: ['事情简述', '事件简述', '内容', '情况描述'],
      sensitivity: 'personal',
      example: '路灯不亮',
      concept: 'event.content',
    }),
    level: describeField(codeSchema(eventLevelCodes), {
      title: { zh: '事件级别', en: 'Level' },
      aliases: ['事件规模', '级别', '紧急程度'],
      sensitivity: 'public',
      example: 'ordinary',
      concept: 'event.severity',
    }).optional(),
    peopleCount: describeField(count(100_000), {
      title: { zh: '涉及人数', en: 'People involved' },
      aliases: ['人数'],
      sensitivity: 'public',
      example: 1,
      concept: 'event.peopleCount',
    }).optional(),
    parties: describeField(z.array(party).min(1).max(200), {
      title: { zh: '当事人身份证号码', en: 'Resident ids of the people involved' },
      aliases: ['当事人证件号', '涉及人员身份证号'],
      sensitivity: 'sensitive',
      concept: 'event.partyIdNumber',
    }).optional(),
    hazardCode: describeField(recordCode(40), {
      title: { zh: '相关隐患点编号', en: 'Hazard point concerned' },
      aliases: ['隐患点编号'],
      sensitivity: 'public',
      example: 'Y0001',
      concept: null,
    }).optional(),
    reporter: describeField(personName, {
      title: { zh: '上报人', en: 'Reported by' },
      aliases: ['网格员', '上报人姓名', '报告人'],
      example: '孙小测',
      concept: 'record.reporterName',
    }).optional(),
    reporterPhone: describeField(phone, {
      title: { zh: '上报人电话', en: 'Reporter’s telephone' },
      aliases: ['网格员电话', '报告人电话'],
      example: '13900000003',
      concept: null,
    }).optional(),
    status: describeField(codeSchema(caseStatusCodes), {
      title: { zh: '处理状态', en: 'Status' },
      aliases: ['状态', '办理状态'],
      sensitivity: 'public',
      example: 'open',
      concept: 'event.status',
    }),
    handledBy: describeField(line(100), {
      title: { zh: '处理单位', en: 'Handled by' },
      aliases: ['办理单位', '责任单位', '处置部门'],
      sensitivity: 'public',
      example: '示例社区',
      concept: null,
    }).optional(),
    result: describeField(paragraph(1000), {
      title: { zh: '处理结果', en: 'Result' },
      aliases: ['处置结果', '办理结果', '结果'],
      sensitivity: 'public',
      example: '已修复',
      concept: 'event.result',
    }).optional(),
    closedOn: describeField(isoDate, {
      title: { zh: '办结日期', en: 'Closed on' },
      aliases: ['处理日期', '办结时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    position: describeField(position, {
      title: { zh: '事件位置', en: 'Position' },
      aliases: ['事件经纬度', '经纬度', '坐标', '定位'],
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { status } = payload.value
    payload.issues.push(
      ...requiredWhen(
        status === 'closed',
        payload.value,
        'result',
        '已办结的，请填写处理结果',
        'For a closed event, please fill in the result.',
      ),
      ...requiredWhen(
        status === 'closed',
        payload.value,
        'closedOn',
        '已办结的，请填写办结日期',
        'For a closed event, please fill in when it was closed.',
      ),
      ...notBefore(
        payload.value,
        'closedOn',
        'occurredOn',
        '办结日期不能早于发生日期',
        'The event must not be closed before it occurred.',
      ),
    )
  })

export interface GridEvent extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface GridEventReferents {
  readonly 'parties.*.resident': Resident
  readonly hazard: HazardPoint
}

export const gridEvent: Form<GridEvent, 'grid-event', never, GridEventReferents> = defineForm({
  name: 'grid-event',
  title: { zh: '网格事件', en: 'Grid event' },
  version: 1,
  key: 'generated',
  sameEvent: ['title', 'occurredOn', 'place'],
  references: {
    'parties.*.resident': { key: 'parties.*', form: 'resident', mode: 'freeze' },
    hazard: { key: 'hazardCode', form: 'hazard-point', mode: 'freeze' },
  },
  schema,
})
