/**
 * 流动人口: that somebody registered elsewhere lives here: since when, why and where. Who it is stands with the resident, the
 * registered address too.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { residencePlaceCodes, residenceReasonCodes } from './codes/index.ts'
import { count, creditCode, divisionCode, isoDate, line } from './fields/index.ts'
import { houseReference, remark, residentReference } from './fields/shared.ts'
import type { House } from './house.ts'
import type { Organisation } from './organisation.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    residentIdNumber: residentReference,
    movedInOn: describeField(isoDate, {
      title: { zh: '流入日期', en: 'Moved in on' },
      aliases: ['入住日期', '来本地日期', '流入时间', '迁入日期', '暂住日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'residence.moveInDate',
    }),
    reason: describeField(codeSchema(residenceReasonCodes), {
      title: { zh: '流入事由', en: 'Reason of residence' },
      aliases: ['暂住事由', '居住事由', '流入原因', '来本地原因'],
      sensitivity: 'personal',
      example: 'work',
      concept: 'residence.reason',
    }),
    placeType: describeField(codeSchema(residencePlaceCodes), {
      title: { zh: '居住处所类型', en: 'Kind of dwelling' },
      aliases: ['暂住处所', '住所类型', '居住方式'],
      sensitivity: 'personal',
      example: 'rented',
      concept: 'residence.placeType',
    }).optional(),
    houseCode: houseReference.optional(),
    originDivision: describeField(divisionCode, {
      title: { zh: '流出地区划代码', en: 'Division of origin' },
      aliases: ['流出地', '来源地', '流出地代码'],
      example: '509999',
      concept: null,
    }).optional(),
    employerCreditCode: describeField(creditCode, {
      title: { zh: '工作单位信用代码', en: 'Employer’s credit code' },
      aliases: ['用工单位代码'],
      concept: null,
    }).optional(),
    companions: describeField(count(50), {
      title: { zh: '随行人数', en: 'People who came along' },
      aliases: ['同行人数', '随迁人数'],
      sensitivity: 'personal',
      example: 2,
      concept: null,
    }).optional(),
    plannedStayMonths: describeField(z.int().min(1).max(600), {
      title: { zh: '拟居住月数', en: 'Planned stay in months' },
      aliases: ['拟居住时间', '计划居住月数'],
      sensitivity: 'personal',
      example: 12,
      concept: null,
    }).optional(),
    permitNumber: describeField(line(30), {
      title: { zh: '居住证号码', en: 'Residence permit' },
      aliases: ['居住证编号', '暂住证号'],
      sensitivity: 'sensitive',
      example: 'R0001',
      concept: null,
    }).optional(),
    permitIssuedOn: describeField(isoDate, {
      title: { zh: '居住证签发日期', en: 'Permit issued on' },
      aliases: ['签发日期', '办证日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    permitValidUntil: describeField(isoDate, {
      title: { zh: '居住证有效期至', en: 'Permit valid until' },
      aliases: ['有效期至', '居住证到期日期'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    childrenAtSchool: describeField(z.boolean(), {
      title: { zh: '是否有随迁子女就学', en: 'Has children at school here' },
      aliases: ['随迁子女就学'],
      sensitivity: 'personal',
      example: false,
      concept: null,
    }).optional(),
    leftOn: describeField(isoDate, {
      title: { zh: '流出日期', en: 'Left on' },
      aliases: ['离开日期', '撤离日期', '流出时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'residence.moveOutDate',
    }).optional(),
    destination: describeField(line(100), {
      title: { zh: '流出去向', en: 'Went to' },
      aliases: ['去向', '流出地址'],
      sensitivity: 'personal',
      example: '示例县',
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { permitNumber, leftOn } = payload.value
    payload.issues.push(
      ...notBefore(
        payload.value,
        'leftOn',
        'movedInOn',
        '流出日期不能早于流入日期',
        'The day of leaving must not be before the day of moving in.',
      ),
      ...notBefore(
        payload.value,
        'permitValidUntil',
        'permitIssuedOn',
        '居住证有效期不能早于签发日期',
        'The permit must not end before it was issued.',
      ),
      ...requiredWhen(
        permitNumber !== undefined,
        payload.value,
        'permitIssuedOn',
        '有居住证的，请填写签发日期',
        'With a residence permit, please fill in when it was issued.',
      ),
      ...requiredWhen(
        leftOn !== undefined,
        payload.value,
        'destination',
        '已流出的，请填写去向',
        'For somebody who left, please fill in where to.',
      ),
    )
  })

export interface FloatingPopulation extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface FloatingPopulationReferents {
  readonly resident: Resident
  readonly house: House
  readonly employer: Organisation
}

export const floatingPopulation: Form<
  FloatingPopulation,
  'floating-population',
  'residentIdNumber',
  FloatingPopulationReferents
> = defineForm({
  name: 'floating-population',
  title: { zh: '流动人口', en: 'Floating population' },
  version: 1,
  key: ['residentIdNumber'],
  references: {
    resident: { key: 'residentIdNumber', form: 'resident', mode: 'follow' },
    house: { key: 'houseCode', form: 'house', mode: 'follow' },
    employer: { key: 'employerCreditCode', form: 'organisation', mode: 'follow' },
  },
  schema,
})
