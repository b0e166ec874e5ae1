/**
 * 留守和独居老人: an old person who lives without family at hand, what is needed and who looks in. The person and relatives are
 * named by number alone.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { elderSituationCodes, selfCareCodes } from './codes/index.ts'
import { count, isoDate, line, personNumber, yuan } from './fields/index.ts'
import { helperName, helperPhone, remark, residentReference } from './fields/shared.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    residentIdNumber: residentReference,
    situation: describeField(codeSchema(elderSituationCodes), {
      title: { zh: '老人类型', en: 'Situation' },
      aliases: ['老人类别', '居住情况', '人员类别'],
      sensitivity: 'sensitive',
      example: 'alone',
      concept: null,
    }),
    since: describeField(isoDate, {
      title: { zh: '开始日期', en: 'Since' },
      aliases: ['独居开始日期', '留守开始日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    selfCare: describeField(codeSchema(selfCareCodes), {
      title: { zh: '生活自理能力', en: 'Ability to care for oneself' },
      aliases: ['自理能力', '自理情况', '失能情况'],
      sensitivity: 'sensitive',
      example: 'full',
      concept: null,
    }).optional(),
    children: describeField(count(20), {
      title: { zh: '子女数', en: 'Children' },
      aliases: ['子女人数', '子女情况'],
      sensitivity: 'personal',
      example: 2,
      concept: null,
    }).optional(),
    childIdNumber: describeField(personNumber, {
      title: { zh: '主要赡养人身份证号码', en: 'Resident id of the child responsible' },
      aliases: ['赡养人身份证号', '子女身份证号'],
      concept: null,
    }).optional(),
    carerIdNumber: describeField(personNumber, {
      title: { zh: '照料人身份证号码', en: 'Carer’s resident id' },
      aliases: ['照料人证件号', '照护人身份证号'],
      concept: null,
    }).optional(),
    ageAllowance: describeField(z.boolean(), {
      title: { zh: '是否享受高龄津贴', en: 'Receives the old-age allowance' },
      aliases: ['高龄津贴', '老年补贴'],
      sensitivity: 'personal',
      example: true,
      concept: null,
    }).optional(),
    ageAllowanceAmount: describeField(yuan, {
      title: { zh: '高龄津贴金额', en: 'Old-age allowance a month' },
      aliases: ['津贴金额'],
      sensitivity: 'personal',
      example: 100,
      concept: null,
    }).optional(),
    mealHelp: describeField(z.boolean(), {
      title: { zh: '是否需要助餐', en: 'Needs meals' },
      aliases: ['助餐'],
      sensitivity: 'personal',
      example: false,
      concept: null,
    }).optional(),
    emergencyDevice: describeField(z.boolean(), {
      title: { zh: '是否安装紧急呼叫设备', en: 'Has an emergency call device' },
      aliases: ['一键呼叫', '紧急呼叫'],
      sensitivity: 'personal',
      example: false,
      concept: null,
    }).optional(),
    services: describeField(line(200), {
      title: { zh: '所需服务', en: 'Services needed' },
      aliases: ['服务需求', '养老服务'],
      sensitivity: 'personal',
      example: '上门理发',
      concept: null,
    }).optional(),
    callFrequency: describeField(line(50), {
      title: { zh: '探访频次', en: 'How often visited' },
      aliases: ['巡访频次', '联系频次'],
      sensitivity: 'public',
      example: '每周一次',
      concept: null,
    }).optional(),
    helperName: helperName.optional(),
    helperPhone: helperPhone.optional(),
    assessedOn: describeField(isoDate, {
      title: { zh: '评估日期', en: 'Assessed on' },
      aliases: ['评估时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    endedOn: describeField(isoDate, {
      title: { zh: '结束日期', en: 'Until' },
      aliases: ['退出日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { ageAllowance } = payload.value
    payload.issues.push(
      ...requiredWhen(
        ageAllowance === true,
        payload.value,
        'ageAllowanceAmount',
        '享受高龄津贴的，请填写金额',
        'With the old-age allowance, please fill in the amount.',
      ),
      ...notBefore(
        payload.value,
        'endedOn',
        'since',
        '结束日期不能早于开始日期',
        'The end must not be before the beginning.',
      ),
    )
  })

export interface ElderCare extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface ElderCareReferents {
  readonly resident: Resident
  readonly child: Resident
  readonly carer: Resident
}

export const elderCare: Form<ElderCare, 'elder-care', 'residentIdNumber', ElderCareReferents> = defineForm({
  name: 'elder-care',
  title: { zh: '留守和独居老人', en: 'Old people living alone' },
  version: 1,
  key: ['residentIdNumber'],
  references: {
    resident: { key: 'residentIdNumber', form: 'resident', mode: 'follow' },
    child: { key: 'childIdNumber', form: 'resident', mode: 'follow' },
    carer: { key: 'carerIdNumber', form: 'resident', mode: 'follow' },
  },
  schema,
})
