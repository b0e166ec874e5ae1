/**
 * 健康随访: one follow-up of one resident by the village doctor. An event; who was seen is named by number alone. Severe mental
 * disorders and infectious diseases have no group here, on purpose.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { followUpGroupCodes, followUpOutcomeCodes, followUpWayCodes } from './codes/index.ts'
import { amountOf, count, isoDate, line, paragraph, personName } from './fields/index.ts'
import { remark, residentReference } from './fields/shared.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    residentIdNumber: residentReference,
    date: describeField(isoDate, {
      title: { zh: '随访日期', en: 'Date of the follow-up' },
      aliases: ['随访时间', '日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'visit.date',
    }),
    group: describeField(codeSchema(followUpGroupCodes), {
      title: { zh: '随访人群', en: 'Group' },
      aliases: ['人群分类', '随访类型', '重点人群'],
      sensitivity: 'sensitive',
      example: 'hypertension',
      concept: 'person.category',
    }),
    way: describeField(codeSchema(followUpWayCodes), {
      title: { zh: '随访方式', en: 'Way' },
      aliases: ['方式'],
      sensitivity: 'public',
      example: 'home',
      concept: null,
    }).optional(),
    doctor: describeField(personName, {
      title: { zh: '随访医生', en: 'Doctor' },
      aliases: ['随访人', '责任医生', '家庭医生'],
      example: '孙小测',
      concept: 'visit.staff',
    }),
    symptoms: describeField(paragraph(500), {
      title: { zh: '症状', en: 'Symptoms' },
      aliases: ['目前症状', '主诉'],
      sensitivity: 'sensitive',
      example: '无症状',
      concept: null,
    }).optional(),
    systolic: describeField(z.int().min(50).max(300), {
      title: { zh: '收缩压（mmHg）', en: 'Systolic pressure (mmHg)' },
      aliases: ['收缩压', '高压'],
      sensitivity: 'sensitive',
      example: 128,
      concept: null,
    }).optional(),
    diastolic: describeField(z.int().min(20).max(200), {
      title: { zh: '舒张压（mmHg）', en: 'Diastolic pressure (mmHg)' },
      aliases: ['舒张压', '低压'],
      sensitivity: 'sensitive',
      example: 82,
      concept: null,
    }).optional(),
    fastingGlucose: describeField(amountOf(1, 60, 1), {
      title: { zh: '空腹血糖（mmol/L）', en: 'Fasting glucose (mmol/L)' },
      hint: { zh: '1到60之间的血糖值，最多一位小数', en: 'a glucose value from 1 to 60 with at most one decimal' },
      aliases: ['空腹血糖', '血糖值', '血糖'],
      sensitivity: 'sensitive',
      example: 5.6,
      concept: null,
    }).optional(),
    heightCm: describeField(amountOf(30, 250, 1), {
      title: { zh: '身高（cm）', en: 'Height (cm)' },
      hint: { zh: '以厘米为单位的身高，最多一位小数', en: 'a height in centimetres with at most one decimal' },
      aliases: ['身高'],
      sensitivity: 'sensitive',
      example: 165,
      concept: null,
    }).optional(),
    weightKg: describeField(amountOf(1, 400, 1), {
      title: { zh: '体重（kg）', en: 'Weight (kg)' },
      hint: { zh: '以千克为单位的体重，最多一位小数', en: 'a weight in kilograms with at most one decimal' },
      aliases: ['体重'],
      sensitivity: 'sensitive',
      example: 60.5,
      concept: null,
    }).optional(),
    cigarettesPerDay: describeField(count(200), {
      title: { zh: '日吸烟量（支）', en: 'Cigarettes a day' },
      aliases: ['日吸烟量', '吸烟'],
      sensitivity: 'sensitive',
      example: 0,
      concept: null,
    }).optional(),
    exercisePerWeek: describeField(count(30), {
      title: { zh: '每周运动次数', en: 'Exercise, times a week' },
      aliases: ['运动频次'],
      sensitivity: 'sensitive',
      example: 3,
      concept: null,
    }).optional(),
    takesMedicine: describeField(z.boolean(), {
      title: { zh: '是否规律服药', en: 'Takes the medicine regularly' },
      aliases: ['服药依从性', '规律服药'],
      sensitivity: 'sensitive',
      example: true,
      concept: null,
    }).optional(),
    medicine: describeField(paragraph(500), {
      title: { zh: '用药情况', en: 'Medicine' },
      aliases: ['药物名称', '用药'],
      sensitivity: 'sensitive',
      example: '氨氯地平片',
      concept: null,
    }).optional(),
    outcome: describeField(codeSchema(followUpOutcomeCodes), {
      title: { zh: '随访结果', en: 'Outcome' },
      aliases: ['随访分类', '此次随访分类'],
      sensitivity: 'sensitive',
      example: 'controlled',
      concept: null,
    }).optional(),
    referredTo: describeField(line(100), {
      title: { zh: '转诊机构', en: 'Referred to' },
      aliases: ['转诊机构及科别', '转诊医院'],
      sensitivity: 'sensitive',
      example: '示例县人民医院',
      concept: null,
    }).optional(),
    advice: describeField(paragraph(500), {
      title: { zh: '健康指导', en: 'Advice' },
      aliases: ['指导建议', '处理意见'],
      sensitivity: 'sensitive',
      example: '低盐饮食',
      concept: null,
    }).optional(),
    nextOn: describeField(isoDate, {
      title: { zh: '下次随访日期', en: 'Next follow-up on' },
      aliases: ['下次随访时间'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { outcome, systolic, diastolic } = payload.value
    if (systolic !== undefined && diastolic !== undefined && diastolic >= systolic)
      payload.issues.push(
        breach(
          diastolic,
          ['diastolic'],
          '舒张压应低于收缩压，请核对',
          'The diastolic pressure must be below the systolic; please check them.',
        ),
      )
    payload.issues.push(
      ...requiredWhen(
        outcome === 'referred',
        payload.value,
        'referredTo',
        '已转诊的，请填写转诊机构',
        'After a referral, please fill in where to.',
      ),
      ...notBefore(
        payload.value,
        'nextOn',
        'date',
        '下次随访日期不能早于本次',
        'The next follow-up must not be before this one.',
      ),
    )
  })

export interface HealthFollowUp extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface HealthFollowUpReferents {
  readonly resident: Resident
}

export const healthFollowUp: Form<HealthFollowUp, 'health-follow-up', never, HealthFollowUpReferents> = defineForm({
  name: 'health-follow-up',
  title: { zh: '健康随访', en: 'Health follow-up' },
  version: 1,
  key: 'generated',
  sameEvent: ['residentIdNumber', 'date', 'group'],
  references: {
    resident: { key: 'residentIdNumber', form: 'resident', mode: 'freeze' },
  },
  schema,
})
