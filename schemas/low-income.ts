/**
 * 低保和特困救助: one household's application for one kind of assistance and what came of it. The household, its address and
 * income, and the people are read through their numbers.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { assistanceTypeCodes, povertyReasonCodes } from './codes/index.ts'
import { isoDate, line, paragraph, personNumber, yearMonth, yuan } from './fields/index.ts'
import { householdReference, remark } from './fields/shared.ts'
import type { Household } from './household.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const covered = describeField(personNumber, {
  title: { zh: '保障人员身份证号码', en: 'Resident id' },
  concept: null,
})

const schema = z
  .strictObject({
    householdNumber: householdReference,
    assistanceType: describeField(codeSchema(assistanceTypeCodes), {
      title: { zh: '救助类型', en: 'Kind of assistance' },
      aliases: ['低保类别', '救助类别', '保障类型'],
      sensitivity: 'sensitive',
      example: 'rural-allowance',
      concept: null,
    }),
    applicantIdNumber: describeField(personNumber, {
      title: { zh: '申请人身份证号码', en: 'Applicant’s resident id' },
      aliases: ['申请人身份证', '申请人证件号', '保障对象身份证号', '身份证号码', '身份证号'],
      concept: null,
    }),
    appliedOn: describeField(isoDate, {
      title: { zh: '申请日期', en: 'Applied on' },
      aliases: ['申请时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }),
    reason: describeField(codeSchema(povertyReasonCodes), {
      title: { zh: '致贫原因', en: 'Cause of poverty' },
      aliases: ['困难原因', '主要致困原因'],
      sensitivity: 'sensitive',
      example: 'illness',
      concept: 'welfare.povertyReason',
    }).optional(),
    covered: describeField(z.array(covered).min(1).max(50), {
      title: { zh: '保障人员身份证号码', en: 'Resident ids of who is covered' },
      aliases: ['保障对象', '享受人员', '共同生活家庭成员'],
      sensitivity: 'sensitive',
      concept: null,
    }).optional(),
    coveredPeople: describeField(z.int().min(1).max(50), {
      title: { zh: '保障人数', en: 'People covered' },
      aliases: ['享受人数', '保障人口'],
      sensitivity: 'personal',
      example: 2,
      concept: null,
    }).optional(),
    assessedMonthlyIncome: describeField(yuan, {
      title: { zh: '核定家庭月收入', en: 'Assessed monthly income' },
      aliases: ['核定月收入', '家庭月收入'],
      sensitivity: 'sensitive',
      example: 800,
      concept: null,
    }).optional(),
    assets: describeField(paragraph(500), {
      title: { zh: '家庭财产情况', en: 'Assets' },
      aliases: ['财产状况'],
      sensitivity: 'sensitive',
      example: '无机动车',
      concept: null,
    }).optional(),
    supporters: describeField(paragraph(500), {
      title: { zh: '赡养抚养情况', en: 'Support by relatives' },
      aliases: ['法定赡养人情况', '赡养情况'],
      sensitivity: 'sensitive',
      example: '有一子外出务工',
      concept: null,
    }).optional(),
    publicisedOn: describeField(isoDate, {
      title: { zh: '公示日期', en: 'Publicised on' },
      aliases: ['公示时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    approvedOn: describeField(isoDate, {
      title: { zh: '批准日期', en: 'Approved on' },
      aliases: ['审批日期', '审批时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    certificateNumber: describeField(line(50), {
      title: { zh: '低保证号', en: 'Certificate' },
      aliases: ['低保证编号', '救助证号', '证书编号'],
      sensitivity: 'sensitive',
      example: 'D0001',
      concept: 'welfare.certificateNumber',
    }).optional(),
    monthlyAmount: describeField(yuan, {
      title: { zh: '月救助金额', en: 'Monthly amount' },
      aliases: ['保障金额', '救助金额', '月保障金', '低保金', '享受低保金额'],
      sensitivity: 'sensitive',
      example: 620,
      concept: 'welfare.amount',
    }).optional(),
    fromMonth: describeField(yearMonth, {
      title: { zh: '起始年月', en: 'From month' },
      aliases: ['享受起始月', '起始月份', '开始享受时间'],
      example: '2024-04',
      concept: null,
    }).optional(),
    untilMonth: describeField(yearMonth, {
      title: { zh: '终止年月', en: 'Until month' },
      aliases: ['停发月份', '终止月份'],
      example: '2025-03',
      concept: null,
    }).optional(),
    endReason: describeField(line(100), {
      title: { zh: '停发原因', en: 'Reason of the end' },
      aliases: ['终止原因', '退出原因'],
      sensitivity: 'sensitive',
      example: '收入超过标准',
      concept: null,
    }).optional(),
    carerIdNumber: describeField(personNumber, {
      title: { zh: '照料服务人身份证号码', en: 'Carer’s resident id' },
      aliases: ['照料人身份证号', '监护人身份证号'],
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { approvedOn, untilMonth } = payload.value
    payload.issues.push(
      ...requiredWhen(
        approvedOn !== undefined,
        payload.value,
        'monthlyAmount',
        '已批准的，请填写月救助金额',
        'Once approved, please fill in the monthly amount.',
      ),
      ...requiredWhen(
        approvedOn !== undefined,
        payload.value,
        'fromMonth',
        '已批准的，请填写起始年月',
        'Once approved, please fill in the first month.',
      ),
      ...requiredWhen(
        untilMonth !== undefined,
        payload.value,
        'endReason',
        '已停发的，请填写停发原因',
        'Where payment ended, please fill in why.',
      ),
      ...notBefore(
        payload.value,
        'approvedOn',
        'appliedOn',
        '批准日期不能早于申请日期',
        'The approval must not be before the application.',
      ),
      ...notBefore(
        payload.value,
        'untilMonth',
        'fromMonth',
        '终止年月不能早于起始年月',
        'The last month must not be before the first.',
      ),
    )
  })

export interface LowIncome extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface LowIncomeReferents {
  readonly household: Household
  readonly applicant: Resident
  readonly 'covered.*.resident': Resident
  readonly carer: Resident
}

export const lowIncome: Form<LowIncome, 'low-income', 'householdNumber' | 'assistanceType', LowIncomeReferents> =
  defineForm({
    name: 'low-income',
    title: { zh: '低保和特困救助', en: 'Minimum living allowance' },
    version: 1,
    key: ['householdNumber', 'assistanceType'],
    references: {
      household: { key: 'householdNumber', form: 'household', mode: 'follow' },
      applicant: { key: 'applicantIdNumber', form: 'resident', mode: 'follow' },
      'covered.*.resident': { key: 'covered.*', form: 'resident', mode: 'follow' },
      carer: { key: 'carerIdNumber', form: 'resident', mode: 'follow' },
    },
    schema,
  })
