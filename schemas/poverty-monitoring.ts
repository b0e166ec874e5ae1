/**
 * 防返贫监测: a household watched so that it doesn't become poor (again): why, since when, what is done. Income, address and
 * people are read through the household.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { monitoringTypeCodes, povertyReasonCodes } from './codes/index.ts'
import { count, isoDate, line, paragraph, year } from './fields/index.ts'
import { helperName, helperPhone, householdReference, remark } from './fields/shared.ts'
import type { Household } from './household.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    householdNumber: householdReference,
    monitoringType: describeField(codeSchema(monitoringTypeCodes), {
      title: { zh: '监测对象类别', en: 'Kind of household' },
      aliases: ['监测类别', '监测对象类型', '易返贫致贫户类型', '易返贫致贫户(监测对象)类型'],
      sensitivity: 'sensitive',
      example: 'margin',
      concept: 'household.type',
    }),
    identifiedOn: describeField(isoDate, {
      title: { zh: '识别日期', en: 'Identified on' },
      aliases: ['风险识别时间', '首次识别时间', '纳入监测时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }),
    riskReason: describeField(codeSchema(povertyReasonCodes), {
      title: { zh: '风险原因', en: 'Cause of the risk' },
      aliases: ['致贫原因', '返贫风险', '致贫返贫风险', '主要风险'],
      sensitivity: 'sensitive',
      example: 'illness',
      concept: 'welfare.povertyReason',
    }),
    riskDetail: describeField(paragraph(1000), {
      title: { zh: '风险说明', en: 'The risk in detail' },
      aliases: ['风险情况', '风险描述'],
      sensitivity: 'sensitive',
      example: '家中一人患大病',
      concept: null,
    }).optional(),
    liftedIn: describeField(year, {
      title: { zh: '脱贫年度', en: 'Out of poverty since' },
      aliases: ['脱贫年份'],
      example: '2018',
      concept: null,
    }).optional(),
    workersAway: describeField(count(50), {
      title: { zh: '务工人数', en: 'Members working away' },
      aliases: ['外出务工人数'],
      sensitivity: 'personal',
      example: 1,
      concept: null,
    }).optional(),
    pupils: describeField(count(50), {
      title: { zh: '在校人数', en: 'Members at school' },
      aliases: ['在校生人数'],
      sensitivity: 'personal',
      example: 1,
      concept: null,
    }).optional(),
    housingSafe: describeField(z.boolean(), {
      title: { zh: '住房是否安全', en: 'Housing is safe' },
      aliases: ['住房安全', '是否危房'],
      sensitivity: 'personal',
      example: true,
      concept: null,
    }).optional(),
    waterSafe: describeField(z.boolean(), {
      title: { zh: '饮水是否安全', en: 'Drinking water is safe' },
      aliases: ['饮水安全', '是否解决安全饮用水'],
      sensitivity: 'personal',
      example: true,
      concept: null,
    }).optional(),
    schoolingSecured: describeField(z.boolean(), {
      title: { zh: '义务教育是否有保障', en: 'Schooling is secured' },
      aliases: ['义务教育保障'],
      sensitivity: 'personal',
      example: true,
      concept: null,
    }).optional(),
    medicalSecured: describeField(z.boolean(), {
      title: { zh: '基本医疗是否有保障', en: 'Medical care is secured' },
      aliases: ['医疗保障', '基本医疗保障'],
      sensitivity: 'personal',
      example: true,
      concept: null,
    }).optional(),
    measures: describeField(paragraph(1000), {
      title: { zh: '帮扶措施', en: 'Measures' },
      aliases: ['帮扶情况', '已落实帮扶措施'],
      sensitivity: 'sensitive',
      example: '落实大病救助',
      concept: null,
    }).optional(),
    helperName: helperName.optional(),
    helperPhone: helperPhone.optional(),
    helperUnit: describeField(line(100), {
      title: { zh: '帮扶单位', en: 'Unit responsible' },
      aliases: ['结对帮扶单位'],
      sensitivity: 'public',
      example: '示例县农业农村局',
      concept: null,
    }).optional(),
    riskRemoved: describeField(z.boolean(), {
      title: { zh: '风险是否消除', en: 'The risk is gone' },
      aliases: ['是否消除风险', '风险消除'],
      sensitivity: 'sensitive',
      example: false,
      concept: null,
    }).optional(),
    riskRemovedOn: describeField(isoDate, {
      title: { zh: '风险消除日期', en: 'Gone since' },
      aliases: ['风险消除时间', '消除时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { riskRemoved } = payload.value
    payload.issues.push(
      ...requiredWhen(
        riskRemoved === true,
        payload.value,
        'riskRemovedOn',
        '风险已消除的，请填写消除日期',
        'Where the risk is gone, please fill in since when.',
      ),
      ...notBefore(
        payload.value,
        'riskRemovedOn',
        'identifiedOn',
        '风险消除日期不能早于识别日期',
        'The risk must not be gone before it was identified.',
      ),
    )
  })

export interface PovertyMonitoring extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface PovertyMonitoringReferents {
  readonly household: Household
}

export const povertyMonitoring: Form<
  PovertyMonitoring,
  'poverty-monitoring',
  'householdNumber',
  PovertyMonitoringReferents
> = defineForm({
  name: 'poverty-monitoring',
  title: { zh: '防返贫监测', en: 'Poverty-return monitoring' },
  version: 1,
  key: ['householdNumber'],
  references: {
    household: { key: 'householdNumber', form: 'household', mode: 'follow' },
  },
  schema,
})
