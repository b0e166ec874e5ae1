/**
 * 隐患排查: one inspection of one hazard point, which is named by its code alone. An event; the same point, day and inspector
 * suggest a repeat.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { hazardGradeCodes, inspectionResultCodes } from './codes/index.ts'
import { clockTime, count, isoDate, line, paragraph, personName, position } from './fields/index.ts'
import { hazardReference, remark } from './fields/shared.ts'
import type { HazardPoint } from './hazard-point.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    hazardCode: hazardReference,
    date: describeField(isoDate, {
      title: { zh: '排查日期', en: 'Date of the inspection' },
      aliases: ['检查日期', '巡查日期', '排查时间', '日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'visit.date',
    }),
    startedAt: describeField(clockTime, {
      title: { zh: '排查时刻', en: 'Time of the inspection' },
      aliases: ['检查时间'],
      concept: null,
    }).optional(),
    inspector: describeField(personName, {
      title: { zh: '排查人', en: 'Inspector' },
      aliases: ['检查人', '巡查人', '排查人员', '检查人员'],
      example: '孙小测',
      concept: 'visit.staff',
    }),
    weather: describeField(line(20), {
      title: { zh: '天气', en: 'Weather' },
      aliases: ['天气情况'],
      sensitivity: 'public',
      example: '小雨',
      concept: null,
    }).optional(),
    result: describeField(codeSchema(inspectionResultCodes), {
      title: { zh: '排查结果', en: 'Result' },
      aliases: ['检查结果', '结果', '是否发现隐患'],
      sensitivity: 'public',
      example: 'none',
      concept: 'event.result',
    }),
    findings: describeField(paragraph(1000), {
      title: { zh: '发现的问题', en: 'Findings' },
      aliases: ['隐患情况', '问题描述', '存在问题', '检查情况'],
      sensitivity: 'public',
      example: '裂缝加宽',
      concept: 'event.content',
    }).optional(),
    grade: describeField(codeSchema(hazardGradeCodes), {
      title: { zh: '隐患级别', en: 'Grade' },
      aliases: ['隐患等级', '问题等级'],
      sensitivity: 'public',
      example: 'ordinary',
      concept: 'event.severity',
    }).optional(),
    measures: describeField(paragraph(500), {
      title: { zh: '现场处置措施', en: 'Done on the spot' },
      aliases: ['处置措施', '现场措施', '整改要求'],
      sensitivity: 'public',
      example: '拉警戒线',
      concept: null,
    }).optional(),
    needsEvacuation: describeField(z.boolean(), {
      title: { zh: '是否需要转移人员', en: 'People have to be moved' },
      aliases: ['是否转移', '是否需要撤离'],
      sensitivity: 'public',
      example: false,
      concept: null,
    }).optional(),
    evacuated: describeField(count(1_000_000), {
      title: { zh: '已转移人数', en: 'People moved' },
      aliases: ['转移人数', '撤离人数'],
      sensitivity: 'public',
      example: 4,
      concept: null,
    }).optional(),
    rectifyBy: describeField(isoDate, {
      title: { zh: '整改期限', en: 'To be rectified by' },
      aliases: ['整改时限', '限期整改日期'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    position: describeField(position, {
      title: { zh: '排查位置', en: 'Position' },
      aliases: ['经纬度', '坐标', '定位', 'lnglat'],
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { result } = payload.value
    payload.issues.push(
      ...requiredWhen(
        result === 'found' || result === 'worse',
        payload.value,
        'findings',
        '发现隐患的，请填写发现的问题',
        'Where a hazard was found, please say what was found.',
      ),
      ...notBefore(
        payload.value,
        'rectifyBy',
        'date',
        '整改期限不能早于排查日期',
        'The rectification must not be due before the inspection.',
      ),
    )
  })

export interface HazardInspection extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface HazardInspectionReferents {
  readonly hazard: HazardPoint
}

export const hazardInspection: Form<HazardInspection, 'hazard-inspection', never, HazardInspectionReferents> =
  defineForm({
    name: 'hazard-inspection',
    title: { zh: '隐患排查', en: 'Hazard inspection' },
    version: 1,
    key: 'generated',
    sameEvent: ['hazardCode', 'date', 'inspector'],
    references: {
      hazard: { key: 'hazardCode', form: 'hazard-point', mode: 'freeze' },
    },
    schema,
  })
