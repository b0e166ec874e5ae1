/**
 * 走访: one visit to one resident, who is named by number alone. An event: its records get a generated id, because the
 * same visitor may truly come twice; the same resident, day and visitor suggest that a visit was handed in twice
 * (`sameEvent`).
 */
import { z } from 'zod'
import { defineForm, describeField, type Form } from '../src/form/index.ts'
import { clockTime, isoDate, line, paragraph, personName, personNumber, position } from './fields/index.ts'
import { remark } from './fields/shared.ts'
import type { Resident } from './resident.ts'
import { notBefore } from './rules/conditions.ts'

const schema = z
  .strictObject({
    residentIdNumber: describeField(personNumber, {
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
      concept: 'person.idNumber',
    }),
    date: describeField(isoDate, {
      title: { zh: '走访日期', en: 'Date of the visit' },
      aliases: ['走访时间', '随访日期', '入户日期', '入户时间', '巡查日期', '日期', 'zfrq', 'visitDate'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'visit.date',
    }),
    startedAt: describeField(clockTime, {
      title: { zh: '走访时刻', en: 'Time of the visit' },
      aliases: ['开始时间', '几点'],
      concept: null,
    }).optional(),
    visitor: describeField(personName, {
      title: { zh: '走访人', en: 'Visitor' },
      aliases: ['走访干部', '走访人员', '走访人姓名', '随访人', '网格员', '巡查人', 'zfr'],
      example: '孙小测',
      concept: 'visit.staff',
    }),
    companions: describeField(line(100), {
      title: { zh: '同行人员', en: 'Came along' },
      aliases: ['随同人员', '陪同人员'],
      sensitivity: 'personal',
      example: '周春试',
      concept: null,
    }).optional(),
    purpose: describeField(line(100), {
      title: { zh: '走访事由', en: 'Purpose' },
      aliases: ['走访目的', '走访类型', '走访事项', '事由', '目的'],
      sensitivity: 'public',
      example: '日常走访',
      concept: null,
    }).optional(),
    metInPerson: describeField(z.boolean(), {
      title: { zh: '是否见到本人', en: 'Met in person' },
      aliases: ['是否在家', '是否见面'],
      sensitivity: 'public',
      example: true,
      concept: null,
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
      concept: null,
    }).optional(),
    measures: describeField(paragraph(500), {
      title: { zh: '帮办措施', en: 'What was done' },
      aliases: ['帮扶措施', '处理措施', '解决措施'],
      sensitivity: 'personal',
      example: '已联系电工',
      concept: null,
    }).optional(),
    needsFollowUp: describeField(z.boolean(), {
      title: { zh: '是否需要跟进', en: 'Needs follow-up' },
      aliases: ['需要跟进', '是否跟进', '是否需要回访'],
      sensitivity: 'public',
      example: false,
      concept: null,
    }).optional(),
    followUpBy: describeField(isoDate, {
      title: { zh: '跟进期限', en: 'Follow up by' },
      aliases: ['回访日期', '下次走访日期'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    position: describeField(position, {
      title: { zh: '走访位置', en: 'Position' },
      aliases: ['经纬度', '坐标', '定位'],
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    payload.issues.push(
      ...notBefore(
        payload.value,
        'followUpBy',
        'date',
        '跟进期限不能早于走访日期',
        'The follow-up must not be due before the visit.',
      ),
    )
  })

export interface Visit extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface VisitReferents {
  readonly resident: Resident
}

export const visit: Form<Visit, 'visit', never, VisitReferents> = defineForm({
  name: 'visit',
  title: { zh: '走访', en: 'Visit' },
  version: 1,
  key: 'generated',
  sameEvent: ['residentIdNumber', 'date', 'visitor'],
  references: {
    resident: { key: 'residentIdNumber', form: 'resident', mode: 'freeze' },
  },
  schema,
})
