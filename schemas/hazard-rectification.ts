/**
 * 隐患整改: how a problem at a hazard point is put right. One record per point and day of finding; it is revised as the work
 * goes on.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { hazardGradeCodes, rectificationStatusCodes } from './codes/index.ts'
import { isoDate, line, paragraph, personName, yuan } from './fields/index.ts'
import { hazardReference, remark } from './fields/shared.ts'
import type { HazardPoint } from './hazard-point.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    hazardCode: hazardReference,
    foundOn: describeField(isoDate, {
      title: { zh: '发现日期', en: 'Found on' },
      aliases: ['发现时间', '排查日期', '问题发现日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'event.occurredAt',
    }),
    problem: describeField(paragraph(1000), {
      title: { zh: '问题描述', en: 'Problem' },
      aliases: ['存在问题', '隐患内容', '发现的问题', '问题'],
      sensitivity: 'public',
      example: '挡墙开裂',
      concept: 'event.content',
    }),
    grade: describeField(codeSchema(hazardGradeCodes), {
      title: { zh: '隐患级别', en: 'Grade' },
      aliases: ['隐患等级', '问题等级'],
      sensitivity: 'public',
      example: 'ordinary',
      concept: 'event.severity',
    }).optional(),
    status: describeField(codeSchema(rectificationStatusCodes), {
      title: { zh: '整改状态', en: 'Status' },
      aliases: ['整改情况', '整改进度', '状态'],
      sensitivity: 'public',
      example: 'working',
      concept: 'event.status',
    }),
    measures: describeField(paragraph(1000), {
      title: { zh: '整改措施', en: 'Measures' },
      aliases: ['措施', '整改内容'],
      sensitivity: 'public',
      example: '加固挡墙',
      concept: null,
    }).optional(),
    responsibleUnit: describeField(line(100), {
      title: { zh: '整改责任单位', en: 'Unit responsible' },
      aliases: ['责任单位', '整改单位'],
      sensitivity: 'public',
      example: '示例镇人民政府',
      concept: null,
    }).optional(),
    cost: describeField(yuan, {
      title: { zh: '整改资金', en: 'Cost' },
      aliases: ['投入资金', '整改投入'],
      sensitivity: 'public',
      example: 20000,
      concept: null,
    }).optional(),
    rectifyBy: describeField(isoDate, {
      title: { zh: '整改期限', en: 'To be rectified by' },
      aliases: ['整改时限', '计划完成日期'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    completedOn: describeField(isoDate, {
      title: { zh: '整改完成日期', en: 'Completed on' },
      aliases: ['完成日期', '实际完成日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    acceptedOn: describeField(isoDate, {
      title: { zh: '验收日期', en: 'Accepted on' },
      aliases: ['复查日期', '验收时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    acceptedBy: describeField(personName, {
      title: { zh: '验收人', en: 'Accepted by' },
      aliases: ['复查人', '验收人员'],
      example: '孙小测',
      concept: null,
    }).optional(),
    passedOnTo: describeField(line(100), {
      title: { zh: '上报（移交）单位', en: 'Passed on to' },
      aliases: ['移交单位', '上报单位'],
      sensitivity: 'public',
      example: '示例县应急管理局',
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { status } = payload.value
    payload.issues.push(
      ...requiredWhen(
        status === 'done' || status === 'accepted',
        payload.value,
        'completedOn',
        '已整改的，请填写整改完成日期',
        'For finished work, please fill in when it was completed.',
      ),
      ...requiredWhen(
        status === 'accepted',
        payload.value,
        'acceptedOn',
        '已验收的，请填写验收日期',
        'For accepted work, please fill in when it was accepted.',
      ),
      ...requiredWhen(
        status === 'accepted',
        payload.value,
        'acceptedBy',
        '已验收的，请填写验收人',
        'For accepted work, please fill in who accepted it.',
      ),
      ...requiredWhen(
        status === 'passed-on',
        payload.value,
        'passedOnTo',
        '已上报的，请填写上报（移交）单位',
        'For a problem passed on, please fill in to whom.',
      ),
      ...notBefore(
        payload.value,
        'completedOn',
        'foundOn',
        '整改完成日期不能早于发现日期',
        'The work must not be completed before the problem was found.',
      ),
      ...notBefore(
        payload.value,
        'acceptedOn',
        'completedOn',
        '验收日期不能早于整改完成日期',
        'The work must not be accepted before it was completed.',
      ),
    )
  })

export interface HazardRectification extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface HazardRectificationReferents {
  readonly hazard: HazardPoint
}

export const hazardRectification: Form<
  HazardRectification,
  'hazard-rectification',
  'hazardCode' | 'foundOn',
  HazardRectificationReferents
> = defineForm({
  name: 'hazard-rectification',
  title: { zh: '隐患整改', en: 'Hazard rectification' },
  version: 1,
  key: ['hazardCode', 'foundOn'],
  references: {
    hazard: { key: 'hazardCode', form: 'hazard-point', mode: 'follow' },
  },
  schema,
})
